package tlpsim.core.vfio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tlpsim.core.config.ConfigImage;
import tlpsim.core.config.ConfigSpace;
import tlpsim.core.config.PciConfigLayout;
import tlpsim.core.config.PortType;
import tlpsim.core.firmware.MemoryType;
import tlpsim.core.kernel.KernelConfig;
import tlpsim.core.kernel.KernelVersionPolicy;
import tlpsim.core.kernel.LiveFunction;
import tlpsim.core.kernel.MachineFixture;
import tlpsim.core.kernel.RootPort;
import tlpsim.core.kernel.TphCore;
import tlpsim.core.kernel.TphFunction;
import tlpsim.core.kernel.TphWindowListener;
import tlpsim.core.rule.Errno;
import tlpsim.core.rule.OperationReport;
import tlpsim.core.tph.ReservedEnablePolicy;
import tlpsim.core.tph.StTableLocation;
import tlpsim.core.tph.TphRequesterConfig;

/**
 * Random machines and random operations. What must hold is stated here from the registers alone: nothing of the model's own bookkeeping is asked.
 */
class ControlPlaneFuzzTest {
    private static final int MACHINES = 60;
    private static final int OPERATIONS = 60;

    private SplittableRandom random;
    private VfioFixture vfio;
    private DmaBufImport importer;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void noSequenceOfOperationsBreaksAnInvariant(long seed) {
        random = new SplittableRandom(seed);
        for (int machine = 0; machine < MACHINES; machine++) {
            build();
            List<String> trace = new ArrayList<>();
            for (int i = 0; i < OPERATIONS; i++) {
                int before = control();
                OperationReport report = operate();
                trace.add(report.operation() + " " + report.errno().returned() + " " + Integer.toHexString(control()));
                check(report, before, "seed " + seed + ", machine " + machine + ": " + trace);
            }
        }
    }

    /** Bytes at random, with pointers that lead into them: whatever is found there, operations end with a result. */
    @ParameterizedTest
    @ValueSource(longs = {11, 12, 13})
    void noConfigurationSpaceMakesAnOperationThrow(long seed) {
        random = new SplittableRandom(seed);
        for (int image = 0; image < 300; image++) {
            byte[] bytes = new byte[PciConfigLayout.PCI_CFG_SPACE_EXP_SIZE];
            random.nextBytes(bytes);
            UnsafeBuffer space = new UnsafeBuffer(bytes);
            space.putShort(6, (short) 0x10);
            int tph = chance(3) ? 0x100 + 4 * random.nextInt(0x3C0) : 0xFFC;
            space.putInt(0x100, 0x10003 | tph << 20);
            space.putInt(tph, 0x10017 | random.nextInt(0x1000) << 20);
            LiveFunction live = LiveFunction.asFound(ConfigSpace.of(ConfigImage.of(bytes), ReservedEnablePolicy.STORE));
            TphFunction function = new TphFunction("random", live.config(), live.msix(), RootPort.NONE);
            TphCore core = new TphCore(KernelConfig.of(KernelVersionPolicy.V17), cpu -> cpu, TphWindowListener.NONE);
            VfioTphDevice device = new VfioTphDevice(function, core, VfioConfig.UNSAFE);
            List<Object> results = new ArrayList<>();
            for (int mode = 0; mode < 3; mode++) {
                results.add(core.enable(function, mode));
                results.add(core.enableUngated(function, mode, 3));
                results.add(core.setStEntry(function, random.nextInt(2048), 1));
                results.add(core.save(function));
                results.add(core.restore(function));
                results.add(device.writeControl(random.nextInt(1024)));
                results.add(device.tphSt(new TphStRequest(
                        true, List.of(new TphStEntry(random.nextInt(2048), new TagTarget.Literal(7))))));
                results.add(core.disable(function));
            }
            for (int offset = 0; offset < 4096; offset += 4) {
                device.readConfig(offset);
            }
            assertThat(results).as("seed " + seed + ", image " + image).doesNotContainNull();
        }
    }

    private void build() {
        vfio = new VfioFixture();
        MachineFixture machine = vfio.machine;
        KernelVersionPolicy version = random.nextBoolean() ? KernelVersionPolicy.CURRENT : KernelVersionPolicy.V17;
        machine.kernelConfig = new KernelConfig(version, chance(15), chance(9), chance(9), !chance(15), !chance(9));
        machine.msixEntries = random.nextInt(20);
        machine.vectors = machine.msixEntries == 0 ? 0 : random.nextInt(machine.msixEntries);
        machine.requester = requester(machine.msixEntries);
        machine.rootCompleter = random.nextInt(4);
        machine.portType = chance(3) ? PortType.ENDPOINT : PortType.RC_INTEGRATED_ENDPOINT;
        machine.hasRootPort = chance(9);
        vfio.peerCompleter = random.nextInt(4);
        LoweredEnablePolicy lowered = LoweredEnablePolicy.values()[random.nextInt(3)];
        vfio.config = new VfioConfig(
                random.nextBoolean(),
                random.nextBoolean(),
                VfioDesign.LINUX,
                new VfioChoices(
                        Errno.ENOTTY,
                        Errno.EINVAL,
                        Errno.EINVAL,
                        Errno.EOPNOTSUPP,
                        Errno.EPERM,
                        Errno.ENODEV,
                        lowered));
        vfio.build();
        importer = new DmaBufImport(machine.function, vfio.buffer, VfioConfig.DEFAULT);
    }

    private boolean chance(int timesMore) {
        return random.nextInt(timesMore + 1) > 0;
    }

    private Optional<TphRequesterConfig> requester(int msixEntries) {
        if (!chance(9)) {
            return Optional.empty();
        }
        boolean iv = random.nextBoolean();
        boolean ds = random.nextBoolean();
        int place = iv || ds ? random.nextInt(msixEntries > 0 ? 3 : 2) : 0;
        StTableLocation location = StTableLocation.of(place);
        int entries = place == 0 ? 0 : 1 + random.nextInt(place == 1 ? 64 : 32);
        return Optional.of(new TphRequesterConfig(iv, ds, random.nextBoolean(), location, entries));
    }

    private OperationReport operate() {
        MachineFixture machine = vfio.machine;
        MemoryType memory = MemoryType.values()[random.nextInt(2)];
        return switch (random.nextInt(16)) {
            case 0 -> machine.core.enable(machine.function, random.nextInt(10));
            case 1 -> machine.core.enableAs(machine.function, random.nextInt(4), random.nextInt(4));
            case 2 -> machine.core.disable(machine.function);
            case 3 -> machine.core.setStEntry(machine.function, random.nextInt(70), random.nextInt(65536));
            case 4 -> machine.core.getCpuSt(machine.function, memory, random.nextInt(20) - 2);
            case 5, 6, 7 -> vfio.device.writeControl(random.nextInt(1024));
            case 8, 9, 10 -> tphSt();
            case 11 -> set();
            case 12 -> importer.query(random.nextBoolean(), random.nextBoolean());
            case 13 -> revoke();
            case 14 -> machine.core.save(machine.function);
            default -> machine.core.restore(machine.function);
        };
    }

    private OperationReport tphSt() {
        List<TphStEntry> entries = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            TagTarget target = switch (random.nextInt(3)) {
                case 0 -> new TagTarget.Literal(random.nextInt(70_000));
                case 1 -> new TagTarget.Cpu(random.nextInt(18), MemoryType.VOLATILE);
                default -> new TagTarget.Buffer(chance(3) ? vfio.buffer : DmaBuf.foreign("other"));
            };
            entries.add(new TphStEntry(random.nextInt(12), target));
        }
        boolean extended = random.nextBoolean();
        int enable = enable();
        TphStReport report = vfio.device.tphSt(new TphStRequest(extended, entries));
        if (report.operation().ok()) {
            assertThat(enable).as("rule 5").isNotZero();
            assertThat(!extended || enable == 3).as("rules 6 and 10").isTrue();
            assertThat(vfio.config.unsafe()
                            || report.returned().stream().allMatch(entry -> entry.tag() == TphStReport.NOT_GIVEN))
                    .as("rule 21")
                    .isTrue();
        }
        return report.operation();
    }

    private OperationReport set() {
        DmaBufTphPayload payload = new DmaBufTphPayload(
                6 + random.nextInt(3),
                random.nextInt(5),
                random.nextInt(65536),
                random.nextInt(256),
                random.nextInt(5));
        OperationReport report = DmaBufTphFeature.set(vfio.peer, FeatureCall.SET, payload, vfio.files);
        if (report.ok()) {
            assertThat(vfio.peerCompleter == 3 || vfio.peerCompleter == 1 && payload.flags() < 2)
                    .as("a completer has only tags that it takes")
                    .isTrue();
        }
        return report;
    }

    private OperationReport revoke() {
        vfio.buffer.invalidate();
        assertThat(importer.maySend()).isFalse();
        vfio.buffer.drained();
        assertThat(importer.mayArrive()).isFalse();
        vfio.buffer.remap();
        return importer.look();
    }

    private int control() {
        return vfio.machine.live.tph().isPresent() ? vfio.machine.control() : 0;
    }

    private int enable() {
        return control() >>> 8 & 3;
    }

    private void check(OperationReport report, int before, String trace) {
        MachineFixture machine = vfio.machine;
        int enable = enable();
        boolean integrated = machine.portType == PortType.RC_INTEGRATED_ENDPOINT;
        assertThat(enable).as(trace).isNotEqualTo(2);
        if (enable != 0) {
            boolean extended = machine.requester.orElseThrow().extended();
            assertThat(machine.kernelConfig.notph()).as(trace).isFalse();
            assertThat(enable == 3 && !extended).as(trace).isFalse();
            int allowed = integrated ? 3 : machine.hasRootPort ? machine.rootCompleter : 0;
            assertThat(allowed == 3 || allowed == 1 && enable == 1).as(trace).isTrue();
            int modes = machine.requester.get().capabilityRegister() & 7;
            assertThat(modes & 1 << (control() & 7)).as(trace).isNotZero();
        } else {
            assertThat(machine.function.enabled()).as(trace).isFalse();
        }
        assertThat(machine.function.inUpdateWindow()).as(trace).isFalse();
        boolean grows = before == 0 && control() != 0;
        assertThat(grows && !report.ok()).as(trace).isFalse();
        checkSent(enable, trace);
    }

    /** No 16-bit tag, and so no prefix, leaves a function whose Requester Enable is not 11b. */
    private void checkSent(int enable, String trace) {
        int entries = vfio.machine
                .requester
                .filter(config -> config.location() == StTableLocation.CAPABILITY)
                .map(TphRequesterConfig::tableEntries)
                .orElse(0);
        for (int index = 0; index < Math.min(entries, 12); index++) {
            int sent = vfio.device.sentTag(index);
            assertThat(sent).as(trace).isBetween(0, enable == 3 ? 0xFFFF : enable == 1 ? 0xFF : 0);
        }
    }
}
