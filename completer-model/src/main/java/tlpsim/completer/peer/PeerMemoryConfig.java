package tlpsim.completer.peer;

import tlpsim.core.link.LinkRate;

/**
 * A peer's memory behind its cache.
 *
 * @param untagged  where writes without an honoured hint go
 * @param cachePs   until a line in the cache is visible, or read
 * @param memoryPs  the same in memory, beside the time of its transfer
 * @param bandwidth of the memory, reads and writes together
 */
public record PeerMemoryConfig(
        PeerCacheConfig cache, UntaggedWrite untagged, long cachePs, long memoryPs, LinkRate bandwidth) {
    private static final long PS_PER_SECOND = 1_000_000_000_000L;
    private static final long EXACT_BELOW = 1L << 40;
    private static final long STEP = 1_000;

    public PeerMemoryConfig {
        if (cachePs < 1 || memoryPs < 1) {
            throw new IllegalArgumentException("cachePs=" + cachePs + ", memoryPs=" + memoryPs + ", each at least 1");
        }
    }

    /** A bandwidth as an exact fraction; from 2^40 B/s on, of the next lower multiple of 1000 B/s. */
    public static LinkRate bandwidth(long bytesPerSecond) {
        long bytes = bytesPerSecond < EXACT_BELOW ? bytesPerSecond : bytesPerSecond / STEP * STEP;
        return new LinkRate(bytes, PS_PER_SECOND);
    }
}
