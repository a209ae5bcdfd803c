package tlpsim.completer.cache;

/**
 * One cache level with exact state. Lines are named by line number (byte address / 64), below {@link #lineLimit()}.
 *
 * <p>Not thread safe: owned by the Memory process. No call allocates.
 */
public abstract class SetAssociativeCache {
    /** The line differs from memory and must be written back when it is evicted. */
    public static final int DIRTY = 1;
    /** The line was written by a device and no consumer has read it since. */
    public static final int UNREAD = 2;
    /** Width of the flags in the value that {@link #insert} returns. */
    public static final int FLAG_BITS = 2;
    /** What look-ups return for an absent line, and {@link #insert} where nothing was evicted. */
    public static final int ABSENT = -1;

    private static final int HIT = ABSENT - 1;
    static final int FLAGS = (1 << FLAG_BITS) - 1;

    final CacheGeometry geometry;
    final SetIndex index;
    private int highestFirstMask;

    SetAssociativeCache(CacheGeometry geometry) {
        this.geometry = geometry;
        this.index = new SetIndex(geometry);
    }

    /**
     * Looks a line up as an access does: a hit updates the replacement state, then clears and sets flags.
     *
     * @return the flags before the change, or {@link #ABSENT}
     */
    public abstract int access(long line, int clearFlags, int setFlags);

    /** The flags of a line, or {@link #ABSENT}; changes nothing. */
    public abstract int peek(long line);

    /**
     * Allocates an absent line in one of the ways of {@code wayMask} (bit i = way i; at least one of the low {@code ways()} bits) and
     * makes it the most recent. A free way of the mask is taken first, the lowest unless {@link #fillHighestFirst} says otherwise.
     *
     * @return {@code victimLine << FLAG_BITS | victimFlags}, or {@link #ABSENT} where a way was free
     */
    public abstract long insert(long line, int flags, int wayMask);

    /**
     * {@link #access} with {@code setFlags} and no flag cleared; where the line is absent, {@link #insert} with the same flags.
     *
     * @return on a hit a value below {@link #ABSENT} (see {@link #isHit}, {@link #hitFlags}), else what {@code insert} returns
     */
    public abstract long accessOrInsert(long line, int setFlags, int wayMask);

    /**
     * {@link #accessOrInsert} for a caller that does not ask which line was evicted, which is cheaper: in place of victim line and flags it returns the
     * victim's flags alone.
     */
    public abstract long accessOrInsertForFlags(long line, int setFlags, int wayMask);

    /** Invalidates a line. @return its flags, or {@link #ABSENT} */
    public abstract int remove(long line);

    /** Changes the flags of a present line without an access. @return the flags before, or {@link #ABSENT} */
    public abstract int changeFlags(long line, int clearFlags, int setFlags);

    /** The line that a way of a set holds, or {@link #ABSENT}. */
    public abstract long lineAt(int set, int way);

    /** Number of valid lines of a set. */
    public abstract int occupancy(int set);

    /** First line number beyond those the tags can tell apart. */
    public abstract long lineLimit();

    /** Brings the state of the line's set into the processor's cache. The result means nothing but must be used, or the load is dropped. */
    public abstract long touchAhead(long line);

    /** True if {@link #accessOrInsert} found the line. */
    public static boolean isHit(long result) {
        return result < ABSENT;
    }

    /** The flags before the access, of a result for which {@link #isHit} holds. */
    public static int hitFlags(long result) {
        return (int) (HIT - result);
    }

    /** The evicted line of a result that is 0 or more. */
    public static long victimLine(long result) {
        return result >>> FLAG_BITS;
    }

    /** The evicted line's flags of a result that is 0 or more. */
    public static int victimFlags(long result) {
        return (int) result & FLAGS;
    }

    static long hit(int flags) {
        return (long) HIT - flags;
    }

    /**
     * Allocations whose mask equals this one fill free ways from the highest index down, as the I/O ways of a DDIO processor do
     * (order of filling: Double Trouble, USENIX Security 2022). 0, the default, matches none.
     */
    public final void fillHighestFirst(int wayMask) {
        highestFirstMask = wayMask & geometry.allWays();
    }

    final int freeWay(int freeWays, int wayMask) {
        return wayMask == highestFirstMask
                ? 31 - Integer.numberOfLeadingZeros(freeWays)
                : Integer.numberOfTrailingZeros(freeWays);
    }

    public final CacheGeometry geometry() {
        return geometry;
    }

    /** Number of ways; masks use the low {@code ways()} bits. */
    public final int ways() {
        return geometry.ways();
    }

    /** Number of sets. */
    public final int sets() {
        return geometry.sets();
    }

    /** The set a line falls into, 0 to {@code sets() - 1}. */
    public final int setOf(long line) {
        return (int) index.set(line);
    }

    /**
     * How many low bits of a line number are bits of its set's number whatever the bits above them are: lines that differ in one of these share no set.
     * 0 where a hash spreads over all bits of the set, or there is one set.
     */
    public final int plainSetBits() {
        return index.plainBits();
    }

    /** False where the set's number is a hash of all bits of the line. */
    public final boolean isSetByAddressBits() {
        return geometry.index().kind() != SetIndexPolicy.Kind.XOR_HASH;
    }

    /** Number of valid lines. */
    public final long occupancy() {
        long lines = 0;
        for (int set = 0; set < sets(); set++) {
            lines += occupancy(set);
        }
        return lines;
    }
}
