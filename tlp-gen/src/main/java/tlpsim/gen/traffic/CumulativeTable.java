package tlpsim.gen.traffic;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;

/** Points of a cumulative distribution function while it is read; turns them into segments. */
final class CumulativeTable {
    private static final BigDecimal SCALE = BigDecimal.valueOf(1L << SizeDistribution.CUMULATIVE_BITS);

    private int[] sizes = new int[64];
    private BigDecimal[] cumulative = new BigDecimal[64];
    private int points;

    void add(int size, BigDecimal value) {
        if (points == sizes.length) {
            sizes = Arrays.copyOf(sizes, points * 2);
            cumulative = Arrays.copyOf(cumulative, points * 2);
        }
        sizes[points] = size;
        cumulative[points++] = value;
    }

    int points() {
        return points;
    }

    int lastSize() {
        return sizes[points - 1];
    }

    BigDecimal lastCumulative() {
        return cumulative[points - 1];
    }

    BigDecimal firstCumulative() {
        return cumulative[0];
    }

    /** Weights are the rises, each end rounded to 2^-40; points without a rise only end an interpolation. */
    SizeDistribution toDistribution(boolean linear) {
        BigDecimal whole = lastCumulative();
        int[] low = new int[points];
        int[] high = new int[points];
        long[] ends = new long[points];
        int segments = 0;
        long former = 0;
        for (int i = 0; i < points; i++) {
            long end = cumulative[i]
                    .multiply(SCALE)
                    .divide(whole, 0, RoundingMode.HALF_UP)
                    .longValueExact();
            if (end > former) {
                boolean spread = linear && i > 0 && sizes[i] > sizes[i - 1];
                low[segments] = spread ? sizes[i - 1] : sizes[i] - 1;
                high[segments] = sizes[i];
                ends[segments++] = end;
                former = end;
            }
        }
        return new SizeDistribution(
                Arrays.copyOf(low, segments), Arrays.copyOf(high, segments), Arrays.copyOf(ends, segments));
    }
}
