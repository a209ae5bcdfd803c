package tlpsim.scenarios.measure;

import java.util.Arrays;

/** A measured figure: a typical sample, and the lowest and the highest that count. */
public record Spread(long median, long low, long high) {
    private static final int HIGH_PERCENT = 95;

    /**
     * Times of batches, one at least. The fastest is {@code low}; {@code high} is the 95th percentile, since the slowest batches are those in which the thread was
     * off its processor, for as long as the scheduler liked.
     */
    static Spread ofTimes(long[] times) {
        long[] sorted = times.clone();
        Arrays.sort(sorted);
        return new Spread(sorted[rank(sorted.length, 50)], sorted[0], sorted[rank(sorted.length, HIGH_PERCENT)]);
    }

    /** Nearest rank, from 0. */
    private static int rank(int samples, int percent) {
        return (int) (((long) samples * percent + 99) / 100) - 1;
    }

    /** Whether the samples differ by more than a quarter. */
    boolean isWide() {
        return high - low > low / 4;
    }
}
