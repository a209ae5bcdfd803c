package tlpsim.scenarios.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tlpsim.core.firmware.RootPortFirmware;
import tlpsim.core.pipeline.Threading;
import tlpsim.scenarios.config.CompleterSupport;
import tlpsim.scenarios.config.DeviceFunction;
import tlpsim.scenarios.config.EndpointConfig;
import tlpsim.scenarios.config.TphEnable;
import tlpsim.scenarios.config.TphGate;

/** What each flow is told about its hints. */
final class FlowGrantsTest {
    private static List<String> grants(String scenario, String... sets) {
        DrawnScenario drawn = BundledRun.scenario(scenario, sets);
        try (Simulation simulation =
                new Simulation(drawn.config(), Path.of("."), Column.CONFIGURED, 1, EngineConfig.of(Threading.INLINE))) {
            return simulation.controlRecord().grants().stream()
                    .map(grant -> grant.name() + " to " + grant.target() + ": " + grant.sentence())
                    .toList();
        }
    }

    @Test
    void whatIsGrantedAsAskedNeedsNoReason() {
        assertThat(grants("quickstart")).containsExactly("rx to host: asked 8-bit, granted 8-bit");
    }

    @Test
    void theRootPortLowersTheTypeOrRefusesAll() {
        assertThat(grants("quickstart", "tph.enable=extended"))
                .containsExactly("rx to host: asked extended, granted 8-bit: root port rp0 is a TPH completer without"
                        + " Extended (kernel.enable.completer)");
        assertThat(grants("quickstart", "fabric.root-ports.rp0.tph-completer=none"))
                .containsExactly("rx to host: asked 8-bit, granted off: root port rp0 has no TPH completer"
                        + " (kernel.enable.completer, -EINVAL)");
        assertThat(grants("quickstart", "fabric.root-ports.rp0.tph-completer=none", "tph.gate=none"))
                .containsExactly("rx to host: asked 8-bit, granted 8-bit: root port rp0 was not asked, which is not"
                        + " Linux (rule 25)");
    }

    @Test
    void theFunctionItselfLowersOrLacksIt() {
        assertThat(grants("quickstart", "fabric.endpoints.nic0.tph.supported=false"))
                .containsExactly("rx to host: asked 8-bit, granted off: nic0 has no TPH Requester capability"
                        + " (kernel.enable.no-capability, -EINVAL)");
    }

    @Test
    void queuesWithoutAnEntryOrATagAreCounted() {
        assertThat(grants("quickstart", "fabric.endpoints.nic0.tph.st-table.entries=40"))
                .containsExactly(
                        "rx[0-39] to host: asked 8-bit, granted 8-bit",
                        "rx[40-63] to host: asked 8-bit, granted 8-bit without a tag: the table has no entry for them"
                                + " (kernel.set-st.bounds, -ENXIO)");
        assertThat(grants("quickstart", "platform.firmware.tags-8bit=8"))
                .containsExactly(
                        "rx[0-7,32-39] to host: asked 8-bit, granted 8-bit",
                        "rx[8-31,40-63] to host: asked 8-bit, granted 8-bit without a tag: firmware has no tag for"
                                + " their cores (rule 26)");
    }

    @Test
    void eachTargetOfAHeterogeneousDeviceHasItsOwnAnswer() {
        assertThat(grants("heterogeneous"))
                .containsExactly(
                        "rx[0-3] to host: asked extended, granted extended",
                        "rx[4-7] to host: asked extended, granted extended",
                        "rx[4-7] to gpu0: asked 16-bit, else 8-bit, granted 16-bit tag 0xa11: the 16-bit namespace of"
                                + " its dma-buf (rule 16)",
                        "rx[8-11] to host: asked extended, granted extended",
                        "rx[8-11] to gpu1: asked 16-bit, else 8-bit, granted 8-bit tag 0x2a: gpu1 exports no 16-bit tag"
                                + " (rule 16)");
        assertThat(grants("heterogeneous", "workloads.rx.targets.2.namespace=preferred"))
                .contains("rx[8-11] to gpu1: asked 16-bit, granted no hint: gpu1 exports no 16-bit tag"
                        + " (dmabuf.get.namespace, -EOPNOTSUPP)");
    }

    @Test
    void theGateTakesTagsFromPeersToo() {
        assertThat(grants("case-2-no-root-port-completer"))
                .contains("rx[4-7] to gpu0: asked 8-bit, granted no hint: root port rp0 has no TPH completer"
                        + " (rule 2, -ENOTTY)");
    }

    private static RootPortFirmware firmware(DrawnScenario drawn) {
        return new FirmwareWiring(drawn.config(), Path.of(".")).ports(Column.CONFIGURED, 1)[0];
    }

    /** The configuration's own reckoning, which explain prints, is that of the kernel. */
    @ParameterizedTest
    @EnumSource
    void theKernelGrantsWhatTheConfigurationSays(CompleterSupport rootPort) {
        for (TphGate gate : TphGate.values()) {
            for (TphEnable asked : TphEnable.values()) {
                for (String sets : new String[] {"{}", "{extended: false}", "{supported: false}"}) {
                    if (asked == TphEnable.EXTENDED && sets.contains("extended")) {
                        continue;
                    }
                    DrawnScenario drawn = BundledRun.scenario(
                            "quickstart",
                            "tph.enable=" + asked.spelling(),
                            "tph.gate=" + gate.name().toLowerCase(java.util.Locale.ROOT),
                            "fabric.endpoints.nic0.tph=" + sets);
                    EndpointConfig nic = drawn.config().fabric().endpoints().get(0);
                    FunctionRegisters function = new FunctionRegisters(
                            new DeviceFunction(nic, DeviceFunction.PF),
                            drawn.config().workloads().get(0).behaviour().driver(),
                            drawn.config().tph(),
                            new UpstreamRoot("rp0", rootPort, firmware(drawn), false),
                            Column.CONFIGURED,
                            new FunctionRegisters.Extent(1, 4, 32));
                    assertThat(function.granted())
                            .isEqualTo(drawn.config().tph().granted(asked, nic, rootPort));
                }
            }
        }
    }
}
