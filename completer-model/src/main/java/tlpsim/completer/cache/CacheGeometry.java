package tlpsim.completer.cache;

/**
 * Shape of one cache.
 *
 * @param sets  number of sets over all slices, 1 to 2^24
 * @param ways  lines per set, 1 to {@value #MAX_WAYS}; way masks exist up to {@value #MAX_MASKED_WAYS} ways
 * @param index how a line selects its set
 */
public record CacheGeometry(int sets, int ways, SetIndexPolicy index) {
    public static final int LINE_BYTES = 64;
    public static final int MAX_WAYS = 4096;
    public static final int MAX_MASKED_WAYS = 32;
    public static final int MAX_SETS = 1 << 24;
    public static final int MAX_LINES = 1 << 28;

    public CacheGeometry {
        if (ways < 1 || ways > MAX_WAYS) {
            throw new IllegalArgumentException("ways=" + ways + ", allowed 1 to " + MAX_WAYS);
        }
        if (sets < 1 || sets > MAX_SETS) {
            throw new IllegalArgumentException("sets=" + sets + ", allowed 1 to " + MAX_SETS);
        }
        if (sets % index.slices() != 0) {
            throw new IllegalArgumentException("sets=" + sets + " is no multiple of slices=" + index.slices());
        }
        if ((long) sets * ways > MAX_LINES) {
            throw new IllegalArgumentException(
                    "sets=" + sets + " with ways=" + ways + ", at most " + MAX_LINES + " lines");
        }
        boolean powerOfTwo = Integer.bitCount(sets / index.slices()) == 1;
        if (index.kind() != SetIndexPolicy.Kind.MODULO && !powerOfTwo) {
            throw new IllegalArgumentException(
                    "sets per slice=" + sets / index.slices() + " with " + index.kind() + ", must be a power of two");
        }
    }

    public static CacheGeometry modulo(int sets, int ways) {
        return new CacheGeometry(sets, ways, SetIndexPolicy.modulo());
    }

    public static CacheGeometry xorHash(int sets, int ways) {
        return new CacheGeometry(sets, ways, SetIndexPolicy.xorHash());
    }

    public static CacheGeometry sliced(int slices, int setsPerSlice, int ways) {
        return new CacheGeometry(Math.multiplyExact(slices, setsPerSlice), ways, SetIndexPolicy.sliced(slices));
    }

    /** Mask of all ways; -1 from 32 ways on. */
    public int allWays() {
        return ways >= MAX_MASKED_WAYS ? -1 : (1 << ways) - 1;
    }

    public long lines() {
        return (long) sets * ways;
    }

    public long capacityBytes() {
        return lines() * LINE_BYTES;
    }
}
