package tlpsim.scenarios.compare;

import org.apache.commons.statistics.distribution.TDistribution;
import tlpsim.scenarios.compare.Difference.Method;

/**
 * Intervals of differences of means. Up to {@value #FEWEST_FOR_BOOTSTRAP} observations Student's t, paired, or Welch's where there are no pairs; from there on
 * the BCa bootstrap (Efron, "Better bootstrap confidence intervals", J. Am. Stat. Assoc. 82, 1987), which does not take the noise for normal.
 */
public final class DifferenceEstimator {
    static final int FEWEST_FOR_BOOTSTRAP = 20;
    /** That a true difference of nothing, or of twice the threshold, is recognised. */
    private static final double POWER = 0.95;

    private static final int MOST_REPLICATES = 100_000;

    private final double level;

    /** @param level of the intervals, for example 0.95 */
    public DifferenceEstimator(double level) {
        this.level = level;
    }

    /** Of pairs: {@code a[i]} and {@code b[i]} had the same random numbers. */
    public Difference paired(double[] a, double[] b) {
        int pairs = a.length;
        double[] differences = new double[pairs];
        for (int pair = 0; pair < pairs; pair++) {
            differences[pair] = b[pair] - a[pair];
        }
        double mean = Moments.mean(differences);
        if (pairs < 2) {
            return new Difference(mean, Double.NaN, Double.NaN, Double.NaN, pairs, Method.NONE);
        }
        double deviation = StrictMath.sqrt(Moments.variance(differences));
        if (pairs >= FEWEST_FOR_BOOTSTRAP && deviation > 0) {
            double[] ends = Bootstrap.ofMean(differences, level);
            return new Difference(mean, ends[0], ends[1], deviation, pairs, Method.PAIRED_BOOTSTRAP);
        }
        double half = quantile(pairs - 1.0) * deviation / StrictMath.sqrt(pairs);
        return new Difference(mean, mean - half, mean + half, deviation, pairs, Method.PAIRED_T);
    }

    /** Of two independent samples. */
    public Difference independent(double[] a, double[] b) {
        double mean = Moments.mean(b) - Moments.mean(a);
        int fewer = Math.min(a.length, b.length);
        if (fewer < 2) {
            return new Difference(mean, Double.NaN, Double.NaN, Double.NaN, fewer, Method.NONE);
        }
        double ofA = Moments.variance(a) / a.length;
        double ofB = Moments.variance(b) / b.length;
        double error = StrictMath.sqrt(ofA + ofB);
        double deviation = error * StrictMath.sqrt(fewer);
        if (fewer >= FEWEST_FOR_BOOTSTRAP && error > 0) {
            double[] ends = Bootstrap.ofDifference(a, b, level);
            return new Difference(mean, ends[0], ends[1], deviation, fewer, Method.BOOTSTRAP);
        }
        double freedom = error == 0
                ? fewer - 1.0
                : (ofA + ofB) * (ofA + ofB) / (ofA * ofA / (a.length - 1) + ofB * ofB / (b.length - 1));
        double half = quantile(freedom) * error;
        return new Difference(mean, mean - half, mean + half, deviation, fewer, Method.WELCH_T);
    }

    private double quantile(double freedom) {
        return TDistribution.of(freedom).inverseCumulativeProbability(1 - (1 - level) / 2);
    }

    /**
     * Replicates from which on a comparison most likely decides: a true difference of nothing is then seen to be below the threshold, and one of twice the
     * threshold to be there, in 19 of 20 cases, if the noise is as it was here.
     *
     * @return 2 or more; 0 where that cannot be told
     */
    public int replicatesThatDecide(Difference difference, double threshold) {
        if (!(difference.deviation() >= 0) || threshold <= 0) {
            return 0;
        }
        for (int count = 2; count <= MOST_REPLICATES; count = count < 100 ? count + 1 : count + count / 50) {
            TDistribution t = TDistribution.of(count - 1.0);
            double needed = t.inverseCumulativeProbability(1 - (1 - level) / 2) + t.inverseCumulativeProbability(POWER);
            if (needed * difference.deviation() / StrictMath.sqrt(count) <= threshold) {
                return count;
            }
        }
        return 0;
    }
}
