package tlpsim.completer.memory;

import tlpsim.core.pipeline.AccessKind;

/**
 * Who accesses a line and what for, as one {@code int}: {@code owner << 5 | purpose}. Where only some sets are simulated, lines of one group and one core
 * behave alike ({@link HostMemory#group}).
 *
 * <p>The owner is a flow; neighbours have numbers of their own.
 */
public final class AccessGroupLayout {
    private static final int OWNER_SHIFT = 5;
    /** Purposes are below. */
    static final int PURPOSES = 1 << OWNER_SHIFT;

    /** A bit per kind of what devices and software tell each other, in rings: of few lines, used again and again. */
    private static final int CONTROL = 1 << AccessKind.DESCRIPTOR.ordinal()
            | 1 << AccessKind.COMPLETION.ordinal()
            | 1 << AccessKind.TRANSMIT_DESCRIPTOR.ordinal()
            | 1 << AccessKind.TRANSMIT_COMPLETION.ordinal();

    private static final int CORE_DATA = 16;
    private static final int PREFETCHES = 19;
    private static final int STORES = 20;
    private static final int POPULAR = 21;
    /** Popularity classes of a working set. */
    private static final int POPULARITIES = PURPOSES - POPULAR;

    /** Ranks of the most popular class; each further class has twice the ranks of all before it. */
    private static final int FIRST_CLASS_BITS = 6;

    private static final int OWNER_MASK = (1 << 16) - 1;

    private AccessGroupLayout() {}

    /** Lines that a device writes or reads. @param kind code of an access kind, 0 to 15 */
    public static int device(int flow, int kind) {
        return flow << OWNER_SHIFT | kind;
    }

    static int purpose(int group) {
        return group & PURPOSES - 1;
    }

    /** Whether a device's descriptors or completion entries. */
    static boolean isControl(int group) {
        return (CONTROL >>> purpose(group) & 1) != 0;
    }

    /** Device-written lines that a core reads. @param kind 0 to 2 */
    public static int coreData(int flow, int kind) {
        return flow << OWNER_SHIFT | CORE_DATA | kind;
    }

    /** Lines that a core fetches before it is asked to. */
    public static int prefetches(int flow) {
        return flow << OWNER_SHIFT | PREFETCHES;
    }

    /** Lines that a core writes. */
    public static int stores(int flow) {
        return flow << OWNER_SHIFT | STORES;
    }

    /** A core's own data. @param rank 0 = the line that is used most often; 0 where all are used equally often */
    public static int workingSet(int owner, long rank) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(rank >>> FIRST_CLASS_BITS);
        return owner << OWNER_SHIFT | POPULAR + Math.min(bits, POPULARITIES - 1);
    }

    /** The owner of a neighbour's accesses. */
    public static int neighbour(int neighbour) {
        return OWNER_MASK - neighbour;
    }
}
