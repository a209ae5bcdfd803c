package tlpsim.scenarios.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tlpsim.completer.steering.SteeringCounterLayout;
import tlpsim.core.firmware.CpuTagTable;
import tlpsim.core.firmware.RootPortFirmware;
import tlpsim.core.pipeline.Threading;
import tlpsim.core.rule.Errno;
import tlpsim.core.rule.UapiRule;
import tlpsim.core.tph.StMode;
import tlpsim.core.tph.StTableLocation;
import tlpsim.core.tph.TphRequesterConfig;
import tlpsim.scenarios.config.CompleterSupport;
import tlpsim.scenarios.config.DeviceFunction;

/** Kernel parameters and firmware of a run: who gets a tag, and what the host makes of it. */
final class FirmwareInRunTest {
    @TempDir
    private Path directory;

    private ControlRecord control(String... sets) {
        DrawnScenario drawn = BundledRun.scenario("quickstart", sets);
        try (Simulation simulation =
                new Simulation(drawn.config(), directory, Column.CONFIGURED, 1, EngineConfig.of(Threading.INLINE))) {
            return simulation.controlRecord();
        }
    }

    private List<String> grants(String... sets) {
        return control(sets).grants().stream()
                .map(grant -> grant.name() + ": " + grant.sentence())
                .toList();
    }

    @Test
    void notphRefusesEverything() {
        assertThat(grants("tph.parameters=[notph]"))
                .containsExactly("rx: asked 8-bit, granted off: pci=notph is given (kernel.enable.notph, -EINVAL)");
        assertThat(grants("tph.parameters=[notph]", "fabric.endpoints.nic0.vfio={unsafe: true}"))
                .containsExactly("rx: asked 8-bit, granted off: pci=notph is given (kernel.enable.notph, -ENOTTY)");
    }

    @Test
    void nostmodeLeavesHintsWithoutTagsOnKernelsThatKnowIt() {
        assertThat(grants("tph.parameters=[nostmode]", "tph.kernel=posted-v4"))
                .containsExactly(
                        "rx: asked 8-bit, granted 8-bit without tags: pci=nostmode: in mode no-st every tag is 0"
                                + " (kernel.enable.nostmode)");
        assertThat(grants("tph.parameters=[nostmode]", "tph.kernel-with=[nostmode]"))
                .singleElement()
                .asString()
                .contains("pci=nostmode");
    }

    @ParameterizedTest
    @ValueSource(strings = {"absent", "fails"})
    void withoutAnAnswerOfFirmwareNoTagIsWritten(String dsm) {
        assertThat(grants("platform.firmware.dsm=" + dsm))
                .containsExactly(
                        "rx: asked 8-bit, granted 8-bit without a tag: firmware of root port rp0 does not answer"
                                + " for their cores (kernel.cpu-st.dsm, -EINVAL)");
        BundledRun run = BundledRun.of("quickstart", "platform.firmware.dsm=" + dsm);
        assertThat(run.window().steering()[SteeringCounterLayout.TAGGED]).isZero();
        assertThat(run.window().steering()[SteeringCounterLayout.PH_ONLY]).isPositive();
    }

    @Test
    void anEncodingChangesTagsAndNothingElse() {
        BundledRun drawn = BundledRun.of("quickstart");
        BundledRun named = BundledRun.of("quickstart", "platform.firmware.encoding=epyc-9655");
        assertThat(named.window().steering()).isEqualTo(drawn.window().steering());
        assertThat(named.record().digest()).isNotEqualTo(drawn.record().digest());
        RootPortFirmware[] ports = ports("platform.firmware.encoding={name: epyc-9655, per-root-port: true}");
        RootPortFirmware[] seed2 = ports("platform.firmware.encoding={name: epyc-9655, per-root-port: true}", "seed=2");
        assertThat(ports[0].tag(3, true)).isEqualTo(seed2[0].tag(3, true));
        assertThat(ports("seed=1")[0].tag(3, true)).isNotEqualTo(ports("seed=2")[0].tag(3, true));
    }

    private RootPortFirmware[] ports(String... sets) {
        DrawnScenario drawn = BundledRun.scenario("quickstart", sets);
        return new FirmwareWiring(drawn.config(), directory)
                .ports(Column.CONFIGURED, drawn.config().seed());
    }

    /** Processors 0 to 15 have tags and UIDs from 100; a kernel that passes logical numbers on asks for the wrong ones. */
    @Test
    void aTableOfAnswersIsAskedByUid() throws IOException {
        int[] uids = new int[16];
        long[] results = new long[16];
        for (int cpu = 0; cpu < 16; cpu++) {
            uids[cpu] = 100 + cpu;
            results[cpu] = 1 | 40L + cpu << 8;
        }
        Files.write(directory.resolve("tags.bin"), CpuTagTable.of(uids, results).toBytes());
        String table = "platform.firmware.table=" + directory.resolve("tags.bin");
        assertThat(control(table).grants()).extracting(FlowGrant::queues).containsExactly("0-15,32-47", "16-31,48-63");
        assertThat(grants(table, "tph.kernel=merged"))
                .singleElement()
                .asString()
                .contains("firmware of root port rp0 does not answer for their cores (kernel.cpu-st.dsm, -EINVAL)");
        BundledRun run = BundledRun.of("quickstart", table);
        assertThat(run.window().steering()[SteeringCounterLayout.TAGGED]).isPositive();
        assertThat(run.window().steering()[SteeringCounterLayout.UNKNOWN]).isZero();
    }

    @Test
    void anIntegratedEndpointIsEnabledButGetsNoTagOfACore() {
        DrawnScenario drawn = BundledRun.scenario("quickstart");
        UpstreamRoot none = new UpstreamRoot("none", CompleterSupport.NONE, ports()[0], true);
        TracedFunction traced = new TracedFunction(
                DeviceFunction.of(drawn.config().fabric(), "nic0").orElseThrow(),
                drawn.config().tph(),
                none,
                new TphRequesterConfig(true, true, true, StTableLocation.MSIX, 8));
        KernelSoftware driver = new KernelSoftware(traced, StMode.DEVICE_SPECIFIC, false);
        assertThat(driver.enable(drawn.config().tph().enable()).ok()).isTrue();
        Written written = driver.write(0, new TagRequest(TagRequest.Kind.CORE, 1, false, Optional.empty()));
        assertThat(written.errno()).isEqualTo(Errno.ENODEV);
        assertThat(written.report().met(UapiRule.RCIEP_CPU_TAG)).isTrue();
    }
}
