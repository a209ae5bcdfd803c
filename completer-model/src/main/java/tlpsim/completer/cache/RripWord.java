package tlpsim.completer.cache;

/**
 * Re-reference prediction values of up to 32 ways, 2 bits each (SRRIP-HP; Jaleel et al., ISCA 2010): 0 after a hit, 2 after a fill. The victim is the first
 * allowed way at 3; where none is, the allowed ways age together until one is.
 */
final class RripWord {
    private static final int LONG = 2;
    private static final int DISTANT = 3;

    private RripWord() {}

    static long hit(long word, int way) {
        return word & ~(3L << 2 * way);
    }

    static long filled(long word, int way) {
        return hit(word, way) | (long) LONG << 2 * way;
    }

    /** The word after the ageing that finding a victim takes. */
    static long aged(long word, int wayMask) {
        long allowed = spread(wayMask);
        return word + allowed * (DISTANT - oldest(word, allowed));
    }

    private static int oldest(long word, long allowed) {
        long low = word & allowed;
        long high = word >>> 1 & allowed;
        if (high != 0) {
            return (low & high) != 0 ? DISTANT : LONG;
        }
        return low != 0 ? 1 : 0;
    }

    /** The first allowed way of an aged word that is at 3. */
    static int victim(long agedWord, int wayMask) {
        return Long.numberOfTrailingZeros(agedWord & agedWord >>> 1 & spread(wayMask)) >>> 1;
    }

    /** Bit i to bit 2i. */
    private static long spread(int wayMask) {
        long bits = wayMask & 0xFFFFFFFFL;
        bits = (bits | bits << 16) & 0x0000FFFF0000FFFFL;
        bits = (bits | bits << 8) & 0x00FF00FF00FF00FFL;
        bits = (bits | bits << 4) & 0x0F0F0F0F0F0F0F0FL;
        bits = (bits | bits << 2) & 0x3333333333333333L;
        return (bits | bits << 1) & 0x5555555555555555L;
    }
}
