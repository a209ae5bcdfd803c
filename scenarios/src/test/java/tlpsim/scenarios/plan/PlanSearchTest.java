package tlpsim.scenarios.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.junit.jupiter.api.Test;
import tlpsim.core.random.SequentialStream;
import tlpsim.scenarios.plan.PlanSearch.Interval;

class PlanSearchTest {
    private static double number(String value) {
        return Double.parseDouble(value.replaceAll("[^0-9.].*", ""));
    }

    private static Function<String, Optional<Judgement>> of(DoubleFunction<Judgement> judge) {
        return value -> Optional.of(judge.apply(number(value)));
    }

    private static Judgement met(boolean holds) {
        return holds ? Judgement.MET : Judgement.NOT_MET;
    }

    @Test
    void theBorderIsFoundToTheToleranceFromEitherSide() {
        PlanSearch search = new PlanSearch(of(load -> met(load <= 61.7)), 0.02);
        PlanSearch.Found largest = search.search(List.of("20 Gbit/s", "60 Gbit/s", "100 Gbit/s"), true);
        PlanSearch.Found smallest = new PlanSearch(of(load -> met(load >= 61.7)), 0.02)
                .search(List.of("20 Gbit/s", "60 Gbit/s", "100 Gbit/s"), false);

        assertThat(number(largest.answer().orElseThrow())).isBetween(60.4, 61.7);
        assertThat(number(largest.notMet().orElseThrow())).isBetween(61.7, 63.0);
        assertThat(largest.feasible()).hasSize(1);
        assertThat(number(smallest.answer().orElseThrow())).isBetween(61.7, 63.0);
        assertThat(number(smallest.notMet().orElseThrow())).isBetween(60.4, 61.7);
    }

    @Test
    void wholeNumbersEndBesideEachOtherAndInvalidOnesAreLeftOut() {
        PlanSearch.Found cores =
                new PlanSearch(of(count -> met(count >= 13)), 1e-9).search(List.of("1", "8", "16", "32"), false);
        assertThat(cores.answer()).contains("13");
        assertThat(cores.notMet()).contains("12");

        Function<String, Optional<Judgement>> powers = value ->
                Integer.bitCount((int) number(value)) == 1 ? Optional.of(met(number(value) >= 100)) : Optional.empty();
        PlanSearch.Found ring = new PlanSearch(powers, 0.01).search(List.of("32", "64", "128", "256", "300"), false);
        assertThat(ring.answer()).contains("128");
        assertThat(ring.notMet()).contains("64");
        assertThat(ring.probed()).hasSize(4);
    }

    @Test
    void allFeasibleIntervalsAreReported() {
        PlanSearch.Found found = new PlanSearch(of(ring -> met(ring <= 3 || ring >= 6 && ring <= 8)), 0.5)
                .search(List.of("1", "2", "3", "4", "5", "6", "7", "8", "9"), true);

        assertThat(found.feasible()).containsExactly(new Interval("1", "3"), new Interval("6", "8"));
        assertThat(found.answer()).contains("8");
        assertThat(found.notMet()).contains("9");
    }

    @Test
    void nothingFeasibleAndEverythingFeasibleAreAnswersToo() {
        PlanSearch.Found none = new PlanSearch(of(value -> Judgement.NOT_MET), 0.1).search(List.of("1", "2"), true);
        PlanSearch.Found all = new PlanSearch(of(value -> Judgement.MET), 0.1).search(List.of("1", "2"), true);

        assertThat(none.answer()).isEmpty();
        assertThat(none.feasible()).isEmpty();
        assertThat(all.answer()).contains("2");
        assertThat(all.notMet()).isEmpty();
    }

    /**
     * The wait in an M/D/1 queue is rho / (2 (1 - rho)) service times: at 2 of them the load is 0.8. Each probe is the mean of replicates with 3 % noise, more of
     * them where the interval does not decide. In 100 seeds, at least 90 brackets hold 0.8, and none is wider than 5 %.
     */
    @Test
    void theBracketHoldsTheTruthOfAQueueAsOftenAsItSays() {
        int held = 0;
        for (int seed = 0; seed < 100; seed++) {
            SequentialStream noise = SequentialStream.of(seed, "noise");
            PlanSearch.Found found = new PlanSearch(of(percent -> judge(percent / 100, noise)), 0.025)
                    .search(List.of("10", "30.0", "50.0", "70.0", "90.0", "95.0"), true);
            double low = number(found.answer().orElseThrow());
            double high = number(found.notMet().orElseThrow());
            held += low <= 80 && high >= 80 ? 1 : 0;
            assertThat((high - low) / 80).as("seed " + seed).isLessThanOrEqualTo(0.05);
        }
        assertThat(held).isGreaterThanOrEqualTo(90);
    }

    private static Judgement judge(double load, SequentialStream noise) {
        double truth = load / (2 * (1 - load));
        double sum = 0;
        double squares = 0;
        for (int count = 1; count <= 20; count++) {
            double value =
                    truth * (1 + 0.03 * NormalDistribution.of(0, 1).inverseCumulativeProbability(noise.nextUnit()));
            sum += value;
            squares += value * value;
            if (count == 5 || count == 10 || count == 20) {
                double mean = sum / count;
                double error = StrictMath.sqrt((squares / count - mean * mean) / (count - 1));
                double half = TDistribution.of(count - 1.0).inverseCumulativeProbability(0.975) * error;
                if (mean + half < 2) {
                    return Judgement.MET;
                }
                if (mean - half >= 2) {
                    return Judgement.NOT_MET;
                }
            }
        }
        return Judgement.OPEN;
    }
}
