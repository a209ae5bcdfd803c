package tlpsim.completer.consumer;

/**
 * The pool that receive buffers of a workload come from.
 *
 * @param firstQueue global id of the workload's queue 0
 * @param queues     of the workload, which share the pool
 * @param buffers    of the pool; 0 where buffer i of a ring belongs to its descriptor i
 * @param cache      buffers that a core keeps to itself, last in, first out; 0 for one first-in, first-out pool
 */
public record BufferConfig(int firstQueue, int queues, int buffers, int cache) {
    /** No pool. */
    static final BufferConfig RING = new BufferConfig(0, 0, 0, 0);

    boolean isPooled() {
        return buffers > 0;
    }
}
