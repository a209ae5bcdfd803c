package tlpsim.completer.peer;

import tlpsim.core.vfio.PeerTagUse.Fate;

/** Indexes of a peer's counters; those of its receiving port are apart. Lines are of 64 bytes. */
public final class PeerCounter {
    /** Lines that devices wrote into the cache. */
    public static final int LINES_TO_CACHE = 0;
    /** Lines that devices wrote to memory. */
    public static final int LINES_TO_MEMORY = 1;
    /** Of both, lines that were in the cache before. */
    public static final int LINES_FOUND = 2;

    public static final int MEMORY_READ_BYTES = 3;
    public static final int MEMORY_WRITE_BYTES = 4;
    /** Lines that engines read from the cache. */
    public static final int ENGINE_HITS = 5;
    /** Lines that engines read from memory; they stay in the cache. */
    public static final int ENGINE_MISSES = 6;
    /** Lines that devices read from the cache. */
    public static final int DEVICE_HITS = 7;
    /** Lines that devices read from memory; they stay there. */
    public static final int DEVICE_MISSES = 8;
    /** Lines that left the cache for another. */
    public static final int EVICTIONS = 9;
    /** Of these, lines that had to be written to memory. */
    public static final int DIRTY_EVICTIONS = 10;
    /** Of these, lines that a device wrote and nobody had read. */
    public static final int EVICTED_UNREAD = 11;
    /** Lines that left the cache because memory got a newer copy. */
    public static final int INVALIDATIONS = 12;
    /** Writes whose tag was to name an operation and did not do so when it came. */
    public static final int WRONG_OPERATIONS = 13;
    /** From here on, by {@code PeerTagUse.Fate}: writes that came with a tag or should have; together all of those. */
    public static final int FATES = 14;

    public static final int COUNT = FATES + Fate.values().length;

    private PeerCounter() {}
}
