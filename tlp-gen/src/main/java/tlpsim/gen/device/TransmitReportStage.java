package tlpsim.gen.device;

import tlpsim.core.fabric.DeviceCounter;
import tlpsim.core.fabric.QueueLayout;
import tlpsim.core.fabric.SourceAgenda;
import tlpsim.core.pipeline.AccessKind;

/**
 * How a NIC reports packets that it has sent: one completion entry for several, which wait for company; behind it the interrupt where one is due. Owned by
 * the Source process.
 */
final class TransmitReportStage {
    static final int LANE_ENTRY = 4;
    static final int LANE_TIMER = 5;
    private static final int LANE_BITS = 8;
    private static final int SUBJECT_SHIFT = 24;
    private static final int INTERRUPT_BYTES = 4;

    private final NicTransmitConfig config;
    private final TransmitRequests[] requests;
    private final TlpEmitter emitter;
    private final long[] counters;
    /** By queue: packets sent and not reported. */
    private final int[] held;
    /** Packets reported, and entries written, since the start. */
    private final long[] reported;

    private final long[] entries;
    private final InterruptModeration moderation;
    private SourceAgenda agenda;

    TransmitReportStage(NicTransmitConfig config, TransmitRequests[] requests, TlpEmitter emitter, long[] counters) {
        this.config = config;
        this.requests = requests;
        this.emitter = emitter;
        this.counters = counters;
        held = new int[requests.length];
        reported = new long[requests.length];
        entries = new long[requests.length];
        moderation = new InterruptModeration(config.interrupts(), requests.length);
    }

    void start(SourceAgenda newAgenda) {
        agenda = newAgenda;
    }

    private void schedule(long timePs, int queue, int lane, long subject) {
        agenda.schedule(timePs, config.device(), lane, subject << SUBJECT_SHIFT | (long) queue << LANE_BITS | lane);
    }

    void onTimer(long timePs, int queue, long event) {
        if (CompletionStage.lane(event) == LANE_TIMER) {
            moderate(timePs, queue, moderation.expired(timePs, queue));
        } else if (held[queue] > 0 && reported[queue] == event >>> SUBJECT_SHIFT) {
            write(timePs, queue);
        }
    }

    /** The next packet of {@code queue} has left. */
    void sent(long timePs, int queue) {
        held[queue]++;
        if (held[queue] >= config.packetsPerEntry()) {
            write(timePs, queue);
        } else if (held[queue] == 1) {
            // The event names the packet that must not wait longer; nothing happens if it has been reported by then.
            schedule(timePs + config.entryWaitPs(), queue, LANE_ENTRY, reported[queue]);
        }
    }

    private void write(long timePs, int queue) {
        TransmitRequests form = requests[queue];
        QueueLayout layout = form.layout();
        emitter.unit(config.firstQueue() + queue, reported[queue], 0, timePs);
        emitter.writeEntry(
                timePs,
                form.completion(),
                AccessKind.TRANSMIT_COMPLETION,
                layout.completionAddress(entries[queue]),
                layout.completionBytes(),
                held[queue]);
        counters[DeviceCounter.COMPLETION_WRITES]++;
        int count = held[queue];
        reported[queue] += count;
        entries[queue]++;
        held[queue] = 0;
        if (config.interrupts().enabled()) {
            moderate(timePs, queue, moderation.completed(timePs, queue, count));
        }
    }

    private void moderate(long timePs, int queue, boolean fires) {
        if (fires) {
            emitter.unit(config.firstQueue() + queue, 0, 0, timePs);
            long address = config.interrupts().address();
            emitter.write(timePs, requests[queue].interrupt(), AccessKind.INTERRUPT, address, INTERRUPT_BYTES, 0);
            counters[DeviceCounter.INTERRUPTS]++;
        }
        if (moderation.armsTimer(queue)) {
            schedule(moderation.timerPs(queue), queue, LANE_TIMER, 0);
        }
    }
}
