package tlpsim.completer.cache;

/**
 * Draws ways for random replacement from a stream of its own, in sequence: SplitMix64 (Steele, Lea, Flood, OOPSLA 2014). Which numbers are drawn depends on the
 * order of evictions alone.
 */
final class WayDraw {
    private long state;

    WayDraw(long seed) {
        state = seed;
    }

    /** A uniform number from 0 to {@code bound - 1}. */
    int below(int bound) {
        state += 0x9E3779B97F4A7C15L;
        long mixed = (state ^ state >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return (int) (((mixed ^ mixed >>> 31) >>> 32) * bound >>> 32);
    }

    /** A uniform one of the masked ways. */
    int oneOf(int wayMask) {
        int rest = wayMask;
        for (int skip = below(Integer.bitCount(wayMask)); skip > 0; skip--) {
            rest &= rest - 1;
        }
        return Integer.numberOfTrailingZeros(rest);
    }
}
