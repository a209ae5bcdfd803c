package tlpsim.completer.peer;

import tlpsim.completer.cache.CacheGeometry;
import tlpsim.completer.cache.ReplacementPolicy;

/**
 * A peer's cache.
 *
 * @param seed       of random replacement
 * @param partitions parts of the ways, as equal as whole ways allow, at least 1 and at most one per way
 */
public record PeerCacheConfig(CacheGeometry geometry, ReplacementPolicy replacement, long seed, int partitions) {
    public PeerCacheConfig {
        if (geometry.ways() > CacheGeometry.MAX_MASKED_WAYS) {
            throw new IllegalArgumentException(
                    "ways=" + geometry.ways() + ", at most " + CacheGeometry.MAX_MASKED_WAYS + " at a peer");
        }
        if (partitions < 1 || partitions > geometry.ways()) {
            throw new IllegalArgumentException("partitions=" + partitions + ", allowed 1 to " + geometry.ways());
        }
    }

    /** The ways of a partition, as a mask. */
    int wayMask(int partition) {
        int first = partition * geometry.ways() / partitions;
        int end = (partition + 1) * geometry.ways() / partitions;
        return (int) ((1L << end) - (1L << first));
    }
}
