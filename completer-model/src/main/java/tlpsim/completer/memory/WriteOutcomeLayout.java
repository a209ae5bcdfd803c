package tlpsim.completer.memory;

/**
 * What a device write of one line did, as one small {@code int}: {@code found << 2 | landed}.
 *
 * <p>{@code found} is where the line was (the columns of {@link DeviceWritePolicy}), {@code landed} is where the data
 * is now. ItoM (full line) and ItoMCacheNear or RFO (partial line) hit or miss by {@code found} alone.
 */
public final class WriteOutcomeLayout {
    /** Found: in no cache. */
    public static final int FOUND_NOWHERE = 0;
    /** Found: in the L2 that the placement names. */
    public static final int FOUND_TARGET_L2 = 1;
    /** Found: in any other L2; without a target in the placement, in any L2. */
    public static final int FOUND_OTHER_L2 = 2;
    /** Found: in the LLC of the write's domain, where an earlier device write allocated it. */
    public static final int FOUND_LLC_IO_WAY = 3;
    /** Found: in the LLC of the write's domain, where a core's traffic put it. */
    public static final int FOUND_LLC_OTHER_WAY = 4;
    /** Found: in the LLC of another domain. */
    public static final int FOUND_REMOTE_LLC = 5;

    public static final int FOUND_COUNT = 6;

    /** Landed: in DRAM, and in no cache. */
    public static final int LANDED_MEMORY = 0;
    /** Landed: in an LLC. */
    public static final int LANDED_LLC = 1;
    /** Landed: in the L2 that the placement names. */
    public static final int LANDED_TARGET_L2 = 2;
    /** Landed: in an L2 that the placement does not name. */
    public static final int LANDED_OTHER_L2 = 3;

    public static final int LANDED_BITS = 2;
    /** Outcomes are 0 to {@code COUNT - 1}. */
    public static final int COUNT = FOUND_COUNT << LANDED_BITS;

    public static final int WRITE_MEMORY = FOUND_NOWHERE << LANDED_BITS | LANDED_MEMORY;
    public static final int WRITE_ALLOC_LLC = FOUND_NOWHERE << LANDED_BITS | LANDED_LLC;
    public static final int WRITE_ALLOC_L2 = FOUND_NOWHERE << LANDED_BITS | LANDED_TARGET_L2;
    public static final int WRITE_HIT_TARGET_L2 = FOUND_TARGET_L2 << LANDED_BITS | LANDED_TARGET_L2;
    public static final int WRITE_HIT_OTHER_L2 = FOUND_OTHER_L2 << LANDED_BITS | LANDED_OTHER_L2;
    public static final int WRITE_HIT_OTHER_L2_TO_LLC = FOUND_OTHER_L2 << LANDED_BITS | LANDED_LLC;
    public static final int WRITE_HIT_OTHER_L2_TO_MEMORY = FOUND_OTHER_L2 << LANDED_BITS | LANDED_MEMORY;
    public static final int WRITE_HIT_LLC_IO = FOUND_LLC_IO_WAY << LANDED_BITS | LANDED_LLC;
    public static final int WRITE_HIT_LLC_OTHER = FOUND_LLC_OTHER_WAY << LANDED_BITS | LANDED_LLC;

    private static final String[] FOUND_NAMES = {
        "miss", "hit_target_l2", "hit_other_l2", "hit_llc_io_way", "hit_llc_other_way", "hit_remote_llc"
    };
    private static final String[] LANDED_NAMES = {"memory", "llc", "target_l2", "other_l2"};

    private WriteOutcomeLayout() {}

    public static int outcome(int found, int landed) {
        return found << LANDED_BITS | landed;
    }

    public static int found(int outcome) {
        return outcome >> LANDED_BITS;
    }

    public static int landed(int outcome) {
        return outcome & ((1 << LANDED_BITS) - 1);
    }

    /** Whether the line was in any cache of the host. */
    public static boolean isHit(int outcome) {
        return outcome >= 1 << LANDED_BITS;
    }

    /** As used in counter names, for example {@code hit_other_l2_to_llc}. */
    public static String name(int outcome) {
        return FOUND_NAMES[found(outcome)] + "_to_" + LANDED_NAMES[landed(outcome)];
    }

    /** As used in reports, for example {@code hit_other_l2}. */
    public static String foundName(int found) {
        return FOUND_NAMES[found];
    }
}
