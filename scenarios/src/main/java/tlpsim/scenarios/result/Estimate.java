package tlpsim.scenarios.result;

import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Mean and 95 % confidence interval over replicates (Student's t). This is seed noise only: it says nothing about the model's error.
 *
 * @param mean      over the replicates that have the figure; NaN where none has
 * @param halfWidth of the interval; NaN where fewer than two replicates have the figure
 * @param count     replicates that have the figure
 */
public record Estimate(double mean, double halfWidth, int count) {
    private static final double UPPER = 0.975;

    public static Estimate of(double[] values) {
        int count = 0;
        double sum = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                sum += value;
                count++;
            }
        }
        if (count == 0) {
            return new Estimate(Double.NaN, Double.NaN, 0);
        }
        double mean = sum / count;
        if (count == 1) {
            return new Estimate(mean, Double.NaN, 1);
        }
        double squares = 0;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                squares += (value - mean) * (value - mean);
            }
        }
        double error = StrictMath.sqrt(squares / (count - 1) / count);
        double quantile = TDistribution.of(count - 1.0).inverseCumulativeProbability(UPPER);
        return new Estimate(mean, quantile * error, count);
    }

    /** Mean and interval of the pairwise differences {@code b - a}; the arrays belong together element by element. */
    public static Estimate ofDifference(double[] a, double[] b) {
        double[] differences = new double[Math.min(a.length, b.length)];
        for (int index = 0; index < differences.length; index++) {
            differences[index] = b[index] - a[index];
        }
        return of(differences);
    }

    /** True if the interval excludes 0. */
    public boolean isDifferent() {
        return count > 1 && StrictMath.abs(mean) > halfWidth;
    }
}
