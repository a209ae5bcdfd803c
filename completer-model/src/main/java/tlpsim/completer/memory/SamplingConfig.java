package tlpsim.completer.memory;

import tlpsim.completer.cache.CacheGeometry;
import tlpsim.completer.cache.SetIndexPolicy;

/**
 * Which part of the sets of a host's caches is simulated. The caches of that host are built with that part of their sets, and its lines are numbered without
 * gaps.
 *
 * @param log2 one set in {@code 2^log2} is, 1 to {@value #MAX_LOG2}; 0 = all are
 * @param seed of the selection of sets and of the draws
 */
public record SamplingConfig(int log2, long seed) {
    public static final int MAX_LOG2 = 6;
    /** Every line is simulated. */
    public static final SamplingConfig EXACT = new SamplingConfig(0, 0);

    /** Lines that are chosen together: what neighbouring lines do together is seen. */
    private static final int GRANULE_BITS = 2;

    public SamplingConfig {
        if (log2 < 0 || log2 > MAX_LOG2) {
            throw new IllegalArgumentException("log2=" + log2 + ", allowed 0 to " + MAX_LOG2);
        }
    }

    public boolean isExact() {
        return log2 == 0;
    }

    /** Never more than leave regions of 64 lines, and so home domains, whole. */
    int granuleBits() {
        return Math.min(GRANULE_BITS, MAX_LOG2 - log2);
    }

    /** Of so many lines of physical memory, those that are simulated, or a few more. */
    public long lines(long physicalLines) {
        return isExact() ? physicalLines : (physicalLines >> log2) + (1 << GRANULE_BITS);
    }

    /** Lines outside the chosen sets that may be simulated too; none where it matters to which home they belong. */
    public int furtherLines(HomeDomainTable homes) {
        return isExact() || !homes.isSingle() ? 0 : AdoptedLineTable.MOST;
    }

    /** The cache that holds the chosen sets of a cache of this shape. */
    public CacheGeometry scaled(CacheGeometry whole) {
        SetIndexPolicy index = whole.index();
        int perSlice = whole.sets() / index.slices();
        if (perSlice % (1 << log2) != 0) {
            throw new IllegalArgumentException("of " + perSlice + " sets one in " + (1 << log2) + " cannot be chosen");
        }
        return new CacheGeometry(whole.sets() >> log2, whole.ways(), index);
    }
}
