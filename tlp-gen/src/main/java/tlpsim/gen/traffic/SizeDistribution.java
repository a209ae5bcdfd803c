package tlpsim.gen.traffic;

import java.math.BigInteger;
import tlpsim.core.random.RandomStream;

/**
 * A distribution of sizes in bytes as segments: each has an integer weight and spreads it evenly over the integers of
 * (low, high]. A single size is a segment of width 1.
 *
 * <p>Immutable. A draw finds its segment through a guide table (inverse distribution function, constant expected time),
 * does not allocate and is exact: segment s has probability weight / total, to within 2^-64 of rounding.
 */
public final class SizeDistribution {
    /** Weights of cumulative tables are multiples of 2^-40. */
    static final int CUMULATIVE_BITS = 40;

    private static final int MAX_GUIDE_BITS = 14;

    private final int[] low;
    private final int[] high;
    private final long[] cumulative;
    private final long total;
    private final int[] guide;
    private final int guideShift;

    /**
     * @param low        exclusive lower ends
     * @param high       inclusive upper ends, each above its low end
     * @param cumulative sums of weights up to and including each segment, strictly increasing, the last at most 2^62
     */
    SizeDistribution(int[] low, int[] high, long[] cumulative) {
        this.low = low;
        this.high = high;
        this.cumulative = cumulative;
        this.total = cumulative[cumulative.length - 1];
        int bits = Math.min(MAX_GUIDE_BITS, 34 - Integer.numberOfLeadingZeros(cumulative.length));
        this.guideShift = 64 - bits;
        this.guide = guideTable(1 << bits);
    }

    public static SizeDistribution fixed(int bytes) {
        return weighted(new int[] {bytes}, new long[] {1});
    }

    /** Sizes with integer weights, all positive; the sum of the weights is at most 2^40. */
    public static SizeDistribution weighted(int[] sizes, long[] weights) {
        int[] low = new int[sizes.length];
        long[] cumulative = new long[sizes.length];
        long sum = 0;
        for (int i = 0; i < sizes.length; i++) {
            if (sizes[i] < 1 || weights[i] < 1) {
                throw new IllegalArgumentException("sizes and weights are positive: " + sizes[i] + ", " + weights[i]);
            }
            low[i] = sizes[i] - 1;
            sum = Math.addExact(sum, weights[i]);
            cumulative[i] = sum;
        }
        if (sum > 1L << CUMULATIVE_BITS) {
            throw new IllegalArgumentException("the sum of weights is at most 2^40: " + sum);
        }
        return new SizeDistribution(low, sizes.clone(), cumulative);
    }

    /** The same distribution with every size changed by the same number of bytes. */
    public SizeDistribution shifted(int bytes) {
        int[] newLow = low.clone();
        int[] newHigh = high.clone();
        for (int i = 0; i < newLow.length; i++) {
            newLow[i] += bytes;
            newHigh[i] += bytes;
        }
        return new SizeDistribution(newLow, newHigh, cumulative);
    }

    /** A size for 64 uniform bits. */
    public int sizeOf(long bits) {
        long position = RandomStream.bounded(bits, total);
        int segment = guide[(int) (bits >>> guideShift)];
        while (position >= cumulative[segment]) {
            segment++;
        }
        int width = high[segment] - low[segment];
        return width == 1 ? high[segment] : low[segment] + 1 + RandomStream.bounded(RandomStream.lane(bits, 0), width);
    }

    /** Exact mean times {@link #meanDenominator()}. */
    public BigInteger meanNumerator() {
        BigInteger sum = BigInteger.ZERO;
        for (int i = 0; i < high.length; i++) {
            BigInteger twiceMiddle = BigInteger.valueOf((long) low[i] + high[i] + 1);
            sum = sum.add(twiceMiddle.multiply(BigInteger.valueOf(weight(i))));
        }
        return sum;
    }

    public BigInteger meanDenominator() {
        return BigInteger.valueOf(total).shiftLeft(1);
    }

    /** The mean in bytes, for reports. */
    public double meanBytes() {
        return meanNumerator().doubleValue() / meanDenominator().doubleValue();
    }

    public int minBytes() {
        int min = Integer.MAX_VALUE;
        for (int value : low) {
            min = Math.min(min, value + 1);
        }
        return min;
    }

    public int maxBytes() {
        int max = 0;
        for (int value : high) {
            max = Math.max(max, value);
        }
        return max;
    }

    int segments() {
        return high.length;
    }

    int low(int segment) {
        return low[segment];
    }

    int high(int segment) {
        return high[segment];
    }

    long weight(int segment) {
        return segment == 0 ? cumulative[0] : cumulative[segment] - cumulative[segment - 1];
    }

    long totalWeight() {
        return total;
    }

    private int[] guideTable(int buckets) {
        int[] table = new int[buckets];
        int segment = 0;
        for (int bucket = 0; bucket < buckets; bucket++) {
            long firstPosition = RandomStream.bounded((long) bucket << guideShift, total);
            while (firstPosition >= cumulative[segment]) {
                segment++;
            }
            table[bucket] = segment;
        }
        return table;
    }
}
