package tlpsim.core.fabric;

import tlpsim.core.random.SequentialStream;

/**
 * Where the buffers of a pool lie that software takes first, second and so on: in order of address, or in runs of such, which come in random order, as after
 * a time in which caches of buffers have traded with the pool in bulk. A run at the end that is not full comes last. Immutable.
 */
public final class PoolOrder {
    /** The first buffer lies first. */
    public static final PoolOrder IN_ORDER = new PoolOrder(1, new int[0]);

    private final int run;
    /** By run as software takes them: which one it is by address. */
    private final int[] runs;

    private PoolOrder(int run, int[] runs) {
        this.run = run;
        this.runs = runs;
    }

    /**
     * @param run buffers of a run, 0 for all in order
     */
    public static PoolOrder drawn(int buffers, int run, SequentialStream random) {
        if (run == 0) {
            return IN_ORDER;
        }
        int[] runs = new int[buffers / run];
        for (int i = 0; i < runs.length; i++) {
            int j = random.nextBounded(i + 1);
            runs[i] = runs[j];
            runs[j] = i;
        }
        return new PoolOrder(run, runs);
    }

    /** Place by address of the buffer that software knows as {@code index}. */
    long place(long index) {
        int at = (int) (index / run);
        return at < runs.length ? (long) runs[at] * run + index % run : index;
    }
}
