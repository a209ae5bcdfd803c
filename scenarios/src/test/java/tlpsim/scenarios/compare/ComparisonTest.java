package tlpsim.scenarios.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import tlpsim.core.random.SequentialStream;
import tlpsim.scenarios.compare.Comparison.Answer;
import tlpsim.scenarios.result.Metric;

class ComparisonTest {
    private static final List<Metric> LATENCY = List.of(Metric.END_P99_NS);
    private static final List<Metric> FOUR =
            List.of(Metric.END_P99_NS, Metric.CYCLES_PER_PACKET, Metric.DRAM_BYTES_PER_PACKET, Metric.THROUGHPUT_GBPS);
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private static Side side(long firstSeed, boolean steady, double... values) {
        List<Long> seeds =
                LongStream.range(firstSeed, firstSeed + values.length).boxed().toList();
        return new Side("side", steady, seeds, Map.of(Metric.END_P99_NS.key(), values));
    }

    private static Comparison compare(Side a, Side b) {
        return Comparison.of(a, b, LATENCY, Optional.empty());
    }

    @Test
    void replicatesWithTheSameSeedArePairedWhateverTheirOrder() {
        Side a =
                new Side("a", true, List.of(1L, 2L, 3L), Map.of(Metric.END_P99_NS.key(), new double[] {100, 200, 300}));
        Side b = new Side(
                "b", true, List.of(3L, 9L, 1L, 2L), Map.of(Metric.END_P99_NS.key(), new double[] {310, 7, 110, 210}));
        Comparison comparison = compare(a, b);

        Difference difference = comparison.metrics().get(0).difference();
        assertThat(difference.method()).isEqualTo(Difference.Method.PAIRED_T);
        assertThat(difference.pairs()).isEqualTo(3);
        assertThat(difference.low()).isEqualTo(10);
        assertThat(comparison.answer()).isEqualTo(Answer.WORSE);
        assertThat(comparison.sentence()).isEqualTo("Worse in end_p99_ns.");
    }

    @Test
    void theAnswerFollowsFromIntervalAndThreshold() {
        assertThat(compare(side(1, true, 100, 101, 99), side(1, true, 90, 91, 89))
                        .answer())
                .isEqualTo(Answer.BETTER);
        assertThat(compare(side(1, true, 100, 101, 99), side(1, true, 100.1, 101, 99.1))
                        .answer())
                .isEqualTo(Answer.NO_DIFFERENCE);
        assertThat(compare(side(1, true, 100, 101, 99), side(1, true, 100, 101, 99))
                        .answer())
                .isEqualTo(Answer.NO_DIFFERENCE);
        Comparison loud = compare(side(1, true, 100, 101, 99), side(1, true, 120, 90, 99));
        assertThat(loud.answer()).isEqualTo(Answer.INCONCLUSIVE);
        assertThat(loud.decides()).isGreaterThan(100);
        assertThat(compare(side(1, true, 100), side(1, true, 50)).answer()).isEqualTo(Answer.INCONCLUSIVE);
        assertThat(compare(side(1, true, 100, 101), side(1, false, 90, 91)).sentence())
                .isEqualTo("Inconclusive: B is not steady.");
        assertThat(Comparison.of(side(1, true, 100, 101, 99), side(1, true, 90, 91, 89), LATENCY, Optional.of(0.2))
                        .answer())
                .isEqualTo(Answer.NO_DIFFERENCE);
    }

    private static Side drawn(SequentialStream stream, long firstSeed, int replicates, double factor) {
        Map<String, double[]> samples = new LinkedHashMap<>();
        for (Metric metric : FOUR) {
            double[] values = new double[replicates];
            for (int replicate = 0; replicate < replicates; replicate++) {
                values[replicate] = factor * (1000 + 12 * NORMAL.inverseCumulativeProbability(stream.nextUnit()));
            }
            samples.put(metric.key(), values);
        }
        List<Long> seeds =
                LongStream.range(firstSeed, firstSeed + replicates).boxed().toList();
        return new Side("drawn", true, seeds, samples);
    }

    /** Noise of 1.2 %, seeds that differ: at most 5 % of 400 comparisons of equals may say otherwise, and 8 more by chance. */
    @Test
    void equalsAreRarelyCalledDifferent() {
        SequentialStream stream = SequentialStream.of(8, "equals");
        int different = 0;
        for (int trial = 0; trial < 400; trial++) {
            Answer answer = Comparison.of(drawn(stream, 0, 5, 1), drawn(stream, 100, 5, 1), FOUR, Optional.empty())
                    .answer();
            different += answer == Answer.NO_DIFFERENCE || answer == Answer.INCONCLUSIVE ? 0 : 1;
        }
        assertThat(different).isLessThanOrEqualTo(28);
    }

    @Test
    void aDifferenceOfTwoPercentIsFoundWithTheReplicatesThatAreRecommended() {
        SequentialStream stream = SequentialStream.of(9, "two percent");
        int found = 0;
        for (int trial = 0; trial < 100; trial++) {
            Comparison pilot =
                    Comparison.of(drawn(stream, 0, 5, 1), drawn(stream, 100, 5, 1.02), FOUR, Optional.empty());
            int replicates = Math.max(5, pilot.decides());
            Comparison decided = replicates == 5
                    ? pilot
                    : Comparison.of(
                            drawn(stream, 0, replicates, 1),
                            drawn(stream, 1_000_000, replicates, 1.02),
                            FOUR,
                            Optional.empty());
            found += decided.metrics().stream().allMatch(one -> one.answer() != Answer.NO_DIFFERENCE)
                            && decided.answer() == Answer.WORSE
                    ? 1
                    : 0;
        }
        assertThat(found).isGreaterThanOrEqualTo(90);
    }
}
