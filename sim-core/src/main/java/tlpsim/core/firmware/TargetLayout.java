package tlpsim.core.firmware;

/** What a steering tag names at a host, as one {@code int}: {@code index << 2 | kind}, or {@link #UNKNOWN}. */
public final class TargetLayout {
    /** The tag names nothing. */
    public static final int UNKNOWN = -1;

    public static final int KIND_CORE = 0;
    public static final int KIND_CLUSTER = 1;
    public static final int KIND_SOCKET = 2;
    public static final int KIND_BITS = 2;

    private TargetLayout() {}

    /** @param kind KIND_CORE, KIND_CLUSTER or KIND_SOCKET */
    public static int of(int kind, int index) {
        return index << KIND_BITS | kind;
    }

    public static int core(int core) {
        return core << KIND_BITS | KIND_CORE;
    }

    public static int cluster(int cluster) {
        return cluster << KIND_BITS | KIND_CLUSTER;
    }

    public static int socket(int socket) {
        return socket << KIND_BITS | KIND_SOCKET;
    }

    public static int kind(int target) {
        return target & ((1 << KIND_BITS) - 1);
    }

    public static int index(int target) {
        return target >> KIND_BITS;
    }
}
