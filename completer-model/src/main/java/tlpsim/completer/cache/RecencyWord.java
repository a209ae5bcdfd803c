package tlpsim.completer.cache;

/**
 * A permutation of up to 16 ways in one word: 4 bits per rank, rank 0 (most recent) lowest. What stands at ranks from the number of ways on means nothing: a search
 * takes the lowest rank that holds the way.
 */
final class RecencyWord {
    private static final long ONES = 0x1111111111111111L;
    private static final long HIGH_BITS = 0x8888888888888888L;

    /** Way i at rank i. */
    static final long IDENTITY = 0xFEDCBA9876543210L;

    private RecencyWord() {}

    static long moveToFront(long word, int way) {
        long marks = marks(word, way);
        long upToRank = marks ^ marks - 1;
        return word & ~upToRank | word << 4 & upToRank | way;
    }

    /** The lowest bit set is the top bit of the 4 bits that hold the way; a borrow may set others above it. */
    private static long marks(long word, int way) {
        long difference = word ^ way * ONES;
        return difference - ONES & ~difference & HIGH_BITS;
    }

    private static int rank(long word, int way) {
        return Long.numberOfTrailingZeros(marks(word, way)) >>> 2;
    }

    /** As {@link #moveToFront} of the way at the last rank. */
    static long rotate(long word, int last) {
        return word << 4 | last;
    }

    static int last(long word, int ways) {
        return (int) (word >>> 4 * (ways - 1)) & 15;
    }

    /** The least recent of the masked ways. */
    static int lastOf(long word, int ways, int wayMask) {
        return 2 * Integer.bitCount(wayMask) <= ways ? oldestByRank(word, wayMask) : oldestFromEnd(word, ways, wayMask);
    }

    private static int oldestByRank(long word, int wayMask) {
        int oldest = Integer.numberOfTrailingZeros(wayMask);
        int oldestRank = rank(word, oldest);
        for (int rest = wayMask & wayMask - 1; rest != 0; rest &= rest - 1) {
            int way = Integer.numberOfTrailingZeros(rest);
            int rank = rank(word, way);
            oldest = rank > oldestRank ? way : oldest;
            oldestRank = Math.max(rank, oldestRank);
        }
        return oldest;
    }

    private static int oldestFromEnd(long word, int ways, int wayMask) {
        for (int shift = 4 * (ways - 1); ; shift -= 4) {
            int way = (int) (word >>> shift) & 15;
            if ((wayMask >>> way & 1) != 0) {
                return way;
            }
        }
    }
}
