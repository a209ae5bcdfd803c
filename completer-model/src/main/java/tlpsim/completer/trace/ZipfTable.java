package tlpsim.completer.trace;

/**
 * Draws ranks 0 to {@code n - 1} with probability proportional to {@code (rank + 1)^-0.99}, reproducibly on any machine: thresholds are computed with
 * addition, multiplication and division alone, in a fixed order, because a library's logarithm may differ in the last bit.
 *
 * <p>The threshold of rank k is the cumulative probability times 2^53. A rank is found by a guide table over the top bits of the draw, then by bisection in the
 * few ranks that remain.
 */
final class ZipfTable {
    private static final double SKEW = 0.99;
    private static final double LN_2 = 0.6931471805599453;
    private static final int SERIES_TERMS = 20;
    private static final int DRAW_BITS = 53;
    private static final double DRAWS = 9007199254740992.0;

    private final long[] thresholds;
    private final int[] guide;
    private final int guideShift;

    ZipfTable(int rankBits) {
        thresholds = thresholds(1 << rankBits);
        int guideBits = Math.min(rankBits + 1, 20);
        guideShift = DRAW_BITS - guideBits;
        guide = new int[(1 << guideBits) + 1];
        int rank = 0;
        for (int slot = 0; slot < guide.length - 1; slot++) {
            while (thresholds[rank] <= (long) slot << guideShift) {
                rank++;
            }
            guide[slot] = rank;
        }
        guide[guide.length - 1] = thresholds.length - 1;
    }

    private static long[] thresholds(int ranks) {
        double[] cumulative = new double[ranks];
        double sum = 0;
        for (int k = 1; k <= ranks; k++) {
            sum += exponentialOfNegative(SKEW * logarithm(k));
            cumulative[k - 1] = sum;
        }
        long[] thresholds = new long[ranks];
        for (int k = 0; k < ranks; k++) {
            thresholds[k] = (long) (cumulative[k] / sum * DRAWS);
        }
        thresholds[ranks - 1] = 1L << DRAW_BITS;
        return thresholds;
    }

    /** Natural logarithm: exponent times ln 2 plus the area tangent series of the mantissa. */
    private static double logarithm(long k) {
        int exponent = 63 - Long.numberOfLeadingZeros(k);
        double mantissa = (double) k / (double) (1L << exponent);
        double ratio = (mantissa - 1.0) / (mantissa + 1.0);
        double square = ratio * ratio;
        double series = 0.0;
        for (int i = SERIES_TERMS; i >= 0; i--) {
            series = series * square + 1.0 / (double) (2 * i + 1);
        }
        return 2.0 * ratio * series + (double) exponent * LN_2;
    }

    /** e to the power of -x for x of at least 0: Taylor series of the remainder to a multiple of ln 2, then halvings. */
    private static double exponentialOfNegative(double x) {
        long halvings = (long) (x / LN_2 + 0.5);
        double remainder = (double) halvings * LN_2 - x;
        double series = 1.0;
        for (int i = SERIES_TERMS; i >= 1; i--) {
            series = series * remainder / (double) i + 1.0;
        }
        for (long i = 0; i < halvings; i++) {
            series *= 0.5;
        }
        return series;
    }

    /** The smallest rank whose threshold is above the draw, 0 to 2^53 - 1. */
    int rank(long draw) {
        int slot = (int) (draw >>> guideShift);
        int low = guide[slot];
        int high = guide[slot + 1];
        while (low < high) {
            int middle = low + high >>> 1;
            if (draw < thresholds[middle]) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
