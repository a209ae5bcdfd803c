package tlpsim.completer.consumer;

/** Indexes of the counters of a neighbour, summed over its cores. */
public final class NeighbourCounter {
    public static final int ACCESSES = 0;
    /** Of these: served by the core's own L2. */
    public static final int L2_HITS = 1;
    /** Of these: served by DRAM. */
    public static final int LLC_MISSES = 2;
    /** Time in which cores waited for memory. */
    public static final int STALL_PS = 3;

    public static final int COUNT = 4;

    private NeighbourCounter() {}
}
