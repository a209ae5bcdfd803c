package tlpsim.scenarios.result;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Quantiles of Student's t from the usual tables: 12.706 for 1 degree of freedom, 4.303 for 2, 2.776 for 4, at 97.5 %. */
final class EstimateTest {
    @Test
    void theIntervalIsThatOfStudentsT() {
        Estimate two = Estimate.of(new double[] {1, 3});
        assertThat(two.mean()).isEqualTo(2);
        // Standard error of the mean: sqrt(2) / sqrt(2) = 1.
        assertThat(two.halfWidth()).isCloseTo(12.706, within(0.001));
        Estimate five = Estimate.of(new double[] {10, 12, 14, 16, 18});
        assertThat(five.mean()).isEqualTo(14);
        // Variance 10, standard error sqrt(10 / 5).
        assertThat(five.halfWidth()).isCloseTo(2.776 * StrictMath.sqrt(2), within(0.001));
    }

    @Test
    void replicatesWithoutTheFigureDoNotCount() {
        Estimate estimate = Estimate.of(new double[] {Double.NaN, 1, 3, Double.NaN});
        assertThat(estimate).isEqualTo(Estimate.of(new double[] {1, 3}));
        assertThat(estimate.count()).isEqualTo(2);
    }

    @Test
    void oneReplicateHasNoIntervalAndNoneHasNoMean() {
        Estimate one = Estimate.of(new double[] {7});
        assertThat(one.mean()).isEqualTo(7);
        assertThat(one.halfWidth()).isNaN();
        assertThat(one.isDifferent()).isFalse();
        Estimate none = Estimate.of(new double[] {Double.NaN});
        assertThat(none.mean()).isNaN();
        assertThat(none.count()).isZero();
        assertThat(none.isDifferent()).isFalse();
    }

    @Test
    void aDifferenceIsPairedElementByElement() {
        Estimate steady = Estimate.ofDifference(new double[] {100, 200, 300}, new double[] {101, 201, 301});
        assertThat(steady.mean()).isEqualTo(1);
        assertThat(steady.halfWidth()).isZero();
        assertThat(steady.isDifferent()).isTrue();
        Estimate mixed = Estimate.ofDifference(new double[] {0, 0}, new double[] {1, -1});
        assertThat(mixed.isDifferent()).isFalse();
    }
}
