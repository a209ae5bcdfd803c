package tlpsim.scenarios.compare;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;
import tlpsim.core.random.SequentialStream;

/** Bias-corrected and accelerated bootstrap intervals of a mean and of a difference of two means. The same input gives the same interval. */
final class Bootstrap {
    private static final int RESAMPLES = 10_000;
    private static final long SEED = 1;
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private Bootstrap() {}

    /** @return lower and upper end */
    static double[] ofMean(double[] values, double level) {
        SequentialStream stream = SequentialStream.of(SEED, "bootstrap");
        double[] means = new double[RESAMPLES];
        for (int resample = 0; resample < RESAMPLES; resample++) {
            means[resample] = resampledMean(values, stream);
        }
        double[] left = leftOut(values);
        return interval(means, Moments.mean(values), acceleration(left, new double[0]), level);
    }

    /** Of the mean of b less that of a. */
    static double[] ofDifference(double[] a, double[] b, double level) {
        SequentialStream stream = SequentialStream.of(SEED, "bootstrap");
        double[] differences = new double[RESAMPLES];
        for (int resample = 0; resample < RESAMPLES; resample++) {
            double ofA = resampledMean(a, stream);
            differences[resample] = resampledMean(b, stream) - ofA;
        }
        double observed = Moments.mean(b) - Moments.mean(a);
        double[] withoutA = leftOut(a);
        for (int index = 0; index < withoutA.length; index++) {
            withoutA[index] = -withoutA[index];
        }
        return interval(differences, observed, acceleration(leftOut(b), withoutA), level);
    }

    private static double resampledMean(double[] values, SequentialStream stream) {
        double sum = 0;
        for (int draw = 0; draw < values.length; draw++) {
            sum += values[stream.nextBounded(values.length)];
        }
        return sum / values.length;
    }

    /** The means without one value each. */
    private static double[] leftOut(double[] values) {
        double sum = Moments.mean(values) * values.length;
        double[] means = new double[values.length];
        for (int index = 0; index < values.length; index++) {
            means[index] = (sum - values[index]) / (values.length - 1);
        }
        return means;
    }

    /** From the skewness of the jackknife of each sample, weighted by sizes as for the statistic of several samples (Davison and Hinkley, section 5.3). */
    private static double acceleration(double[] one, double[] other) {
        double cubes = 0;
        double squares = 0;
        for (double[] jackknife : new double[][] {one, other}) {
            if (jackknife.length == 0) {
                continue;
            }
            double mean = Moments.mean(jackknife);
            int size = jackknife.length;
            for (double value : jackknife) {
                double influence = (size - 1) * (mean - value) / size;
                cubes += influence * influence * influence;
                squares += influence * influence;
            }
        }
        return squares == 0 ? 0 : cubes / (6 * StrictMath.pow(squares, 1.5));
    }

    private static double[] interval(double[] resampled, double observed, double acceleration, double level) {
        Arrays.sort(resampled);
        double below = 0;
        for (double value : resampled) {
            below += value < observed ? 1 : value == observed ? 0.5 : 0;
        }
        double share = Math.min(Math.max(below / resampled.length, 1.0 / resampled.length), 1 - 1.0 / resampled.length);
        double bias = NORMAL.inverseCumulativeProbability(share);
        double tail = (1 - level) / 2;
        return new double[] {
            end(resampled, bias, acceleration, NORMAL.inverseCumulativeProbability(tail)),
            end(resampled, bias, acceleration, NORMAL.inverseCumulativeProbability(1 - tail))
        };
    }

    private static double end(double[] sorted, double bias, double acceleration, double normal) {
        double shifted = bias + normal;
        double share = NORMAL.cumulativeProbability(bias + shifted / (1 - acceleration * shifted));
        int index = (int) StrictMath.floor(share * sorted.length);
        return sorted[Math.min(Math.max(index, 0), sorted.length - 1)];
    }
}
