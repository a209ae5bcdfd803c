package tlpsim.gen.arrival;

import java.math.BigInteger;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;

/**
 * An offered load.
 *
 * @param bitsPerSecond 1 to 2^53
 */
public record ArrivalRate(long bitsPerSecond, RateConvention convention) {
    /** Picoseconds per second, times bits per byte. */
    private static final BigInteger BIT_PS = BigInteger.valueOf(8_000_000_000_000L);

    public ArrivalRate {
        if (bitsPerSecond < 1 || bitsPerSecond > 1L << 53) {
            throw new InvalidInputException(new Problem(
                    "arrivals", 0, 0, "rate is " + bitsPerSecond + " bit/s; allowed: 1 to " + (1L << 53), ""));
        }
    }

    /** The exact mean gap between units. */
    public FractionalPs meanGap(UnitMean mean) {
        return FractionalPs.of(
                mean.countedBytes(convention).multiply(BIT_PS), BigInteger.valueOf(bitsPerSecond), mean.denominator());
    }

    /** Units per second, for reports. */
    public double unitsPerSecond(UnitMean mean) {
        return bitsPerSecond
                / 8.0
                * mean.denominator().doubleValue()
                / mean.countedBytes(convention).doubleValue();
    }

    /** Whether a port is too slow for this load: more layer 1 bits per second than its speed. Exact. */
    public boolean exceeds(long portBitsPerSecond, UnitMean mean) {
        BigInteger offered = BigInteger.valueOf(bitsPerSecond).multiply(mean.countedBytes(RateConvention.L1));
        BigInteger possible = BigInteger.valueOf(portBitsPerSecond).multiply(mean.countedBytes(convention));
        return offered.compareTo(possible) > 0;
    }
}
