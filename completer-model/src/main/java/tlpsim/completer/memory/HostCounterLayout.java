package tlpsim.completer.memory;

/**
 * Indices into the counters of {@link HostMemory}. Every counter counts 64-byte lines since construction.
 *
 * <p>The five blocks at the front hold one counter per outcome; the rest stand alone.
 */
public final class HostCounterLayout {
    /** Full-line device writes (ItoM) by {@link WriteOutcomeLayout}. */
    public static final int WRITE_FULL = 0;
    /** Partial-line device writes (ItoMCacheNear, RFO) by {@link WriteOutcomeLayout}. */
    public static final int WRITE_PARTIAL = WRITE_FULL + WriteOutcomeLayout.COUNT;
    /** Device reads (PCIRdCur) by {@link ReadOutcomeLayout}. */
    public static final int DEVICE_READ = WRITE_PARTIAL + WriteOutcomeLayout.COUNT;
    /** Core loads by {@link ReadOutcomeLayout}. */
    public static final int CORE_READ = DEVICE_READ + ReadOutcomeLayout.COUNT;
    /** Core stores by {@link ReadOutcomeLayout}. */
    public static final int CORE_WRITE = CORE_READ + ReadOutcomeLayout.COUNT;

    /** DRAM reads for device reads that missed, and fetches for partial writes that missed. */
    public static final int DRAM_READ_DEVICE = CORE_WRITE + ReadOutcomeLayout.COUNT;
    /** DRAM reads for core loads and stores that missed. */
    public static final int DRAM_READ_CORE = DRAM_READ_DEVICE + 1;
    /** DRAM writes that device writes made directly (bypass). */
    public static final int DRAM_WRITE_DEVICE = DRAM_READ_CORE + 1;
    /** Write-backs of lines whose last writer was not a device. */
    public static final int DRAM_WRITE_BACK_OTHER = DRAM_WRITE_DEVICE + 1;
    /** Write-backs of lines whose last writer was a device. Follows {@link #DRAM_WRITE_BACK_OTHER}. */
    public static final int DRAM_WRITE_BACK_IO = DRAM_WRITE_BACK_OTHER + 1;

    /** Device-written lines that left the hierarchy for DRAM before anyone read them. */
    public static final int UNREAD_TO_DRAM = DRAM_WRITE_BACK_IO + 1;
    /** Device-written lines evicted from an L2 before anyone read them. */
    public static final int UNREAD_FROM_L2 = UNREAD_TO_DRAM + 1;
    /** Device-written lines that a device overwrote in a cache before anyone read them. */
    public static final int UNREAD_OVERWRITTEN = UNREAD_FROM_L2 + 1;

    /** Lines evicted from an L2. */
    public static final int L2_VICTIMS = UNREAD_OVERWRITTEN + 1;
    /** Lines evicted from an L2 that the LLC took (victim role: allocated; inclusive role: merged). */
    public static final int L2_VICTIMS_TO_LLC = L2_VICTIMS + 1;
    /** Lines evicted from an LLC. */
    public static final int LLC_VICTIMS = L2_VICTIMS_TO_LLC + 1;
    /** Lines that an LLC victim took out of an L2 (inclusive role). */
    public static final int BACK_INVALIDATIONS = LLC_VICTIMS + 1;

    /** Device writes that updated a cached line where it was. */
    public static final int IN_PLACE = BACK_INVALIDATIONS + 1;
    /** Device writes that took a line from one cache and put it into another, or elsewhere in the same one. */
    public static final int MOVES = IN_PLACE + 1;
    /** Device writes that took a line from a cache and left it in none, and buffers dropped by software. */
    public static final int INVALIDATIONS = MOVES + 1;
    /** Stash requests that the target core took. */
    public static final int STASH_ACCEPTED = INVALIDATIONS + 1;
    /** Stash requests that the target core refused: the line stayed in the LLC. */
    public static final int STASH_REFUSED = STASH_ACCEPTED + 1;

    /** Lines that left an L2 because their entry of the snoop filter went to another; {@link #L2_VICTIMS} has them too. */
    public static final int SNOOP_FILTER_VICTIMS = STASH_REFUSED + 1;

    /** Device-written lines that left the hierarchy for DRAM after somebody had read them: dead, if nobody does again. */
    public static final int READ_TO_DRAM = SNOOP_FILTER_VICTIMS + 1;
    /** Dirty lines that software dropped: what would have been written back, sooner or later, never is. */
    public static final int DROPPED_DIRTY = READ_TO_DRAM + 1;

    /** Of {@link #STASH_REFUSED}: the core had too many lines to fill already. */
    public static final int STASH_BUSY = DROPPED_DIRTY + 1;

    public static final int COUNT = STASH_BUSY + 1;

    private static final String[] SINGLE_NAMES = {
        "dram_read_device",
        "dram_read_core",
        "dram_write_device",
        "dram_write_back_other",
        "dram_write_back_io",
        "unread_to_dram",
        "unread_from_l2",
        "unread_overwritten",
        "l2_victims",
        "l2_victims_to_llc",
        "llc_victims",
        "back_invalidations",
        "in_place",
        "moves",
        "invalidations",
        "stash_accepted",
        "stash_refused",
        "snoop_filter_victims",
        "read_to_dram",
        "dropped_dirty",
        "stash_busy"
    };

    private HostCounterLayout() {}

    /** Lines read from DRAM. @param counters a snapshot */
    public static long dramReadLines(long[] counters) {
        return counters[DRAM_READ_DEVICE] + counters[DRAM_READ_CORE];
    }

    /** Lines written to DRAM. @param counters a snapshot */
    public static long dramWriteLines(long[] counters) {
        return counters[DRAM_WRITE_DEVICE] + counters[DRAM_WRITE_BACK_OTHER] + counters[DRAM_WRITE_BACK_IO];
    }

    /** The name of a counter in results, for example {@code write_full.miss_to_llc} or {@code core_read.dram}. */
    public static String name(int counter) {
        if (counter < WRITE_PARTIAL) {
            return "write_full." + WriteOutcomeLayout.name(counter - WRITE_FULL);
        }
        if (counter < DEVICE_READ) {
            return "write_partial." + WriteOutcomeLayout.name(counter - WRITE_PARTIAL);
        }
        if (counter < CORE_READ) {
            return "device_read." + ReadOutcomeLayout.name(counter - DEVICE_READ);
        }
        if (counter < CORE_WRITE) {
            return "core_read." + ReadOutcomeLayout.name(counter - CORE_READ);
        }
        if (counter < DRAM_READ_DEVICE) {
            return "core_write." + ReadOutcomeLayout.name(counter - CORE_WRITE);
        }
        return SINGLE_NAMES[counter - DRAM_READ_DEVICE];
    }
}
