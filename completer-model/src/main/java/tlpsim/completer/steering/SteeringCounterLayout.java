package tlpsim.completer.steering;

/** Indices into the counters of {@link SteeringPolicy}; each counts requests, and each request is counted once. */
public final class SteeringCounterLayout {
    /** No hint, TH=0. */
    public static final int UNHINTED = 0;
    /** TH=1 with tag 0: no steering preference. */
    public static final int PH_ONLY = 1;
    /** A tag that names the consumer's core, cluster or socket. */
    public static final int TAGGED = 2;
    /** A tag that this root port's firmware never gave out: treated as tag 0. */
    public static final int UNKNOWN = 3;
    /** A tag that names another core than the consumer's, because two targets share it. */
    public static final int ALIASED = 4;
    /**
     * A tag that names another core than the consumer's, and is not shared: the consumer has moved, or the tag is
     * wrong.
     */
    public static final int STALE = 5;

    public static final int COUNT = 6;

    private static final String[] NAMES = {"unhinted", "ph_only", "tagged", "unknown", "aliased", "stale"};

    private SteeringCounterLayout() {}

    public static String name(int counter) {
        return NAMES[counter];
    }
}
