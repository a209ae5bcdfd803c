package tlpsim.scenarios.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.ScenarioReader;
import tlpsim.scenarios.preset.PresetCatalogue;

final class WarmUpPlanTest {
    private static final long SLACK_PS = 100_000_000;
    private static final String YAML = """
            name: plan
            platform: {preset: xeon-6140, cores: 4}
            fabric:
              root-ports: [{id: rp0, link: gen5 x16}]
              endpoints: [{id: nic0, port: rp0}]
            workloads:
              - id: rx
                device: nic0
                queues: {count: 1, ring: 256}
                arrivals: {rate: 1 Mpps, process: constant, sizes: 512 B}
            measure: {window: 10 us}
            """;

    private static long firstPs(String... sets) {
        ScenarioReader reader = new ScenarioReader(PresetCatalogue.bundled());
        ScenarioConfig scenario =
                reader.read("plan.yaml", YAML, Path.of("."), List.of(sets)).config();
        return WarmUpPlan.firstPs(scenario, Path.of("."));
    }

    @Test
    void aGivenWarmUpIsTakenAsItIs() {
        assertThat(firstPs("measure.warm-up=7 us")).isEqualTo(7_000_000);
    }

    @Test
    void allRingsTurnThreeTimes() {
        // A packet per microsecond: the 768th ends the third revolution.
        assertThat(firstPs()).isBetween(767_000_000L + SLACK_PS, 769_000_000L + SLACK_PS);
        long two = firstPs("workloads.rx.queues.ring=512");
        assertThat(two).isBetween(1_535_000_000L + SLACK_PS, 1_537_000_000L + SLACK_PS);
    }

    @Test
    void theBusiestQueueDoesNotDecide() {
        long one = firstPs();
        long four = firstPs("workloads.rx.queues.count=4", "workloads.rx.arrivals.flows={count: 1000, zipf: 0}");
        assertThat(four).isGreaterThan(3 * one);
    }

    @Test
    void aQueueThatNoFlowReachesDoesNotHoldUpTheWindow() {
        long one = firstPs();
        long two = firstPs("workloads.rx.queues.count=2", "workloads.rx.arrivals.flows={count: 1, zipf: 0}");
        assertThat(two).isLessThan(5 * one);
    }

    @Test
    void itIsAtLeastTheWindow() {
        assertThat(firstPs("measure.window=10 ms")).isEqualTo(10_000_000_000L + SLACK_PS);
    }
}
