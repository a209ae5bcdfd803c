package tlpsim.completer.memory;

/**
 * Where the completer means to put a device write, as one {@code int}: {@code index << 3 | kind}.
 *
 * <p>The kind selects a row of {@link DeviceWritePolicy}; the index is a core or an LLC domain. Kinds without a target
 * have index 0, so that {@link #NONE}, {@link #BYPASS} and {@link #RETAIN} are complete placements.
 */
public final class PlacementLayout {
    /** No hint: the platform's default for device writes. */
    public static final int NONE = 0;
    /** The data is not worth a place in a cache. */
    public static final int BYPASS = 1;
    /** As {@link #NONE}, but an allocation may use the CPU's ways beside the I/O ways. */
    public static final int RETAIN = 2;
    /** Into the L2 of core {@code index}. */
    public static final int KIND_L2 = 3;
    /** Into the I/O ways of LLC domain {@code index}. */
    public static final int KIND_LLC = 4;
    /** Into the LLC, from where core {@code index} is asked to pull the line into its L2. */
    public static final int KIND_STASH = 5;

    public static final int KINDS = 6;
    public static final int KIND_BITS = 3;
    public static final int KIND_MASK = (1 << KIND_BITS) - 1;

    private PlacementLayout() {}

    public static int l2OfCore(int core) {
        return core << KIND_BITS | KIND_L2;
    }

    public static int llcOfDomain(int domain) {
        return domain << KIND_BITS | KIND_LLC;
    }

    public static int stashToCore(int core) {
        return core << KIND_BITS | KIND_STASH;
    }

    public static int kind(int placement) {
        return placement & KIND_MASK;
    }

    /** The core ({@link #KIND_L2}, {@link #KIND_STASH}) or the LLC domain ({@link #KIND_LLC}). */
    public static int index(int placement) {
        return placement >>> KIND_BITS;
    }
}
