package tlpsim.completer.consumer;

import tlpsim.core.fabric.QueueLayout;
import tlpsim.core.pipeline.FeedbackLayout;
import tlpsim.core.pipeline.MessageRing;

/**
 * The receive buffers of queues whose driver takes them from a pool: which are posted, which packets have finished one, and when it goes back. The driver posts another
 * buffer as soon as one is finished; the finished one is free when its packets have been given up. Owned by the Memory process; allocates nothing after set-up.
 */
final class ReceiveBuffers {
    private final QueueTable queues;
    private final BufferPool[] pools;
    private final MessageRing feedback;
    /** By queue: descriptors whose buffers are finished. */
    private final long[] open;
    /** By queue: the buffers of descriptors that are finished and not free, oldest first. */
    private final int[][] finished;

    private final long[] finishedCount;
    private final long[] freedCount;

    ReceiveBuffers(ConsumerParts parts, QueueTable queues, MessageRing feedback) {
        this.queues = queues;
        this.feedback = feedback;
        pools = new BufferPool[queues.queues()];
        open = new long[queues.queues()];
        finished = new int[queues.queues()][];
        finishedCount = new long[queues.queues()];
        freedCount = new long[queues.queues()];
        for (DeliveryConfig delivery : parts.deliveries()) {
            BufferConfig config = delivery.pool();
            if (config.isPooled()) {
                int used = 0;
                for (int queue = config.firstQueue(); queue < config.firstQueue() + config.queues(); queue++) {
                    used = queues.fillFromPool(queue, used);
                    finished[queue] = new int[config.buffers()];
                }
                BufferPool pool = new BufferPool(config.buffers(), used, parts.cores(), config.cache());
                for (int queue = config.firstQueue(); queue < config.firstQueue() + config.queues(); queue++) {
                    pools[queue] = pool;
                }
            }
        }
    }

    boolean isPooled(int queue) {
        return pools[queue] != null;
    }

    /** The driver takes a unit from the ring. @return how many buffers are finished with it, for which others are to be posted */
    int take(int queue, long unit) {
        QueueLayout layout = queues.layout(queue);
        if (layout.strides() == 1) {
            finish(queue);
            return 1;
        }
        long before = finishedCount[queue];
        long base = queues.stridedBase(queue, unit);
        if (base < 0) {
            return 0;
        }
        // What the device skipped or lost is finished with what came before.
        for (int left = layout.descriptors(); left > 0 && postedBase(queue) != base; left--) {
            finish(queue);
        }
        if (queues.fillsBuffer(queue, unit)) {
            finish(queue);
        }
        return (int) (finishedCount[queue] - before);
    }

    /** Where the buffer begins that is the next to be finished. */
    private long postedBase(int queue) {
        QueueLayout layout = queues.layout(queue);
        return layout.poolAddress(queues.poolBuffer(queue, open[queue])) - layout.bufferOffsetBytes();
    }

    private void finish(int queue) {
        finished[queue][(int) (finishedCount[queue]++ % finished[queue].length)] =
                queues.poolBuffer(queue, open[queue]++);
    }

    /** Buffers finished so far. */
    long finishedCount(int queue) {
        return finishedCount[queue];
    }

    /** Buffers that were finished before the first {@code count} were have no packets any more: they go back to the pool. */
    void free(int core, int queue, long count) {
        while (freedCount[queue] < count) {
            int buffer = finished[queue][(int) (freedCount[queue]++ % finished[queue].length)];
            pools[queue].giveBack(core, buffer);
        }
    }

    /** Puts {@code count} buffers of the pool into the receive ring from descriptor {@code from} on. */
    void refill(int core, int queue, long from, int count) {
        post(pools[queue], queues, feedback, core, queue, from, count);
    }

    static void post(
            BufferPool pool, QueueTable queues, MessageRing feedback, int core, int queue, long from, int count) {
        for (long descriptor = from; descriptor < from + count; descriptor++) {
            int buffer = pool.take(core);
            queues.poolBuffer(queue, descriptor, buffer);
            feedback.send(
                    FeedbackLayout.head(FeedbackLayout.DESCRIPTOR, queue), 0, FeedbackLayout.descriptor(buffer, 0), 0);
        }
    }
}
