package tlpsim.scenarios.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.scenarios.store.StoredMetric;
import tlpsim.scenarios.store.StoredReplicate;
import tlpsim.scenarios.store.StoredRun;

class ObjectiveTest {
    private static StoredRun run(String metric, double mean, double halfWidth) {
        String json = "{\"columns\":{\"as_configured\":{\"replicates\":[{\"window_ps\":1000000000}]}}}";
        return new StoredRun(
                "aa",
                "x",
                "x",
                "x",
                "x",
                Optional.empty(),
                Optional.of(new StoredRun.Simulated(json, "0", 1, true, "enable", "Enable.")),
                List.of(new StoredReplicate("1/0", 1)),
                List.of(
                        new StoredMetric("as configured", metric, "", 6, mean, halfWidth, 2, new double[] {mean, mean}),
                        new StoredMetric(
                                "as configured", "throughput_mpps", "Mpps", 6, 10, 0, 2, new double[] {10, 10})),
                List.of(),
                "{}",
                1);
    }

    @ParameterizedTest
    @CsvSource({
        "p99 < 20 us, END_P99_NS, 20000, true",
        "end-p99-ns<=20000, END_P99_NS, 20000, true",
        "loss < 1e-6, DROPPED_PERCENT, 0.0001, true",
        "dropped_percent < 0.1 %, DROPPED_PERCENT, 0.1, true",
        "throughput_gbps > 0.4 Tbit/s, THROUGHPUT_GBPS, 400, false",
        "dram_peak_percent < 30, DRAM_PEAK_PERCENT, 30, true"
    })
    void anObjectiveIsABoundInTheUnitOfItsMetric(String text, String metric, double limit, boolean below) {
        Objective objective = Objective.parse(text);

        assertThat(objective.metric().name()).isEqualTo(metric);
        assertThat(objective.limit()).isCloseTo(limit, within(1e-9));
        assertThat(objective.below()).isEqualTo(below);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "p99", "p99 = 3", "p99 < ", "p9 < 3", "p99 < 3 %", "loss < 3 ns", "p99 < -3"})
    void whatIsNoObjectiveIsRefused(String text) {
        assertThatThrownBy(() -> Objective.parse(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("--objective: ");
    }

    @Test
    void theWholeIntervalHasToBeOnOneSide() {
        Objective objective = Objective.parse("p99 < 100 ns");

        assertThat(objective.judge(run("end_p99_ns", 90, 5), "as configured")).isEqualTo(Judgement.MET);
        assertThat(objective.judge(run("end_p99_ns", 90, 15), "as configured")).isEqualTo(Judgement.OPEN);
        assertThat(objective.judge(run("end_p99_ns", 110, 5), "as configured")).isEqualTo(Judgement.NOT_MET);
        assertThat(objective.judge(run("end_p99_ns", 90, Double.NaN), "as configured"))
                .isEqualTo(Judgement.OPEN);
        assertThat(objective.judge(run("end_p99_ns", 90, 5), "hints off")).isEqualTo(Judgement.OPEN);
        assertThat(Objective.parse("throughput_gbps > 5").judge(run("throughput_gbps", 6, 0.5), "as configured"))
                .isEqualTo(Judgement.MET);
        assertThat(Judgement.MET.and(Judgement.OPEN)).isEqualTo(Judgement.OPEN);
        assertThat(Judgement.OPEN.and(Judgement.NOT_MET)).isEqualTo(Judgement.NOT_MET);
    }

    /** Two windows of 1 ms at 10 Mpps: 20,000 packets, so no loss means below 0.015 % at 95 %. */
    @Test
    void noLossIsTheBoundThatItIs() {
        StoredRun none = run("dropped_percent", 0, 0);

        assertThat(Objective.lossBoundPercent(none, "as configured")).isCloseTo(0.015, within(1e-12));
        assertThat(Objective.parse("loss < 2e-4").judge(none, "as configured")).isEqualTo(Judgement.MET);
        assertThat(Objective.parse("loss < 1e-6").judge(none, "as configured")).isEqualTo(Judgement.OPEN);
    }
}
