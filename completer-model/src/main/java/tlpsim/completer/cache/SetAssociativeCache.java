package tlpsim.completer.cache;

/**
 * One cache level with exact state. Lines are named by line number (byte address / 64).
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

    /**
     * Looks a line up as an access does: a hit updates the replacement state, then clears and sets flags.
     *
     * @return the flags before the change, or {@link #ABSENT}
     */
    public abstract int access(long line, int clearFlags, int setFlags);

    /** The flags of a line, or {@link #ABSENT}; changes nothing. */
    public abstract int peek(long line);

    /**
     * Allocates an absent line in one of the ways of {@code wayMask} (bit i = way i) and makes it the most recent.
     *
     * @return {@code victimLine << FLAG_BITS | victimFlags}, or {@link #ABSENT} where a way was free
     */
    public abstract long insert(long line, int flags, int wayMask);

    /** Invalidates a line. @return its flags, or {@link #ABSENT} */
    public abstract int remove(long line);

    /** Number of ways; masks use the low {@code ways()} bits. */
    public abstract int ways();

    /** Number of sets. */
    public abstract int sets();

    /** The set a line falls into, 0 to {@code sets() - 1}. */
    public abstract int setOf(long line);
}
