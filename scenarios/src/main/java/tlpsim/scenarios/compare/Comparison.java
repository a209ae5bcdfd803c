package tlpsim.scenarios.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tlpsim.scenarios.result.Metric;

/**
 * B against A, metric by metric.
 *
 * <p>A metric is different if its interval leaves 0 out and its difference is at least the practical threshold; it is not different if the whole interval lies within
 * the threshold; else it is inconclusive. Intervals hold for all compared metrics together (Bonferroni), so that among many metrics none is different by chance
 * more often than in one of twenty comparisons.
 *
 * @param a       what is compared with
 * @param b       what is judged
 * @param metrics those that both sides have
 * @param level   of each interval
 */
public record Comparison(Side a, Side b, List<OfMetric> metrics, double level) {
    private static final double LEVEL = 0.95;
    /** Of the value of A. */
    private static final double PRACTICAL_SHARE = 0.01;
    /** Percentage points: one packet in a million. */
    private static final double PRACTICAL_DROP_PERCENT = 0.0001;

    /** What is said of a metric, or of all together. */
    public enum Answer {
        BETTER("better"),
        WORSE("worse"),
        DIFFERENT("different"),
        NO_DIFFERENCE("no difference"),
        INCONCLUSIVE("inconclusive");

        private final String label;

        Answer(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    /**
     * One metric.
     *
     * @param ofA       mean of A
     * @param ofB       mean of B
     * @param threshold that a difference has to reach to count
     * @param decides   replicates that would most likely decide; 0 where that cannot be told
     */
    public record OfMetric(
            Metric metric,
            double ofA,
            double ofB,
            Difference difference,
            double threshold,
            Answer answer,
            int decides) {}

    /** @param threshold share of the value of A that a difference has to reach; empty for one percent */
    public static Comparison of(Side a, Side b, List<Metric> wanted, Optional<Double> threshold) {
        List<Metric> present = wanted.stream()
                .filter(metric -> a.values(metric.key()).isPresent()
                        && b.values(metric.key()).isPresent())
                .toList();
        double level = 1 - (1 - LEVEL) / Math.max(1, present.size());
        DifferenceEstimator estimator = new DifferenceEstimator(level);
        List<OfMetric> compared = new ArrayList<>();
        for (Metric metric : present) {
            compared.add(compare(a, b, metric, threshold, estimator));
        }
        return new Comparison(a, b, List.copyOf(compared), level);
    }

    private static OfMetric compare(
            Side a, Side b, Metric metric, Optional<Double> share, DifferenceEstimator estimator) {
        double[][] pairs = a.pairs(b, metric.key());
        double[] ofA = a.values(metric.key()).orElseThrow();
        double[] ofB = b.values(metric.key()).orElseThrow();
        boolean paired = pairs[0].length >= 2;
        Difference difference = paired ? estimator.paired(pairs[0], pairs[1]) : estimator.independent(ofA, ofB);
        double meanA = Moments.mean(paired ? pairs[0] : ofA);
        double meanB = Moments.mean(paired ? pairs[1] : ofB);
        double threshold = metric == Metric.DROPPED_PERCENT && share.isEmpty()
                ? PRACTICAL_DROP_PERCENT
                : share.orElse(PRACTICAL_SHARE) * StrictMath.abs(meanA);
        Answer answer = answer(difference, threshold, metric);
        int decides = answer == Answer.INCONCLUSIVE ? estimator.replicatesThatDecide(difference, threshold) : 0;
        return new OfMetric(metric, meanA, meanB, difference, threshold, answer, decides);
    }

    private static Answer answer(Difference difference, double threshold, Metric metric) {
        boolean same = difference.hasInterval() && difference.low() == 0 && difference.high() == 0;
        if (same || difference.isWithin(threshold)) {
            return Answer.NO_DIFFERENCE;
        }
        if (!difference.excludesZero() || StrictMath.abs(difference.mean()) < threshold) {
            return Answer.INCONCLUSIVE;
        }
        boolean higher = difference.mean() > 0;
        return switch (metric.better()) {
            case NEITHER -> Answer.DIFFERENT;
            case HIGHER -> higher ? Answer.BETTER : Answer.WORSE;
            case LOWER -> higher ? Answer.WORSE : Answer.BETTER;
        };
    }

    /** Worse if anything is worse; inconclusive also if one of the results is not steady. */
    public Answer answer() {
        if (!a.steady() || !b.steady() || metrics.isEmpty()) {
            return Answer.INCONCLUSIVE;
        }
        for (Answer answer : List.of(Answer.WORSE, Answer.BETTER, Answer.DIFFERENT, Answer.INCONCLUSIVE)) {
            if (metrics.stream().anyMatch(metric -> metric.answer() == answer)) {
                return answer;
            }
        }
        return Answer.NO_DIFFERENCE;
    }

    /** One sentence. */
    public String sentence() {
        if (!a.steady() || !b.steady()) {
            return "Inconclusive: " + unsteady() + " not steady.";
        }
        String better = names(Answer.BETTER);
        String worse = names(Answer.WORSE);
        return switch (answer()) {
            case WORSE -> "Worse in " + worse + (better.isEmpty() ? "." : "; better in " + better + ".");
            case BETTER -> "Better in " + better + ".";
            case DIFFERENT -> "Different in " + names(Answer.DIFFERENT) + ", of which no way is better.";
            case NO_DIFFERENCE -> "No difference that counts.";
            case INCONCLUSIVE ->
                "Inconclusive"
                        + (metrics.isEmpty() ? ": no metric is in both." : " in " + names(Answer.INCONCLUSIVE) + ".");
        };
    }

    private String unsteady() {
        if (a.steady()) {
            return "B is";
        }
        return b.steady() ? "A is" : "both are";
    }

    private String names(Answer answer) {
        return String.join(
                ", ",
                metrics.stream()
                        .filter(metric -> metric.answer() == answer)
                        .map(metric -> metric.metric().key())
                        .toList());
    }

    /** Replicates that would most likely decide what is inconclusive; 0 where nothing is, or where that cannot be told. */
    public int decides() {
        return metrics.stream().mapToInt(OfMetric::decides).max().orElse(0);
    }
}
