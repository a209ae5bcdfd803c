package tlpsim.completer.cache;

/**
 * Splits a line number into set and tag and joins them again.
 *
 * <p>The set count is {@code slices << bits}. The tag is always {@code line >>> bits}: with more than one slice it is wider than it need be,
 * but then the slice may be any function of the line and still nothing has to be inverted.
 */
final class SetIndex {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final int PLAIN = 0;
    private static final int XOR = 1;
    private static final int REMAINDER = 2;
    private static final int SLICED = 3;

    final int bits;
    final long mask;
    private final int slices;
    private final int mode;

    SetIndex(CacheGeometry geometry) {
        SetIndexPolicy policy = geometry.index();
        boolean sliced = policy.kind() == SetIndexPolicy.Kind.SLICED;
        bits = Integer.numberOfTrailingZeros(sliced ? geometry.sets() / policy.slices() : geometry.sets());
        mask = (1L << bits) - 1;
        slices = geometry.sets() >>> bits;
        mode = modeOf(policy.kind());
    }

    private int modeOf(SetIndexPolicy.Kind kind) {
        if (kind == SetIndexPolicy.Kind.XOR_HASH) {
            return XOR;
        }
        if (slices == 1) {
            return PLAIN;
        }
        return kind == SetIndexPolicy.Kind.SLICED ? SLICED : REMAINDER;
    }

    /** A long, because most callers go on to compute an address: saves a sign extension per access. */
    long set(long line) {
        long low = line & mask;
        return mode == PLAIN ? low : hashedSet(low, line >>> bits);
    }

    long tag(long line) {
        return line >>> bits;
    }

    int plainBits() {
        return mode == XOR ? 0 : bits;
    }

    long line(int set, long tag) {
        long low = mode == XOR ? set ^ fold(tag) : set;
        return tag << bits | (low & mask);
    }

    /** The line with a given tag in the set of another line. */
    long neighbour(long line, long tag) {
        long low = mode == XOR ? refold(line, tag) : line;
        return tag << bits | low & mask;
    }

    private long refold(long line, long tag) {
        return line ^ fold(line >>> bits) ^ fold(tag);
    }

    private long hashedSet(long low, long tag) {
        if (mode == XOR) {
            return (low ^ fold(tag)) & mask;
        }
        long block = tag <= Integer.MAX_VALUE ? (int) tag / slices : Long.divideUnsigned(tag, slices);
        long slice = tag - block * slices;
        if (mode == SLICED) {
            slice += offset(low, block);
            slice -= slice >= slices ? slices : 0;
        }
        return slice << bits | low;
    }

    /** Rotates the slices of one run of consecutive lines: 0 to {@code slices - 1}, from the top bits of a multiplicative hash. */
    private long offset(long low, long block) {
        long mixed = (block * GOLDEN + low) * GOLDEN;
        mixed = (mixed ^ mixed >>> 32) * GOLDEN;
        return (mixed >>> 32) * slices >>> 32;
    }

    private long fold(long tag) {
        return bits == 0 ? 0 : tag * GOLDEN >>> 64 - bits;
    }
}
