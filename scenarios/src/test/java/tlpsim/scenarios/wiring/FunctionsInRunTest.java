package tlpsim.scenarios.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static tlpsim.core.pipeline.AccessKind.HEADER;

import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tlpsim.core.fabric.DeviceCounter;
import tlpsim.core.pipeline.HintOutcome;
import tlpsim.core.pipeline.Threading;

/** Several functions of one device, and several workloads on one function. */
final class FunctionsInRunTest {
    private static final long US = 1_000_000;
    /** From the device to the host, at most. */
    private static final long WAY_PS = 2 * US;

    private static final String YAML = """
            name: functions
            seed: 3
            platform:
              preset: epyc-9655
              cores: 8
              l2: {size: 16 KiB, ways: 4}
              llc: {domain: cluster, cores-per-cluster: 4, size: 128 KiB, ways: 8, slices: 1, hash: xor, io-ways: 2}
            fabric:
              root-ports:
                - {id: rp0, link: gen5 x16, tph-completer: extended}
              endpoints:
                - id: nic0
                  port: rp0
                  mps: 256 B
                  sriov: {vfs: 4, first-vf-offset: 16, vf-stride: 2}
                  tph: {st-table: {location: capability, entries: 8}}
            tph: {enable: 8-bit, mode: interrupt-vector}
            workloads:
              - id: a
                device: FIRST
                queues: {count: 2, ring: 64, buffer: 2 KiB, cores: {list: 0-1}}
                arrivals: {rate: 20 Gbit/s, process: constant, sizes: 256 B, flows: {count: 64, zipf: 0}}
                hints: {completion: none, header: target}
                consumer: {per-packet: 50 ns, reads: {header: 64 B, payload: 0 %}}
              - id: b
                device: SECOND
                queues: {count: 2, ring: 64, buffer: 2 KiB, cores: {list: 4-5}}
                arrivals: {rate: 20 Gbit/s, process: constant, sizes: 256 B, flows: {count: 64, zipf: 0}}
                hints: {completion: none, header: target}
                consumer: {per-packet: 50 ns, reads: {header: 64 B, payload: 0 %}}
            measure: {warm-up: 60 us, window: 60 us}
            """;

    private static DrawnScenario scenario(String first, String second, String... sets) {
        return DrawnScenario.read(3, YAML.replace("FIRST", first).replace("SECOND", second), sets);
    }

    private static Stream<TappedRun.End> headers(TappedRun run, int device) {
        return run.ends().stream().filter(end -> end.kind() == HEADER && end.device() == device);
    }

    /** Bytes 4 and 5 of every request's header, behind a prefix of 4 bytes where there is one. */
    private static int requesterId(TappedRun.End end) {
        byte[] header = HexFormat.of().parseHex(end.emitted());
        int at = (header[0] & 0xE0) == 0x80 ? 4 : 0;
        return (header[at + 4] & 0xFF) << 8 | header[at + 5] & 0xFF;
    }

    private static List<Integer> requesterIds(TappedRun run, int device) {
        return run.ends().stream()
                .filter(end -> end.device() == device)
                .map(FunctionsInRunTest::requesterId)
                .distinct()
                .toList();
    }

    private static List<ControlOutcome> outcomes(DrawnScenario scenario) {
        try (Simulation simulation = new Simulation(
                scenario.config(), Path.of("."), Column.CONFIGURED, 3, EngineConfig.of(Threading.INLINE))) {
            return simulation.controlRecord().outcomes();
        }
    }

    @Test
    void eachVfSendsUnderItsOwnRequesterIdFromFirstVfOffsetAndStride() {
        TappedRun run = TappedRun.of(scenario("nic0.vf0", "nic0.vf3"), 20 * US);

        assertThat(requesterIds(run, 0)).containsExactly(0x0100 + 16);
        assertThat(requesterIds(run, 1)).containsExactly(0x0100 + 16 + 3 * 2);
    }

    @Test
    void aVfBesideItsPfHasAnotherIdAndWorkloadsOnOneFunctionHaveTheSame() {
        TappedRun beside = TappedRun.of(scenario("nic0", "nic0.vf1"), 20 * US);
        assertThat(requesterIds(beside, 0)).containsExactly(0x0100);
        assertThat(requesterIds(beside, 1)).containsExactly(0x0100 + 16 + 2);

        TappedRun together = TappedRun.of(scenario("nic0.vf2", "nic0.vf2"), 20 * US);
        assertThat(requesterIds(together, 0))
                .isEqualTo(requesterIds(together, 1))
                .containsExactly(0x0100 + 16 + 4);
    }

    @Test
    void vfsThatDoNotFitTheBusTakeTheNextOnes() {
        TappedRun run =
                TappedRun.of(scenario("nic0", "nic0.vf3", "fabric.endpoints.nic0.sriov.first-vf-offset=254"), 20 * US);

        assertThat(requesterIds(run, 1)).containsExactly(0x0100 + 254 + 6);
    }

    @Test
    void disablingOneVfLeavesTheOtherWithItsHints() {
        TappedRun run = TappedRun.of(
                scenario(
                        "nic0.vf0",
                        "nic0.vf1",
                        "tph.config-access=10 ns",
                        "tph.events=[{at: 10 us, op: disable, device: nic0.vf0}]"),
                40 * US);

        assertThat(headers(run, 0).filter(end -> end.arrivalPs() > 10 * US + WAY_PS))
                .isNotEmpty()
                .extracting(TappedRun.End::outcome)
                .containsOnly(HintOutcome.PLAIN);
        assertThat(headers(run, 1).filter(end -> end.arrivalPs() > WAY_PS))
                .isNotEmpty()
                .extracting(TappedRun.End::outcome)
                .containsOnly(HintOutcome.TAGGED8);
    }

    @Test
    void anEventOnAFunctionWithTwoWorkloadsActsOnce() {
        DrawnScenario both = scenario(
                "nic0",
                "nic0",
                "tph.config-access=10 ns",
                "tph.events=[{at: 10 us, op: disable, device: nic0}, {at: 20 us, op: enable, device: nic0}]");

        assertThat(outcomes(both)).extracting(ControlOutcome::cause).containsExactly("event disable", "event enable");
        assertThat(outcomes(both)).allMatch(outcome -> outcome.report().ok());
        TappedRun run = TappedRun.of(both, 40 * US);
        for (int device = 0; device < 2; device++) {
            assertThat(headers(run, device)
                            .filter(end -> end.arrivalPs() > 10 * US + WAY_PS && end.arrivalPs() < 20 * US))
                    .isNotEmpty()
                    .extracting(TappedRun.End::outcome)
                    .containsOnly(HintOutcome.PLAIN);
            assertThat(headers(run, device).filter(end -> end.arrivalPs() > 20 * US + WAY_PS))
                    .isNotEmpty()
                    .extracting(TappedRun.End::outcome)
                    .containsOnly(HintOutcome.TAGGED8);
        }
    }

    @Test
    void workloadsOnOneFunctionShareItsTableAndVfsHaveOneEach() {
        String two = "fabric.endpoints.nic0.tph.st-table.entries=2";
        TappedRun shared = TappedRun.of(scenario("nic0", "nic0", two), 20 * US);
        TappedRun own = TappedRun.of(scenario("nic0.vf0", "nic0.vf1", two), 20 * US);

        assertThat(headers(shared, 0)).extracting(TappedRun.End::outcome).containsOnly(HintOutcome.TAGGED8);
        // Vectors 2 and 3 of the function: behind the table of two entries.
        assertThat(headers(shared, 1)).extracting(TappedRun.End::outcome).containsOnly(HintOutcome.PH_ONLY);
        assertThat(headers(own, 0)).extracting(TappedRun.End::outcome).containsOnly(HintOutcome.TAGGED8);
        assertThat(headers(own, 1)).extracting(TappedRun.End::outcome).containsOnly(HintOutcome.TAGGED8);
    }

    @Test
    void functionsShareTheLinkTheBufferAndTheReadTagsOfTheirDevice() {
        String rate = "workloads.a.arrivals.rate=60 Gbit/s";
        String narrow = "fabric.root-ports.rp0.link=gen3 x4";
        RunRecord run = RunRecord.of(
                scenario("nic0.vf0", "nic0.vf1", rate, narrow), Column.CONFIGURED, EngineConfig.of(Threading.INLINE));

        assertThat(run.atEnd().ports()).hasNumberOfRows(1);
        // The other VF's traffic alone would fit the link.
        assertThat(run.window().devices()[1][DeviceCounter.ACCEPTED_UNITS])
                .isLessThan(run.window().devices()[1][DeviceCounter.OFFERED_UNITS]);
    }
}
