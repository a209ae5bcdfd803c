package tlpsim.completer.host;

import org.agrona.concurrent.UnsafeBuffer;
import tlpsim.completer.consumer.ConsumerStage;
import tlpsim.completer.consumer.QueueTable;
import tlpsim.completer.memory.HostMemory;
import tlpsim.completer.memory.PlacementLayout;
import tlpsim.completer.memory.ReadOutcomeLayout;
import tlpsim.completer.memory.WriteOutcomeLayout;
import tlpsim.completer.steering.SteeringPolicy;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.pipeline.FeedbackLayout;
import tlpsim.core.pipeline.HintOutcome;
import tlpsim.core.pipeline.MessageRing;
import tlpsim.core.pipeline.TlpRecordLayout;
import tlpsim.core.tlp.TlpFlyweight;

/**
 * The host as a completer: decodes a delivered TLP, places its lines by its hint, and says when they are visible.
 *
 * <p>Cache state changes when the TLP arrives; visibility comes later, in the order that PCIe demands. Owned by the Memory process.
 */
public final class HostCompleter {
    private static final int COMPLETION = AccessKind.COMPLETION.ordinal();
    private static final int INTERRUPT = AccessKind.INTERRUPT.ordinal();
    private static final int REPLAY_WRITE = AccessKind.REPLAY_WRITE.ordinal();
    private static final int REPLAY_READ = AccessKind.REPLAY_READ.ordinal();
    /** Outcome of a record that no element before the root port has touched. */
    private static final int UNCHANGED = HintOutcome.PLAIN.ordinal();

    private static final int FIRST_LOST = HintOutcome.UNSUPPORTED_REQUEST.ordinal();
    private static final int HONOURED_8 = HintOutcome.TAGGED8.ordinal();
    private static final int HONOURED_16 = HintOutcome.TAGGED16.ordinal();
    private static final int PH_ONLY = HintOutcome.PH_ONLY.ordinal();

    private final HostMemory memory;
    private final SteeringPolicy[] steering;
    private final RootPortModel[] ports;
    private final ReceiveConfig[] receivers;
    private final QueueTable queues;
    private final ConsumerStage consumers;
    private final MessageRing feedback;
    private final AddressMap addresses;
    private final HostTimingConfig timing;
    private final boolean ideal;
    /** The ideal bound does not let a place that takes longer to reach make it worse than others. */
    private final long idealVisiblePs;

    private final TlpFlyweight tlp = new TlpFlyweight();
    private final long[] visibleLatencyPs = new long[WriteOutcomeLayout.COUNT];
    private final long[] writeCounters = new long[AccessKind.COUNT * WriteOutcomeLayout.COUNT * 2];
    private final long[] readCounters = new long[AccessKind.COUNT * ReadOutcomeLayout.COUNT];
    private final long[] outcomeCounters;
    private RecordTap tap;

    HostCompleter(HostParts parts, RootPortModel[] ports, ReceiveConfig[] receivers, ConsumerStage consumers) {
        this.receivers = receivers;
        this.memory = parts.memory();
        this.steering = parts.steering();
        this.ports = ports;
        this.queues = parts.queues();
        this.consumers = consumers;
        this.feedback = parts.feedback();
        this.addresses = parts.addresses();
        this.timing = parts.timing();
        this.ideal = parts.ideal();
        this.idealVisiblePs = Math.min(timing.visibleL2Ps(), Math.min(timing.visibleLlcPs(), timing.visibleMemoryPs()));
        this.outcomeCounters = new long[queues.queues() * AccessKind.COUNT * HintOutcome.COUNT];
        for (int outcome = 0; outcome < WriteOutcomeLayout.COUNT; outcome++) {
            visibleLatencyPs[outcome] = switch (WriteOutcomeLayout.landed(outcome)) {
                case WriteOutcomeLayout.LANDED_MEMORY -> timing.visibleMemoryPs();
                case WriteOutcomeLayout.LANDED_LLC -> timing.visibleLlcPs();
                default -> timing.visibleL2Ps();
            };
        }
    }

    /** Handles one record at its arrival. */
    void accept(UnsafeBuffer records, int offset) {
        int kind = records.getByte(offset + TlpRecordLayout.KIND);
        int queue = records.getInt(offset + TlpRecordLayout.QUEUE);
        int flags = records.getByte(offset + TlpRecordLayout.FLAGS);
        int deliveredBytes = records.getByte(offset + TlpRecordLayout.DELIVERED_BYTES);
        int headerOffset = offset + (deliveredBytes == 0 ? TlpRecordLayout.EMITTED : TlpRecordLayout.DELIVERED);
        int headerBytes =
                deliveredBytes == 0 ? records.getByte(offset + TlpRecordLayout.EMITTED_BYTES) : deliveredBytes;
        tlp.wrap(records, headerOffset, headerBytes, (flags & TlpRecordLayout.FLAG_FLIT) != 0);
        int outcome = records.getByte(offset + TlpRecordLayout.OUTCOME);
        if (outcome == UNCHANGED) {
            outcome = receivers[records.getShort(offset + TlpRecordLayout.PORT)]
                    .hints()
                    .outcome(tlp)
                    .ordinal();
        }
        outcomeCounters[(queue * AccessKind.COUNT + kind) * HintOutcome.COUNT + outcome]++;
        if (tap != null) {
            tap.onRecord(records, offset, outcome);
        }
        if (outcome >= FIRST_LOST) {
            reject(records, offset, kind, queue);
        } else if (tlp.hasData()) {
            write(records, offset, kind, outcome, queue, (flags & TlpRecordLayout.FLAG_RELAXED) != 0);
        } else {
            read(records, offset, kind, queue);
        }
    }

    /** The path or the port rejected it: it takes effect nowhere, but its buffer space comes back. */
    private void reject(UnsafeBuffer records, int offset, int kind, int queue) {
        RootPortModel port = ports[records.getShort(offset + TlpRecordLayout.PORT)];
        port.counters()[RootPortCounter.LOST]++;
        int payloadBytes = records.getInt(offset + TlpRecordLayout.PAYLOAD_BYTES);
        if (payloadBytes > 0) {
            port.releaseCredits(records.getLong(offset + TlpRecordLayout.ARRIVAL_PS), payloadBytes);
        } else if (kind != REPLAY_READ) {
            // The requester gets a completion without data, status UR; its tag is free again.
            long arrivalPs = records.getLong(offset + TlpRecordLayout.ARRIVAL_PS);
            long unit = records.getLong(offset + TlpRecordLayout.UNIT);
            feedback.send(
                    FeedbackLayout.head(FeedbackLayout.READ_READY, queue),
                    arrivalPs + timing.readCachePs(),
                    FeedbackLayout.readReady(unit, 0, 0),
                    0);
        }
    }

    private void write(UnsafeBuffer records, int offset, int kind, int outcome, int queue, boolean relaxed) {
        RootPortModel port = ports[records.getShort(offset + TlpRecordLayout.PORT)];
        long arrivalPs = records.getLong(offset + TlpRecordLayout.ARRIVAL_PS);
        long address = tlp.address();
        int lines = 0;
        long latencyPs = 0;
        if (kind != INTERRUPT) {
            long first = address + Integer.numberOfTrailingZeros(tlp.firstBe() | 0x10);
            int dw = tlp.lengthDw();
            int lastBe = dw > 1 ? tlp.lastBe() : tlp.firstBe();
            long end = address + 4L * dw - (Integer.numberOfLeadingZeros(lastBe) - 28);
            lines = (int) ((end - 1 >>> 6) - (first >>> 6)) + 1;
            latencyPs = ideal
                    ? idealVisiblePs
                    : place(addresses.map(first), end - first, placement(records, offset, outcome, queue), kind);
        }
        long startPs = port.accept(arrivalPs, lines);
        long visiblePs = port.commit(startPs, latencyPs, lines, relaxed);
        port.releaseCredits(startPs, records.getInt(offset + TlpRecordLayout.PAYLOAD_BYTES));
        long[] counters = port.counters();
        counters[RootPortCounter.WRITES]++;
        counters[RootPortCounter.VISIBLE_DELAY_PS] += visiblePs - arrivalPs;
        port.chain(arrivalPs, queue, address, visiblePs);
        deliver(records, offset, kind, queue, arrivalPs, visiblePs);
    }

    private void deliver(UnsafeBuffer records, int offset, int kind, int queue, long arrivalPs, long visiblePs) {
        long unit = records.getLong(offset + TlpRecordLayout.UNIT);
        boolean last = (records.getByte(offset + TlpRecordLayout.FLAGS) & TlpRecordLayout.FLAG_LAST) != 0;
        if (kind == COMPLETION) {
            if (last) {
                unitComplete(records, offset, queue, unit, visiblePs);
            }
            int entries = records.getByte(offset + TlpRecordLayout.ENTRIES);
            for (int entry = 0; entry < entries; entry++) {
                queues.entryVisible(queue, unit + entry, visiblePs);
            }
            consumers.entryWritten(arrivalPs, queue, visiblePs);
        } else if (kind == INTERRUPT) {
            ports[records.getShort(offset + TlpRecordLayout.PORT)].counters()[RootPortCounter.INTERRUPTS]++;
            consumers.interrupt(queue, visiblePs + timing.interruptPs());
        } else if (kind != REPLAY_WRITE) {
            if (last) {
                unitComplete(records, offset, queue, unit, visiblePs);
            } else {
                queues.dataVisible(queue, unit, visiblePs);
            }
        }
    }

    private void unitComplete(UnsafeBuffer records, int offset, int queue, long unit, long visiblePs) {
        queues.dataVisible(queue, unit, visiblePs);
        queues.dataComplete(
                queue,
                unit,
                records.getInt(offset + TlpRecordLayout.UNIT_BYTES),
                records.getLong(offset + TlpRecordLayout.INTENDED_PS));
    }

    private int placement(UnsafeBuffer records, int offset, int outcome, int queue) {
        int port = records.getShort(offset + TlpRecordLayout.PORT);
        SteeringPolicy policy = steering[port];
        int placement;
        if (outcome == HONOURED_8 || outcome == PH_ONLY) {
            placement = policy.place8(tlp.ph(), tlp.st() & 0xFF, queues.core(queue));
        } else if (outcome == HONOURED_16) {
            placement = policy.place16(tlp.ph(), tlp.st(), queues.core(queue));
        } else {
            placement = policy.placeUnhinted();
        }
        // The switch that turns DDIO off per port governs writes without a usable tag only.
        return placement == PlacementLayout.NONE && !receivers[port].allocatingFlow()
                ? PlacementLayout.BYPASS
                : placement;
    }

    /** Writes the lines of {@code bytes} from {@code first}. @return the latency of the slowest */
    private long place(long first, long bytes, int placement, int kind) {
        long end = first + bytes;
        long slowestPs = 0;
        int counter = kind * WriteOutcomeLayout.COUNT * 2;
        for (long line = first >>> 6; line << 6 < end; line++) {
            boolean full = line << 6 >= first && (line + 1) << 6 <= end;
            int outcome = memory.deviceWrite(line, full, placement);
            long latencyPs = visibleLatencyPs[outcome];
            if (full) {
                writeCounters[counter + outcome]++;
            } else {
                writeCounters[counter + WriteOutcomeLayout.COUNT + outcome]++;
                if (WriteOutcomeLayout.found(outcome) == WriteOutcomeLayout.FOUND_NOWHERE) {
                    latencyPs += timing.partialMissPs();
                }
            }
            slowestPs = Math.max(slowestPs, latencyPs);
        }
        return slowestPs;
    }

    private void read(UnsafeBuffer records, int offset, int kind, int queue) {
        RootPortModel port = ports[records.getShort(offset + TlpRecordLayout.PORT)];
        long arrivalPs = records.getLong(offset + TlpRecordLayout.ARRIVAL_PS);
        long address = tlp.address();
        int bytes = kind == REPLAY_READ ? tlp.lengthDw() * 4 : records.getInt(offset + TlpRecordLayout.UNIT_BYTES);
        long first = addresses.map(address);
        long last = first + Math.max(1, bytes) - 1 >>> 6;
        boolean missed = false;
        for (long line = first >>> 6; line <= last; line++) {
            int outcome = ideal ? ReadOutcomeLayout.READ_LLC_LOCAL : memory.deviceRead(line);
            readCounters[kind * ReadOutcomeLayout.COUNT + outcome]++;
            missed |= outcome == ReadOutcomeLayout.READ_DRAM;
        }
        long readyPs = port.readStart(arrivalPs) + (missed ? timing.readMemoryPs() : timing.readCachePs());
        port.counters()[RootPortCounter.READS]++;
        port.chain(arrivalPs, queue, address, readyPs);
        if (kind != REPLAY_READ) {
            long unit = records.getLong(offset + TlpRecordLayout.UNIT);
            feedback.send(
                    FeedbackLayout.head(FeedbackLayout.READ_READY, queue),
                    readyPs,
                    FeedbackLayout.readReady(unit, address, bytes),
                    0);
        }
    }

    /** Lines written, by {@code (kind * 2 + partial) * WriteOutcomeLayout.COUNT + outcome}. */
    public long[] writeCounters() {
        return writeCounters;
    }

    /** Lines read by devices, by {@code kind * ReadOutcomeLayout.COUNT + outcome}. */
    public long[] readCounters() {
        return readCounters;
    }

    /** TLPs, by {@code (queue * AccessKind.COUNT + kind) * HintOutcome.COUNT + outcome}. */
    public long[] outcomeCounters() {
        return outcomeCounters;
    }

    void tap(RecordTap newTap) {
        tap = newTap;
    }

    RootPortModel[] ports() {
        return ports;
    }
}
