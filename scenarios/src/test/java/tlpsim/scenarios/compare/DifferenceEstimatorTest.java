package tlpsim.scenarios.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import tlpsim.core.random.SequentialStream;
import tlpsim.scenarios.compare.Difference.Method;

class DifferenceEstimatorTest {
    private static final DifferenceEstimator ESTIMATOR = new DifferenceEstimator(0.95);
    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private static double[] normal(SequentialStream stream, int count, double mean, double deviation) {
        double[] values = new double[count];
        for (int index = 0; index < count; index++) {
            values[index] = mean + deviation * NORMAL.inverseCumulativeProbability(stream.nextUnit());
        }
        return values;
    }

    @Test
    void fewPairsGetStudentsInterval() {
        Difference difference = ESTIMATOR.paired(new double[] {1, 1, 1, 1, 1}, new double[] {2, 3, 4, 5, 6});

        assertThat(difference.method()).isEqualTo(Method.PAIRED_T);
        assertThat(difference.mean()).isEqualTo(3);
        // t(0.975; 4) = 2.776445, deviation sqrt(2.5).
        assertThat(difference.high() - 3).isCloseTo(2.776445 * StrictMath.sqrt(2.5 / 5), within(1e-5));
        assertThat(3 - difference.low()).isCloseTo(difference.high() - 3, within(1e-12));
        assertThat(difference.excludesZero()).isTrue();
        assertThat(difference.isWithin(4)).isFalse();
        assertThat(difference.isWithin(5)).isTrue();
    }

    /** Freedom and interval worked out by hand: variances 2.5 and 10, five each: error sqrt(2.5), freedom 2.5^2 / (0.25/4 + 4/4) = 5.882. */
    @Test
    void withoutPairsTheIntervalIsWelchs() {
        Difference difference = ESTIMATOR.independent(new double[] {1, 2, 3, 4, 5}, new double[] {2, 4, 6, 8, 10});

        assertThat(difference.method()).isEqualTo(Method.WELCH_T);
        assertThat(difference.mean()).isEqualTo(3);
        // t(0.975; 5.882) lies between t(0.975; 5) = 2.5706 and t(0.975; 6) = 2.4469.
        double half = difference.high() - 3;
        assertThat(half / StrictMath.sqrt(2.5)).isBetween(2.4469, 2.5706).isCloseTo(2.459, within(0.002));
    }

    @Test
    void oneReplicateHasNoInterval() {
        Difference difference = ESTIMATOR.paired(new double[] {1}, new double[] {2});

        assertThat(difference.method()).isEqualTo(Method.NONE);
        assertThat(difference.mean()).isEqualTo(1);
        assertThat(difference.excludesZero() || difference.isWithin(100)).isFalse();
        assertThat(ESTIMATOR.replicatesThatDecide(difference, 1)).isZero();
    }

    @Test
    void manyPairsGetABootstrapIntervalWhichIsThatOfTheNormalWhereTheNoiseIs() {
        SequentialStream stream = SequentialStream.of(4, "noise");
        double[] a = normal(stream, 400, 10, 1);
        double[] b = normal(stream, 400, 11, 1);
        Difference paired = ESTIMATOR.paired(a, b);
        Difference independent = ESTIMATOR.independent(a, b);

        double expected = 1.96 * StrictMath.sqrt(2.0 / 400);
        assertThat(paired.method()).isEqualTo(Method.PAIRED_BOOTSTRAP);
        assertThat(independent.method()).isEqualTo(Method.BOOTSTRAP);
        assertThat((paired.high() - paired.low()) / 2).isCloseTo(expected, within(0.1 * expected));
        assertThat((independent.high() - independent.low()) / 2).isCloseTo(expected, within(0.1 * expected));
        assertThat(ESTIMATOR.paired(a, b)).isEqualTo(paired);
    }

    /** Of 300 intervals of skewed differences, 95 % hold the truth, within what is likely (binomial, 99.9 %) and the known undercoverage at this size. */
    @Test
    void bootstrapIntervalsHoldTheTruthAsOftenAsTheySay() {
        SequentialStream stream = SequentialStream.of(5, "skewed");
        int held = 0;
        for (int trial = 0; trial < 300; trial++) {
            double[] zero = new double[40];
            double[] exponential = new double[40];
            for (int index = 0; index < exponential.length; index++) {
                exponential[index] = -StrictMath.log(1 - stream.nextUnit());
            }
            Difference difference = ESTIMATOR.paired(zero, exponential);
            held += difference.low() <= 1 && difference.high() >= 1 ? 1 : 0;
        }
        assertThat(held).isBetween(266, 300);
    }

    @Test
    void moreNoiseNeedsMoreReplicatesToDecide() {
        Difference quiet = ESTIMATOR.paired(new double[] {0, 0, 0}, new double[] {1, 1.1, 0.9});
        Difference loud = ESTIMATOR.paired(new double[] {0, 0, 0}, new double[] {1, 2, 0});

        int few = ESTIMATOR.replicatesThatDecide(quiet, 0.1);
        int many = ESTIMATOR.replicatesThatDecide(loud, 0.1);
        // (1.96 + 1.645)^2 = 13 for large numbers.
        assertThat(few).isBetween(13, 17);
        assertThat(many).isBetween(1300, 1335);
        assertThat(ESTIMATOR.replicatesThatDecide(loud, 0)).isZero();
    }
}
