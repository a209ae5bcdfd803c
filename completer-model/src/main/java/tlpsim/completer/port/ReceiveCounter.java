package tlpsim.completer.port;

/** Indexes of a receiving port's counters. */
public final class ReceiveCounter {
    /** Time that writes waited for a place in the completer's pool of posted writes. */
    public static final int POOL_WAIT_PS = 0;
    /** Time that finished writes waited for earlier ones of their port to become visible. */
    public static final int ORDERING_WAIT_PS = 1;
    /** Writes that waited so. */
    public static final int ORDERING_WAITS = 2;

    public static final int WRITES = 3;
    public static final int READS = 4;
    /** Writes and reads that the port rejected. Those that the path before it lost are in {@link PathTable} alone. */
    public static final int LOST = 5;

    public static final int INTERRUPTS = 6;
    /** Latency from arrival to visibility, summed over writes. */
    public static final int VISIBLE_DELAY_PS = 7;

    /** Requests whose address was looked up among the cached translations, and those of them that were not there. */
    public static final int IOTLB_LOOKUPS = 8;

    public static final int IOTLB_MISSES = 9;
    /** Time that requests waited for their translation. */
    public static final int IOTLB_WAIT_PS = 10;

    /** From a read's arrival to the departure of its completion, summed over reads. */
    public static final int READ_DELAY_PS = 11;

    public static final int COUNT = 12;

    private ReceiveCounter() {}
}
