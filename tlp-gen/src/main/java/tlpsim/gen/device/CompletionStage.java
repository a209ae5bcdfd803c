package tlpsim.gen.device;

import tlpsim.core.fabric.DeviceCounter;
import tlpsim.core.fabric.QueueLayout;
import tlpsim.core.fabric.SourceAgenda;
import tlpsim.core.pipeline.AccessKind;

/**
 * What a NIC does behind a packet's data: completion entries that wait for company and for their flush, their writes, interrupts. Owned by the Source
 * process.
 *
 * <p>Its timers are events {@code subject << 24 | queue << 8 | lane}.
 */
final class CompletionStage {
    private static final int LANE_TIMER = 1;
    private static final int LANE_ENTRY = 2;
    private static final int LANE_BITS = 8;
    private static final int LANE_MASK = (1 << LANE_BITS) - 1;
    private static final int QUEUE_MASK = 0xFFFF;
    private static final int SUBJECT_SHIFT = 24;
    private static final int INTERRUPT_BYTES = 4;
    private static final int LINE_BYTES = 64;

    private final NicConfig config;
    private final QueueRequests[] requests;
    private final TlpEmitter emitter;
    private final long[] counters;
    private final int[] held;
    /** Entries that wait for no others, since the start. */
    private final long[] closed;

    private final FlushTable flushes;
    private final InterruptModeration moderation;
    private SourceAgenda agenda;

    /** @param counters of the device */
    CompletionStage(NicConfig config, QueueRequests[] requests, TlpEmitter emitter, long[] counters) {
        this.config = config;
        this.requests = requests;
        this.emitter = emitter;
        this.counters = counters;
        this.held = new int[requests.length];
        this.closed = new long[requests.length];
        this.flushes = new FlushTable(requests);
        this.moderation = new InterruptModeration(config.interrupts(), requests.length);
    }

    void start(SourceAgenda newAgenda) {
        agenda = newAgenda;
    }

    static int lane(long event) {
        return (int) event & LANE_MASK;
    }

    static int queue(long event) {
        return (int) (event >>> LANE_BITS) & QUEUE_MASK;
    }

    private void schedule(long timePs, int queue, int lane, long subject) {
        agenda.schedule(timePs, config.device(), lane, subject << SUBJECT_SHIFT | (long) queue << LANE_BITS | lane);
    }

    void onTimer(long timePs, long event) {
        int queue = queue(event);
        if (lane(event) == LANE_TIMER) {
            moderate(timePs, queue, moderation.expired(timePs, queue));
        } else if (held[queue] > 0 && closed[queue] == event >>> SUBJECT_SHIFT) {
            close(timePs, queue);
        }
    }

    /** The data of the next unit of {@code queue} has been sent. */
    void complete(long timePs, int queue) {
        held[queue]++;
        QueueLayout layout = requests[queue].layout();
        if (held[queue] >= config.completion().entriesPerWrite() || endsLine(layout, closed[queue] + held[queue])) {
            close(timePs, queue);
        } else if (held[queue] == 1) {
            // The event names the entry that must not wait longer; if it no longer waits for company by then, nothing
            // happens.
            schedule(timePs + config.completion().waitPs(), queue, LANE_ENTRY, closed[queue]);
        }
    }

    /** A write of entries covers one line at most, and never wraps. */
    private static boolean endsLine(QueueLayout layout, long nextEntry) {
        return (layout.completionAddress(nextEntry) & LINE_BYTES - 1) == 0;
    }

    /** The entries held are written, or their flush is to be sent. */
    private void close(long timePs, int queue) {
        int entries = held[queue];
        if (requests[queue].flushes()) {
            flushes.close(timePs, queue, entries);
        } else {
            write(timePs, queue, closed[queue], entries);
        }
        closed[queue] += entries;
        held[queue] = 0;
    }

    private void write(long timePs, int queue, long first, int entries) {
        QueueRequests form = requests[queue];
        QueueLayout layout = form.layout();
        int bytes = (entries - 1) * layout.completionStrideBytes() + layout.completionBytes();
        emitter.unit(config.firstQueue() + queue, first, 0, timePs);
        emitter.writeEntries(timePs, form.completion(), layout.completionAddress(first), bytes, entries);
        counters[DeviceCounter.COMPLETION_WRITES]++;
        if (config.interrupts().enabled()) {
            moderate(timePs, queue, moderation.completed(timePs, queue, entries));
        }
    }

    private void moderate(long timePs, int queue, boolean fires) {
        if (fires) {
            interrupt(timePs, queue);
        }
        if (moderation.armsTimer(queue)) {
            schedule(moderation.timerPs(queue), queue, LANE_TIMER, 0);
        }
    }

    private void interrupt(long timePs, int queue) {
        emitter.unit(config.firstQueue() + queue, 0, 0, timePs);
        long address = config.interrupts().address();
        emitter.write(timePs, requests[queue].interrupt(), AccessKind.INTERRUPT, address, INTERRUPT_BYTES, 0);
        counters[DeviceCounter.INTERRUPTS]++;
    }

    /** True if a flush is to be sent. */
    boolean isFlushWaiting() {
        return flushes.isAnyWaiting();
    }

    /** Sends flushes that wait, at most {@code tags}. @return how many */
    int sendFlushes(long timePs, int tags) {
        int sent = 0;
        while (sent < tags && flushes.isAnyWaiting()) {
            int queue = flushes.waiting();
            QueueRequests form = requests[queue];
            emitter.unit(config.firstQueue() + queue, FlushTable.unitOf(flushes.waitingFirst()), 0, timePs);
            emitter.flush(timePs, form.flush(), form.layout().bufferAddress(flushes.waitingLast()));
            flushes.sent();
            sent++;
        }
        counters[DeviceCounter.FLUSH_READS] += sent;
        return sent;
    }

    /** The flush {@code unit} came back, without data where it was lost. */
    void onFlushed(long timePs, int queue, long unit, int bytes) {
        counters[DeviceCounter.FLUSHES_LOST] += bytes == 0 ? 1 : 0;
        flushes.answer(queue, unit);
        while (flushes.isDue(queue)) {
            int entries = flushes.dueEntries(queue);
            counters[DeviceCounter.FLUSH_WAIT_PS] += entries * (timePs - flushes.dueClosedPs(queue));
            write(timePs, queue, flushes.dueFirst(queue), entries);
            flushes.written(queue);
        }
    }

    /** Writes of entries that wait for a flush. */
    int open() {
        return flushes.open();
    }
}
