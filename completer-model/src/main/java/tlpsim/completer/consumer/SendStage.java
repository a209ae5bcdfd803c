package tlpsim.completer.consumer;

import java.util.Arrays;
import tlpsim.core.fabric.QueueLayout;
import tlpsim.core.pipeline.EventHeap;
import tlpsim.core.pipeline.FeedbackLayout;
import tlpsim.core.pipeline.MessageRing;

/**
 * What cores do to send: take a buffer of the pool, write the packet, write its descriptor, ring the doorbell for a batch; and, when enough packets are
 * reported as sent or the ring is full, read the completion entries and free the buffers. What is forwarded keeps the buffer into which it was received.
 *
 * <p>Cores write packets and descriptors at no cost, as all stores; entries are waited for. A doorbell is rung for a full batch, and for what there is when
 * a core turns away from the queue. Owned by the Memory process.
 */
final class SendStage {
    private static final byte NOTHING = 0;
    private static final byte SOURCE = 1;
    private static final byte FORWARD = 2;
    private static final long NEVER = Long.MAX_VALUE;
    private static final long NOT_BLOCKED = -1;
    private static final int MILLION = 1_000_000;

    private final QueueTable queues;
    private final ConsumerConfig[] consumers;
    private final SendConfig[] configs;
    /** By queue: what it sends. */
    private final byte[] mode;

    private final SendTable table;
    private final BufferPool[] pools;
    private final CoreReads reads;
    private final int parallelReads;
    private final EventHeap agenda;
    private final MessageRing feedback;
    private final long doorbellPs;
    private final long[][] counters;
    /** By queue: since when a packet has waited for room in the ring. */
    private final long[] blockedSincePs;

    SendStage(
            ConsumerParts parts,
            QueueTable queues,
            CoreReads reads,
            ConsumerStage.ConsumerEdges edges,
            long[][] counters) {
        this.queues = queues;
        this.consumers = parts.configs();
        this.configs = parts.sends().configs();
        this.table = new SendTable(parts.sends().rings());
        this.reads = reads;
        this.parallelReads = edges.timing().parallelReads();
        this.agenda = edges.agenda();
        this.feedback = edges.feedback();
        this.doorbellPs = edges.doorbellPs();
        this.counters = counters;
        pools = new BufferPool[configs.length];
        blockedSincePs = new long[queues.queues()];
        mode = new byte[queues.queues()];
        Arrays.fill(blockedSincePs, NOT_BLOCKED);
        for (int workload = 0; workload < configs.length; workload++) {
            if (configs[workload] != null) {
                pools[workload] = pool(configs[workload], parts.cores());
            }
        }
    }

    private BufferPool pool(SendConfig config, int cores) {
        int used = 0;
        for (int queue = config.firstQueue(); queue < config.firstQueue() + config.queues(); queue++) {
            mode[queue] = config.forwards() ? FORWARD : SOURCE;
            if (config.forwards()) {
                used = queues.fillFromPool(queue, used);
            }
        }
        return new BufferPool(config.poolBuffers(), used, cores, config.poolCache());
    }

    /** Puts the first packet of each source into the agenda, as {@code event} with the workload above. */
    void start(int rank, long event, int shift) {
        for (int workload = 0; workload < configs.length; workload++) {
            if (configs[workload] != null && !configs[workload].forwards()) {
                scheduleNext(workload, rank, event, shift);
            }
        }
    }

    private void scheduleNext(int workload, int rank, long event, int shift) {
        SendConfig config = configs[workload];
        SendSource source = config.source();
        if (source.advance()) {
            int core = queues.core(config.firstQueue() + source.queue());
            agenda.add(source.duePs(), rank, core, (long) workload << shift | event);
        }
    }

    /** The packet that the source of a workload has announced is due; the next one goes into the agenda. @return its queue */
    int onDue(long timePs, int workload, int rank, long event, int shift) {
        SendConfig config = configs[workload];
        int queue = config.firstQueue() + config.source().queue();
        long[] ofCore = counters[queues.core(queue)];
        ofCore[CoreCounter.SENDS_DUE]++;
        if (!table.addDue(queue, timePs, config.source().bytes())) {
            ofCore[CoreCounter.SENDS_REFUSED]++;
        }
        scheduleNext(workload, rank, event, shift);
        return queue;
    }

    /** True if packets of the queue come from a source, and nothing is received. */
    boolean isSource(int queue) {
        return mode[queue] == SOURCE;
    }

    boolean forwards(int queue) {
        return mode[queue] == FORWARD;
    }

    /** From when on a core can take the next unit of a queue, or {@link Long#MAX_VALUE} where that is not known: it is there, and can be sent if it is to be. */
    long takeablePs(int queue) {
        long therePs = therePs(queue);
        return mode[queue] == NOTHING || therePs == NEVER ? therePs : Math.max(therePs, roomPs(queue));
    }

    /** From when on the next unit is there. */
    private long therePs(int queue) {
        if (mode[queue] == SOURCE) {
            return table.hasDue(queue) ? table.headDuePs(queue) : NEVER;
        }
        long visiblePs = queues.entryVisiblePs(queue, queues.consumed[queue]);
        return visiblePs == NEVER ? NEVER : visiblePs + consumers[queues.workload(queue)].lagPs();
    }

    /** From when on the transmit ring has room for a packet. */
    private long roomPs(int queue) {
        return table.isFull(queue) ? table.nextEntryPs(queue) : 0;
    }

    /** It counts where a queue has something to send and no room at {@code nowPs}. */
    void noteRoom(int queue, long nowPs) {
        if (blockedSincePs[queue] == NOT_BLOCKED && roomPs(queue) > nowPs && therePs(queue) <= nowPs) {
            blockedSincePs[queue] = nowPs;
            counters[queues.core(queue)][CoreCounter.SENDS_BLOCKED]++;
        }
    }

    /** A core has done what it wants to for a queue, or what it can: it rings for what has not been announced. */
    void turnAway(int queue, long nowPs) {
        if (mode[queue] != NOTHING) {
            noteRoom(queue, nowPs);
            if (table.written[queue] > table.announced[queue]) {
                announce(queue, nowPs);
            }
        }
    }

    /** Entries of {@code queue} that report {@code packets} more are seen from {@code visiblePs} on. */
    void entryArrived(int queue, int packets, long visiblePs) {
        table.entryArrived(queue, packets, visiblePs);
    }

    /** When the next packet of the queue's source was due. */
    long headDuePs(int queue) {
        return table.headDuePs(queue);
    }

    /** Writes and posts the next packet of the queue's source; there is room. @return how long the core waits for memory */
    long send(int core, int queue, long startPs) {
        SendConfig config = configs[queues.workload(queue)];
        long stallPs = free(core, queue, startPs, config);
        int bytes = table.headDueBytes(queue);
        long duePs = table.headDuePs(queue);
        table.takeDue(queue);
        int buffer = pools[queues.workload(queue)].take(core);
        int written = (int) ((long) bytes * config.writtenPerMillion() / MILLION);
        reads.write(core, table.ring(queue).poolAddress(buffer), written);
        post(core, queue, buffer, bytes, duePs);
        unblock(core, queue, startPs);
        return stallPs;
    }

    /** Posts the buffer of a unit that has been received; there is room. A unit of which nobody knows the size is dropped. @return the stall */
    long forward(int core, int queue, long unit, long startPs) {
        SendConfig config = configs[queues.workload(queue)];
        long stallPs = free(core, queue, startPs, config);
        int bytes = queues.unitBytes(queue, unit);
        int buffer = queues.poolBuffer(queue, unit);
        if (bytes == 0) {
            pools[queues.workload(queue)].giveBack(core, buffer);
        } else {
            post(core, queue, buffer, bytes, queues.intendedPs(queue, unit));
        }
        unblock(core, queue, startPs);
        return stallPs;
    }

    private void unblock(int core, int queue, long nowPs) {
        if (blockedSincePs[queue] != NOT_BLOCKED) {
            counters[core][CoreCounter.SEND_BLOCKED_PS] += nowPs - blockedSincePs[queue];
            blockedSincePs[queue] = NOT_BLOCKED;
        }
    }

    private void post(int core, int queue, int buffer, int bytes, long intendedPs) {
        QueueLayout ring = table.ring(queue);
        long number = table.write(queue, buffer);
        reads.write(core, ring.descriptorAddress(number), ring.descriptorBytes());
        feedback.send(
                FeedbackLayout.head(FeedbackLayout.DESCRIPTOR, queue),
                0,
                FeedbackLayout.TRANSMIT_RING | FeedbackLayout.descriptor(buffer, bytes),
                intendedPs);
    }

    /** Reads the completion entries that can be seen, if they report enough or the ring is full, and frees what they report. */
    private long free(int core, int queue, long nowPs, SendConfig config) {
        if (!table.isFull(queue) && table.reported(queue, nowPs, config.freeBatch()) < config.freeBatch()) {
            return 0;
        }
        int at = CoreReads.at(queues.flow(queue), ReadKind.COMPLETION);
        long firstPs = 0;
        long restPs = 0;
        while (table.nextEntryPs(queue) <= nowPs) {
            long latencyPs = reads.deviceData(core, table.nextEntryAddress(queue) >>> 6, at);
            if (firstPs == 0) {
                firstPs = latencyPs;
            } else {
                restPs += latencyPs;
            }
            for (int packets = table.readEntry(queue); packets > 0; packets--) {
                pools[queues.workload(queue)].giveBack(core, table.free(queue));
            }
        }
        return firstPs + restPs / parallelReads;
    }

    /** Rings for a full batch. */
    void announceBatch(int queue, long atPs) {
        if (table.written[queue] - table.announced[queue] >= configs[queues.workload(queue)].doorbellBatch()) {
            announce(queue, atPs);
        }
    }

    private void announce(int queue, long atPs) {
        table.announced[queue] = table.written[queue];
        feedback.send(
                FeedbackLayout.head(FeedbackLayout.DOORBELL, queue),
                atPs + doorbellPs,
                FeedbackLayout.TRANSMIT_RING | table.written[queue],
                0);
    }

    /** Puts {@code count} buffers of the pool into the receive ring from descriptor {@code from} on. */
    void refill(int core, int queue, long from, int count) {
        ReceiveBuffers.post(pools[queues.workload(queue)], queues, feedback, core, queue, from, count);
    }
}
