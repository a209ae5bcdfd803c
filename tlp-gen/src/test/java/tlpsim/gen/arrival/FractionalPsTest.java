package tlpsim.gen.arrival;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tlpsim.core.random.SequentialStream;

class FractionalPsTest {
    @ParameterizedTest
    @CsvSource({"81920, 1", "1, 3", "2, 3", "22619, 7", "999999999989, 1000003", "0, 1", "5, 10"})
    void sumsEqualTheClosedFormAtEveryStep(long numerator, long denominator) {
        FractionalPs step = FractionalPs.of(numerator, denominator);
        long sum = 0;
        for (long n = 1; n <= 20_000; n++) {
            sum += step.next();
            assertThat(sum).isEqualTo(Math.floorDiv(Math.multiplyExact(numerator, n), denominator));
        }
    }

    /** 84-byte slots at 123.456789013 Gbit/s, and an arbitrary rational mean: both remainders are in use. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void twoDenominatorsBeyondALongStayExact(long seed) {
        SequentialStream random = SequentialStream.of(seed, "fractions");
        BigInteger factor1 = BigInteger.valueOf((random.nextBits() >>> 20) + 1);
        BigInteger factor2 = BigInteger.valueOf((random.nextBits() >>> 4) + 1);
        BigInteger numerator = new BigInteger(130, new java.util.Random(seed));
        FractionalPs step = FractionalPs.of(numerator, factor1, factor2);
        BigInteger denominator = factor1.multiply(factor2);
        BigInteger sum = BigInteger.ZERO;
        for (long n = 1; n <= 5_000; n++) {
            sum = sum.add(BigInteger.valueOf(step.next()));
            BigInteger expected = numerator.multiply(BigInteger.valueOf(n)).divide(denominator);
            assertThat(sum).isEqualTo(expected).isEqualTo(step.floorOf(n));
        }
    }

    @Test
    void aThousandMillionStepsDoNotDrift() {
        FractionalPs step = FractionalPs.of(8_000_000_000_000L * 84, 123_456_789_013L);
        long sum = 0;
        for (int n = 0; n < 1_000_000_000; n++) {
            sum += step.next();
        }
        BigInteger expected = BigInteger.valueOf(8_000_000_000_000L * 84)
                .multiply(BigInteger.valueOf(1_000_000_000))
                .divide(BigInteger.valueOf(123_456_789_013L));
        assertThat(BigInteger.valueOf(sum)).isEqualTo(expected);
    }

    @Test
    void comparesAndMultipliesExactly() {
        FractionalPs third = FractionalPs.of(1, 3);
        assertThat(third.compareSteps(FractionalPs.of(333_333_333_333L, 1_000_000_000_000L)))
                .isPositive();
        assertThat(third.compareSteps(FractionalPs.of(2, 6))).isZero();
        assertThat(third.times(3).floorOf(1)).isEqualTo(BigInteger.ONE);
    }

    @Test
    void negativeAndAbsurdStepsAreRefused() {
        assertThatThrownBy(() -> FractionalPs.of(-1, 2)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> FractionalPs.of(BigInteger.ONE.shiftLeft(80), BigInteger.ONE, BigInteger.ONE))
                .hasMessageContaining("out of range");
    }
}
