package tlpsim.scenarios.control;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import tlpsim.core.config.ConfigSpace;
import tlpsim.core.firmware.MemoryType;
import tlpsim.core.kernel.KernelFix;
import tlpsim.core.rule.AccessCount;
import tlpsim.core.rule.Errno;
import tlpsim.core.rule.OperationReport;
import tlpsim.core.vfio.LoweredEnablePolicy;
import tlpsim.core.vfio.TagTarget;
import tlpsim.core.vfio.TphStEntry;
import tlpsim.core.vfio.TphStReport;
import tlpsim.core.vfio.TphStRequest;
import tlpsim.core.vfio.VfioChoices;
import tlpsim.scenarios.control.FuzzedOperation.Kind;
import tlpsim.scenarios.control.FuzzedOperation.Result;

/**
 * What must hold before and after any operation, stated from registers, results and what was set before; none of the model's own decisions is asked.
 * Where registers are damaged, only what cannot depend on how a broken chain is read.
 */
final class ControlInvariants {
    private static final Set<Kind> KERNEL =
            EnumSet.of(Kind.ENABLE, Kind.ENABLE_AS, Kind.DISABLE, Kind.SET_ST, Kind.SAVE, Kind.RESTORE);

    private final FuzzedMachine machine;
    private final boolean strict;
    private String trace = "";

    private final DmaBufStatement buffer;

    /** Before the operation. */
    private FuzzedMachine.Target target;

    private boolean answers;
    private int control;
    private int[] entries;
    /** Control is as the kernel last wrote it: no reset came between. */
    private boolean inStep;

    private long[] counts;
    private byte[][] others;

    ControlInvariants(FuzzedMachine machine) {
        this.machine = machine;
        this.strict = !machine.damaged;
        this.buffer = new DmaBufStatement(machine);
        machine.inWindow = this::window;
    }

    void before(FuzzedOperation operation, String soFar) {
        trace = "\n" + soFar + operation;
        target = machine.target();
        answers = target.live.config().present() && machine.root.config().present();
        control = control(space());
        entries = EmittedForms.entries(space());
        boolean enabled = target.function.requesterType() != 0;
        inStep = (control >>> 8 & 3) == target.function.requesterType()
                && (!enabled || (control & 7) == target.function.mode());
        counts = counts();
        others = others();
    }

    void after(FuzzedOperation operation, Result result) {
        boolean changesMachine = result.equals(Result.NOTHING);
        if (!changesMachine) {
            assertThat(others()).as("other functions%s", trace).isDeepEqualTo(others);
        }
        OperationReport report = result.report();
        if (result.tphSt() != null) {
            report = result.tphSt().operation();
            tphSt(operation.request(machine), result.tphSt());
        }
        if (report != null) {
            assertThat(allowed(operation.kind())).as("errno%s", trace).contains(report.errno());
            accesses(operation.kind(), report);
        }
        buffer.after(operation, result, target.importer, trace);
        single(operation, report);
        for (FuzzedMachine.Target each : machine.targets) {
            registers(each);
            EmittedForms.check(each.live.space(), trace);
        }
        hidden();
    }

    private ConfigSpace space() {
        return target.live.space();
    }

    private static int control(ConfigSpace space) {
        return space.announced()
                .tph()
                .map(tph -> space.peek(tph.offset() + 8, 4))
                .orElse(0);
    }

    private long[] counts() {
        ConfigSpace root = machine.root.space();
        return new long[] {
            space().reads() + root.reads(),
            space().writes() + root.writes(),
            space().tableReads(),
            space().tableWrites()
        };
    }

    /** The bytes of the functions that the operation is not for. */
    private byte[][] others() {
        return machine.targets.stream()
                .filter(each -> each != target)
                .map(each -> each.live.space().image().toByteArray())
                .toArray(byte[][]::new);
    }

    /** While an entry is written. */
    private void window() {
        if (!target.live.config().present()) {
            return;
        }
        int enable = control(space()) >>> 8 & 3;
        assertThat(enable == 1 || enable == 3).as("TPH in the window%s", trace).isFalse();
        EmittedForms.check(space(), trace);
    }

    private boolean hasTph() {
        return space().tph().isPresent();
    }

    private int capability() {
        return space().announced().tph().orElseThrow().capability();
    }

    private int requester() {
        return (capability() & 0x100) != 0 ? 3 : 1;
    }

    /** What the root port leaves; 3 where none is asked. */
    private int rootPort(boolean asItIsNow) {
        if (machine.integrated && machine.has(KernelFix.RCIEP_EXEMPT)) {
            return 3;
        }
        if (!machine.hasRootPort || asItIsNow && !machine.root.config().present()) {
            return 0;
        }
        return machine.rootCompleter == 2 && machine.has(KernelFix.FOLD_RESERVED) ? 0 : machine.rootCompleter;
    }

    private boolean offered() {
        boolean possible = hasTph() && machine.kernel.pcieTph() && !machine.kernel.notph();
        return possible && (machine.vfio.design().ungatedPeerToPeer() || Math.min(requester(), rootPort(true)) > 0);
    }

    private boolean access() {
        return machine.vfio.unsafe() && ((capability() & 4) != 0 || machine.vfio.literal());
    }

    private void registers(FuzzedMachine.Target each) {
        ConfigSpace space = each.live.space();
        assertThat(each.function.inUpdateWindow())
                .as("window left open%s", trace)
                .isFalse();
        if (!strict || space.tph().isEmpty()) {
            return;
        }
        int register = control(space);
        int enable = register >>> 8 & 3;
        int requester = (space.announced().tph().orElseThrow().capability() & 0x100) != 0 ? 3 : 1;
        int ceiling = machine.vfio.design().ungatedPeerToPeer() ? requester : Math.min(requester, rootPort(false));
        boolean leaks = !machine.has(KernelFix.RESTORE_TYPE) || !machine.has(KernelFix.FOLD_RESERVED) && ceiling == 2;
        assertThat(enable == 2 && !leaks).as("Requester Enable 10b%s", trace).isFalse();
        assertThat(enable == 3 && ceiling != 3)
                .as("11b above %d%s", ceiling, trace)
                .isFalse();
        assertThat(enable == 1 && ceiling == 0).as("01b above 00b%s", trace).isFalse();
        if (enable != 0) {
            assertThat(machine.kernel.notph()).as("pci=notph%s", trace).isFalse();
            int modes = space.announced().tph().orElseThrow().capability() & 7;
            assertThat(modes >>> (register & 7) & 1).as("mode%s", trace).isEqualTo(1);
        }
    }

    private void accesses(Kind kind, OperationReport report) {
        if (!strict || !answers) {
            return;
        }
        long[] now = counts();
        AccessCount said = report.accesses();
        if (KERNEL.contains(kind)) {
            assertThat(now[0] - counts[0]).as("reads%s", trace).isEqualTo(said.configReads());
            assertThat(now[2] - counts[2]).as("table reads%s", trace).isEqualTo(said.mmioReads());
        }
        boolean hardwareClears =
                machine.vfio.choices().loweredEnable() == LoweredEnablePolicy.CLEAR_ENTRY && kind == Kind.WRITE_CONTROL;
        if (!hardwareClears) {
            assertThat(now[1] - counts[1]).as("writes%s", trace).isEqualTo(said.configWrites());
            assertThat(now[3] - counts[3]).as("table writes%s", trace).isEqualTo(said.mmioWrites());
        }
    }

    private Set<Errno> allowed(Kind kind) {
        VfioChoices choices = machine.vfio.choices();
        EnumSet<Errno> set = EnumSet.of(Errno.NONE);
        switch (kind) {
            case ENABLE, ENABLE_AS -> set.addAll(List.of(Errno.EINVAL, Errno.EBUSY));
            case SET_ST -> set.addAll(List.of(Errno.EINVAL, Errno.ENXIO, Errno.ENODEV));
            case GET_CPU_ST -> set.addAll(List.of(Errno.EINVAL, Errno.ENODEV));
            case MSIX_WRITE -> set.add(Errno.EINVAL);
            case PROBE -> set.add(choices.errnoNotOffered());
            case DMA_BUF_SET -> set.addAll(List.of(Errno.EOPNOTSUPP, Errno.EINVAL, Errno.EFAULT, Errno.EBADF));
            case IMPORT ->
                set.addAll(List.of(
                        choices.errnoWhileDisabled(),
                        choices.errnoExtended(),
                        Errno.EOPNOTSUPP,
                        choices.getWhileRevoked()));
            case TPH_ST -> {
                set.addAll(List.of(choices.errnoNotOffered(), choices.errnoWhileDisabled(), choices.errnoExtended()));
                set.addAll(List.of(choices.errnoUnplaceable(), choices.errnoRawTag(), choices.getWhileRevoked()));
                set.addAll(List.of(Errno.EINVAL, Errno.ENXIO, Errno.ENODEV, Errno.EOPNOTSUPP));
            }
            default -> {}
        }
        return set;
    }

    private void single(FuzzedOperation operation, OperationReport report) {
        int now = control(space());
        boolean present = target.live.config().present();
        switch (operation.kind()) {
            case OPEN, DISABLE -> {
                if (present && strict && (operation.kind() == Kind.OPEN || inStep)) {
                    assertThat(now).as("off%s", trace).isZero();
                }
            }
            case SET_ST -> setSt(operation, report);
            case RESET -> {
                assertThat(now & 0x307).as("after a reset%s", trace).isZero();
                assertThat(EmittedForms.entries(space()))
                        .as("after a reset%s", trace)
                        .isEqualTo(new int[entries.length]);
            }
            case WRITE_CONTROL -> {
                if (strict && hasTph() && !offered()) {
                    assertThat(now).as("a hidden register was written%s", trace).isEqualTo(control);
                }
            }
            case GET_CPU_ST -> {
                if (report.ok() && target.function.requesterType() != 2) {
                    boolean wide = target.function.requesterType() == 3;
                    int tag = target.function.requesterType() == 0
                            ? 0
                            : cpuTag(operation.cpu(), operation.memory(), wide);
                    assertThat(report.value()).as("firmware's tag%s", trace).isEqualTo(tag);
                }
            }
            default -> {}
        }
    }

    private void setSt(FuzzedOperation operation, OperationReport report) {
        if (!strict || !answers) {
            return;
        }
        boolean began = !report.accesses().equals(AccessCount.ZERO);
        if (!report.ok() && began) {
            assertThat(control(space())).as("an error disables%s", trace).isZero();
            assertThat(target.function.enabled())
                    .as("an error disables%s", trace)
                    .isFalse();
        }
        // Linux does not hold an index of the MSI-X table against the size of the ST table: what is beyond it no
        // look-up reads.
        if (report.ok() && began && operation.index() < entries.length) {
            entries[operation.index()] = operation.c() & (requester() == 3 ? 0xFFFF : 0xFF);
        }
        assertThat(EmittedForms.entries(space())).as("entries%s", trace).isEqualTo(entries);
    }

    private void tphSt(TphStRequest request, TphStReport report) {
        Errno errno = report.operation().errno();
        VfioChoices choices = machine.vfio.choices();
        boolean shadow = machine.vfio.design().shadowTables();
        if (!report.operation().ok() || shadow) {
            assertThat(EmittedForms.entries(space()))
                    .as("entries of a refused TPH_ST%s", trace)
                    .isEqualTo(entries);
        }
        if (!report.operation().ok()) {
            assertThat(report.returned())
                    .as("a refused TPH_ST returns nothing%s", trace)
                    .isEmpty();
        }
        if (!strict || !answers) {
            return;
        }
        int enable = control >>> 8 & 3;
        if (!offered()) {
            assertThat(errno).as("rules 1 to 3%s", trace).isEqualTo(choices.errnoNotOffered());
        } else if (inStep && enable == 0 && !shadow) {
            assertThat(errno).as("rule 5%s", trace).isEqualTo(choices.errnoWhileDisabled());
        } else if (inStep && enable == 1 && request.extended() && !shadow) {
            assertThat(errno).as("rules 6 and 10%s", trace).isEqualTo(choices.errnoExtended());
        } else if (report.operation().ok()) {
            placed(request, report, shadow);
            if (inStep || shadow) {
                assertThat(EmittedForms.entries(space())).as("rule 9%s", trace).isEqualTo(entries);
            }
        }
    }

    private void placed(TphStRequest request, TphStReport report, boolean shadow) {
        boolean noSt = (control & 7) == 0;
        for (int i = 0; i < request.entries().size(); i++) {
            TphStEntry entry = request.entries().get(i);
            int tag = tag(entry.target(), request.extended());
            TphStReport.Returned returned = report.returned().get(i);
            assertThat(returned.tag()).as("rules 13, 14 and 21%s", trace).isEqualTo(access() ? tag : -1);
            if (entry.target() instanceof TagTarget.Buffer) {
                assertThat(returned.ph()).as("rule 15%s", trace).isEqualTo(buffer.ph());
            }
            if (tag >= 0 && !shadow && !noSt && entries.length > 0) {
                entries[entry.index()] = tag & (requester() == 3 ? 0xFFFF : 0xFF);
            }
        }
    }

    /** The tag that a target must give, or the failure of the test where it can give none; -1 for a PH without a tag. */
    private int tag(TagTarget to, boolean extended) {
        if (to instanceof TagTarget.Literal literal) {
            assertThat(machine.vfio.unsafe() && machine.vfio.literal())
                    .as("rule 21%s", trace)
                    .isTrue();
            return literal.tag();
        }
        if (to instanceof TagTarget.Cpu cpu) {
            return cpuTag(cpu.cpu(), cpu.memoryType(), extended);
        }
        assertThat(((TagTarget.Buffer) to).buffer()).as("rule 12%s", trace).isSameAs(machine.buffer);
        return buffer.tag(extended, trace);
    }

    /** Out of the 64 bits of _DSM: per memory type 32 bits, valid bits 0 and 1, tags in 15:8 and 31:16. */
    private int cpuTag(int cpu, MemoryType memory, boolean extended) {
        assertThat(machine.hasRootPort && machine.hasDsm && machine.kernel.acpi())
                .as("nobody to ask%s", trace)
                .isTrue();
        int index = machine.has(KernelFix.CPU_UID) ? cpu : cpu - FuzzedMachine.FIRST_UID;
        assertThat(index).as("no such processor%s", trace).isBetween(0, FuzzedMachine.CPUS - 1);
        int half = (int) (machine.dsmResults[index] >>> (memory == MemoryType.PERSISTENT ? 32 : 0));
        if (extended) {
            return (half & 2) != 0 ? half >>> 16 : 0;
        }
        return (half & 1) != 0 ? half >>> 8 & 0xFF : 0;
    }

    /** A hidden capability reads as 0, but for its link where it is the first; one that is offered shows as it is. */
    private void hidden() {
        if (!strict || !hasTph() || !target.live.config().present()) {
            return;
        }
        int offset = space().announced().tph().orElseThrow().offset();
        int words = 3 + ((capability() >>> 9 & 3) == 1 ? ((capability() >>> 16 & 0x7FF) + 2) / 2 : 0);
        for (int word = 0; word < words; word++) {
            int at = offset + 4 * word;
            int shown = target.device.readConfig(at);
            if (offered()) {
                assertThat(shown).as("shown at %x%s", at, trace).isEqualTo(space().peek(at, 4));
            } else {
                int link = at == 0x100 ? space().peek(at, 4) & 0xFFF00000 : 0;
                assertThat(shown).as("hidden at %x%s", at, trace).isEqualTo(link);
            }
        }
    }
}
