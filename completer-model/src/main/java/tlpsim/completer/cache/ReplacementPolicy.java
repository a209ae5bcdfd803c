package tlpsim.completer.cache;

import java.util.Locale;

/** The replacement policies, and the way to a cache that has one. */
public enum ReplacementPolicy {
    LRU,
    FIFO,
    PLRU,
    SRRIP,
    RANDOM;

    /** The name in scenarios and on the command line. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Most ways a cache of this policy can have. */
    public int maxWays() {
        return this == PLRU || this == SRRIP ? CacheGeometry.MAX_MASKED_WAYS : CacheGeometry.MAX_WAYS;
    }

    /**
     * A cache without any line.
     *
     * @param seed of the stream from which random replacement draws; the other policies draw nothing
     */
    public SetAssociativeCache create(CacheGeometry geometry, long seed) {
        if (geometry.ways() > maxWays()) {
            throw new IllegalArgumentException(label() + " with ways=" + geometry.ways() + ", at most " + maxWays());
        }
        return geometry.ways() <= PackedSetLayout.MAX_WAYS
                ? createPacked(geometry, seed)
                : new WideCache(geometry, createWide(geometry, seed));
    }

    private SetAssociativeCache createPacked(CacheGeometry geometry, long seed) {
        return switch (this) {
            case LRU -> new LruCache(geometry);
            case FIFO -> new FifoCache(geometry);
            case PLRU -> new PlruCache(geometry);
            case SRRIP -> new SrripCache(geometry);
            case RANDOM -> new RandomCache(geometry, seed);
        };
    }

    private WideReplacement createWide(CacheGeometry geometry, long seed) {
        return switch (this) {
            case LRU -> new WideReplacement.Recency(geometry, true);
            case FIFO -> new WideReplacement.Recency(geometry, false);
            case PLRU -> new WideReplacement.Plru(geometry);
            case SRRIP -> new WideReplacement.Srrip(geometry);
            case RANDOM -> new WideReplacement.Random(geometry, seed);
        };
    }
}
