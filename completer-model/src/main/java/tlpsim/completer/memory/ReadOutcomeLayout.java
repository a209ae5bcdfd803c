package tlpsim.completer.memory;

/**
 * Where a read (or a core's store, which reads for ownership) found its line, nearest first.
 *
 * <p>Near and far are seen from the reading core's LLC domain; for a device, from the line's home domain.
 */
public final class ReadOutcomeLayout {
    /** The reading core's own L2. Never for a device. */
    public static final int READ_L2 = 0;
    /** The LLC of the same domain. */
    public static final int READ_LLC_LOCAL = 1;
    /** Another core's L2 in the same domain. */
    public static final int READ_L2_SIBLING = 2;
    /** The LLC of another domain. */
    public static final int READ_LLC_REMOTE = 3;
    /** An L2 in another domain. */
    public static final int READ_L2_REMOTE = 4;
    /** No cache. */
    public static final int READ_DRAM = 5;

    /** Outcomes are 0 to {@code COUNT - 1}. */
    public static final int COUNT = 6;

    private static final String[] NAMES = {"l2", "llc_local", "l2_sibling", "llc_remote", "l2_remote", "dram"};

    private ReadOutcomeLayout() {}

    public static String name(int outcome) {
        return NAMES[outcome];
    }
}
