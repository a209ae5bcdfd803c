package tlpsim.gen.arrival;

import java.math.BigInteger;

/**
 * A time step that is an exact fraction of picoseconds, added up without drift: after n steps the sum of all
 * {@link #next()} is exactly floor(n * step).
 *
 * <p>The step is {@code whole + (r1 + r2 / d2) / d1}: two remainders, because the common denominator of an arbitrary
 * rate and an arbitrary mean size does not fit a long. Not thread safe; {@link #next()} does not allocate.
 */
public final class FractionalPs {
    private static final BigInteger MOST = BigInteger.ONE.shiftLeft(62);

    private final long whole;
    private final long remainder1;
    private final long denominator1;
    private final long remainder2;
    private final long denominator2;
    private long sum1;
    private long sum2;

    private FractionalPs(long whole, long remainder1, long denominator1, long remainder2, long denominator2) {
        this.whole = whole;
        this.remainder1 = remainder1;
        this.denominator1 = denominator1;
        this.remainder2 = remainder2;
        this.denominator2 = denominator2;
    }

    /**
     * The step {@code numerator / (factor1 * factor2)} ps.
     *
     * @param numerator 0 to 2^62 times the denominator
     * @param factor1   1 to 2^62
     * @param factor2   1 to 2^62
     */
    public static FractionalPs of(BigInteger numerator, BigInteger factor1, BigInteger factor2) {
        if (numerator.signum() < 0 || factor1.signum() <= 0 || factor2.signum() <= 0) {
            throw new IllegalArgumentException("a step must not be negative: " + numerator);
        }
        BigInteger common1 = numerator.gcd(factor1);
        BigInteger d1 = factor1.divide(common1);
        BigInteger rest = numerator.divide(common1);
        BigInteger common2 = rest.gcd(factor2);
        BigInteger d2 = factor2.divide(common2);
        rest = rest.divide(common2);
        BigInteger[] steps = rest.divideAndRemainder(d1.multiply(d2));
        BigInteger[] parts = steps[1].divideAndRemainder(d2);
        if (steps[0].compareTo(MOST) > 0 || d1.compareTo(MOST) > 0 || d2.compareTo(MOST) > 0) {
            throw new IllegalArgumentException("step out of range: " + numerator + " / (" + d1 + " * " + d2 + ") ps");
        }
        return new FractionalPs(
                steps[0].longValue(), parts[0].longValue(), d1.longValue(), parts[1].longValue(), d2.longValue());
    }

    /** The step {@code numerator / denominator} ps. */
    public static FractionalPs of(long numerator, long denominator) {
        return of(BigInteger.valueOf(numerator), BigInteger.valueOf(denominator), BigInteger.ONE);
    }

    /** Whole picoseconds of the next step; what is left over is carried into later steps. */
    public long next() {
        long result = whole;
        long carry = 0;
        sum2 += remainder2;
        if (sum2 >= denominator2) {
            sum2 -= denominator2;
            carry = 1;
        }
        sum1 += remainder1 + carry;
        if (sum1 >= denominator1) {
            sum1 -= denominator1;
            result++;
        }
        return result;
    }

    /** floor(steps * step) in closed form, independent of what {@link #next()} has returned. Allocates. */
    public BigInteger floorOf(long steps) {
        return exactNumerator().multiply(BigInteger.valueOf(steps)).divide(exactDenominator());
    }

    /** The step in units of 2^-16 ps, rounded to nearest: the mean of random gaps. */
    double in65536thPs() {
        return whole * 65536.0 + (remainder1 + remainder2 / (double) denominator2) / denominator1 * 65536.0;
    }

    /** This step times a positive integer. */
    public FractionalPs times(long factor) {
        return of(
                exactNumerator().multiply(BigInteger.valueOf(factor)),
                BigInteger.valueOf(denominator1),
                BigInteger.valueOf(denominator2));
    }

    /** A fresh accumulator of the same step. */
    FractionalPs fresh() {
        return new FractionalPs(whole, remainder1, denominator1, remainder2, denominator2);
    }

    /** Forgets what is carried: the next step is again the first. */
    void restart() {
        sum1 = 0;
        sum2 = 0;
    }

    /** Compares the exact steps. */
    public int compareSteps(FractionalPs other) {
        return exactNumerator()
                .multiply(other.exactDenominator())
                .compareTo(other.exactNumerator().multiply(exactDenominator()));
    }

    private BigInteger exactDenominator() {
        return BigInteger.valueOf(denominator1).multiply(BigInteger.valueOf(denominator2));
    }

    private BigInteger exactNumerator() {
        BigInteger d1 = BigInteger.valueOf(denominator1);
        BigInteger d2 = BigInteger.valueOf(denominator2);
        return BigInteger.valueOf(whole)
                .multiply(d1)
                .multiply(d2)
                .add(BigInteger.valueOf(remainder1).multiply(d2))
                .add(BigInteger.valueOf(remainder2));
    }
}
