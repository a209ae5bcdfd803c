package tlpsim.scenarios.wiring;

import static org.assertj.core.api.Assertions.assertThat;
import static tlpsim.core.pipeline.AccessKind.HEADER;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import tlpsim.core.pipeline.HintOutcome;
import tlpsim.core.pipeline.Threading;
import tlpsim.core.rule.KernelRule;
import tlpsim.core.rule.OperationReport;

/** A Root Complex Integrated Endpoint beside the same device below a root port. */
final class IntegratedEndpointTest {
    private static final long US = 1_000_000;

    private static final String YAML = """
            name: integrated
            seed: 3
            platform: {preset: epyc-9655, cores: 8}
            fabric:
              root-ports:
                - {id: rp0, link: gen5 x8, tph-completer: tph}
              endpoints:
                - {id: nic0, port: rp0}
                - {id: acc0, port: root-complex, link: gen5 x8, propagation: 90 ns, tph: {st-table: {location: capability, entries: 8}}}
            tph: {enable: extended, mode: interrupt-vector}
            workloads:
              - id: inside
                device: acc0
                queues: {count: 2, ring: 64, buffer: 2 KiB, cores: {list: 0-1}}
                arrivals: {rate: 20 Gbit/s, process: constant, sizes: 256 B, flows: {count: 64, zipf: 0}}
                hints: {completion: none, header: target}
                consumer: {per-packet: 50 ns, reads: {header: 64 B, payload: 0 %}}
              - id: below
                device: nic0
                queues: {count: 2, ring: 64, buffer: 2 KiB, cores: {list: 4-5}}
                arrivals: {rate: 20 Gbit/s, process: constant, sizes: 256 B, flows: {count: 64, zipf: 0}}
                hints: {completion: none, header: target}
                consumer: {per-packet: 50 ns, reads: {header: 64 B, payload: 0 %}}
            measure: {warm-up: 60 us, window: 60 us}
            """;

    private static DrawnScenario scenario(String... sets) {
        return DrawnScenario.read(3, YAML, sets);
    }

    private static ControlRecord control(String... sets) {
        try (Simulation simulation = new Simulation(
                scenario(sets).config(), Path.of("."), Column.CONFIGURED, 3, EngineConfig.of(Threading.INLINE))) {
            return simulation.controlRecord();
        }
    }

    private static HintOutcome header(TappedRun run, int device) {
        return run.ends().stream()
                .filter(end -> end.kind() == HEADER && end.device() == device)
                .reduce((first, last) -> last)
                .orElseThrow()
                .outcome();
    }

    @Test
    void enableGivesAllThatTheFunctionOffersAndOnlyPhIsLeftForWantOfCpuTags() {
        TappedRun run = TappedRun.of(scenario(), 20 * US);

        assertThat(header(run, 0)).isEqualTo(HintOutcome.PH_ONLY);
        assertThat(header(run, 1)).isEqualTo(HintOutcome.TAGGED8);
        FlowGrant inside = control().grants().get(0);
        assertThat(inside.sentence())
                .startsWith("asked extended, granted extended without a tag")
                .contains("rule 23")
                .contains("-ENODEV");
    }

    @Test
    void aTagFromElsewhereIsSentWithTheWidthOfTheFunction() {
        TappedRun run = TappedRun.of(scenario("workloads.inside.steer.header=fixed 0x1234"), 20 * US);

        assertThat(header(run, 0)).isEqualTo(HintOutcome.TAGGED16);
    }

    @Test
    void whatTheRootComplexMakesOfHintsIsItsOwn() {
        TappedRun run = TappedRun.of(scenario("fabric.root-complex.integrated.tph-completer=none"), 20 * US);

        assertThat(header(run, 0)).isEqualTo(HintOutcome.HINT_IGNORED);
        assertThat(header(run, 1)).isEqualTo(HintOutcome.TAGGED8);
    }

    @Test
    void aKernelWithoutTheExemptionAsksForARootPortAndRefuses() {
        String[] sets = {
            "tph.kernel=merged", "tph.enable=off", "tph.events=[{at: 1 us, op: enable, device: acc0, enable: extended}]"
        };
        OperationReport report = control(sets).outcomes().get(0).report();

        assertThat(report.refusedBy(KernelRule.ENABLE_COMPLETER)).isTrue();
    }

    @Test
    void aKernelWithItLooksAtNoRootPort() {
        String[] sets = {"tph.enable=off", "tph.events=[{at: 1 us, op: enable, device: acc0, enable: extended}]"};
        OperationReport report = control(sets).outcomes().get(0).report();

        assertThat(report.ok()).isTrue();
        assertThat(report.met(KernelRule.ENABLE_RCIEP)).isTrue();
    }

    @Test
    void requestsArriveOverAPathOfTheirOwnAndAreCompleted() {
        RunRecord run = RunRecord.of(scenario(), Column.CONFIGURED, EngineConfig.of(Threading.INLINE));

        assertThat(run.window().rootPorts()).hasDimensions(2, run.window().rootPorts()[0].length);
        assertThat(run.window().accepted()).doesNotContain(0);
    }
}
