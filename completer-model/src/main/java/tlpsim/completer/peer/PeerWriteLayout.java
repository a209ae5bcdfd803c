package tlpsim.completer.peer;

/** What a device write of one line did at a peer, as one small {@code int}: {@code found << 1 | landed}. */
public final class PeerWriteLayout {
    public static final int MISS_TO_MEMORY = 0;
    public static final int MISS_TO_CACHE = 1;
    public static final int HIT_TO_MEMORY = 2;
    public static final int HIT_TO_CACHE = 3;

    /** Outcomes are 0 to {@code COUNT - 1}. */
    public static final int COUNT = 4;

    private static final String[] NAMES = {"miss_to_memory", "miss_to_cache", "hit_to_memory", "hit_to_cache"};

    private PeerWriteLayout() {}

    static int outcome(boolean found, boolean cached) {
        return (found ? HIT_TO_MEMORY : MISS_TO_MEMORY) + (cached ? 1 : 0);
    }

    /** True where the line went into the cache. */
    public static boolean isCached(int outcome) {
        return (outcome & 1) != 0;
    }

    public static String name(int outcome) {
        return NAMES[outcome];
    }
}
