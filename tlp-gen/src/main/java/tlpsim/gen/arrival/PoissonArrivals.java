package tlpsim.gen.arrival;

import tlpsim.core.random.RandomStream;

/**
 * Independent exponential gaps. The gap of unit i is a function of (stream, i), but for the fraction of a picosecond
 * that the unit before left over, so that rounding does not bend the rate.
 */
public final class PoissonArrivals implements ArrivalProcess {
    /** Longest mean gap: one unit per second; then even the largest variate, about 50 means, fits. */
    public static final long MAX_MEAN_GAP_PS = 1_000_000_000_000L;

    private final RandomStream stream;
    private final double meanIn65536thPs;
    private long fraction;

    public PoissonArrivals(FractionalPs meanGap, RandomStream stream) {
        this.stream = stream;
        this.meanIn65536thPs = boundedMean(meanGap.in65536thPs());
    }

    @Override
    public long nextGapPs(long index) {
        long sum = fraction + (long) (meanIn65536thPs * ExponentialDraw.at(stream, index));
        fraction = sum & 0xFFFF;
        return sum >>> 16;
    }

    static double boundedMean(double meanIn65536thPs) {
        if (meanIn65536thPs > MAX_MEAN_GAP_PS * 65536.0) {
            throw new IllegalArgumentException("the mean gap must be at most 1 s");
        }
        return meanIn65536thPs;
    }
}
