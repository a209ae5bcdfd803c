package tlpsim.completer.host;

import org.agrona.concurrent.UnsafeBuffer;
import tlpsim.completer.consumer.ConsumerStage;
import tlpsim.completer.consumer.QueueTable;
import tlpsim.completer.consumer.UnitArrivals;
import tlpsim.completer.dram.DramModel;
import tlpsim.completer.dram.SocketDistance;
import tlpsim.completer.memory.AccessGroupLayout;
import tlpsim.completer.memory.HostMemory;
import tlpsim.completer.memory.PlacementLayout;
import tlpsim.completer.memory.ReadOutcomeLayout;
import tlpsim.completer.memory.WriteOutcomeLayout;
import tlpsim.completer.port.DeliveredRequest;
import tlpsim.completer.port.IommuModel;
import tlpsim.completer.port.PathTable;
import tlpsim.completer.port.ReceiveCounter;
import tlpsim.completer.port.ReceivePort;
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
    private static final int TRANSMIT_COMPLETION = AccessKind.TRANSMIT_COMPLETION.ordinal();
    private static final int INTERRUPT = AccessKind.INTERRUPT.ordinal();
    private static final int REPLAY_WRITE = AccessKind.REPLAY_WRITE.ordinal();
    private static final int REPLAY_READ = AccessKind.REPLAY_READ.ordinal();
    private static final int FLUSH_READ = AccessKind.FLUSH_READ.ordinal();
    /** AT of a request whose address its device has translated (2.2.4.1). */
    private static final int TRANSLATED = 0b10;
    /** Outcome of a record that no element before the root port has touched. */
    private static final int UNCHANGED = HintOutcome.PLAIN.ordinal();

    private static final int FIRST_LOST = HintOutcome.UNSUPPORTED_REQUEST.ordinal();
    private static final int HONOURED_8 = HintOutcome.TAGGED8.ordinal();
    private static final int HONOURED_16 = HintOutcome.TAGGED16.ordinal();
    private static final int PH_ONLY = HintOutcome.PH_ONLY.ordinal();

    private final HostMemory memory;
    private final DramModel dram;
    private final SocketDistance sockets;
    private final SteeringPolicy[] steering;
    private final ReceivePort[] ports;
    private final ReceiveConfig[] receivers;
    private final IommuModel[] iommus;
    private final QueueTable queues;
    private final UnitArrivals arrivals;
    private final ConsumerStage consumers;
    private final PathTable paths;
    private final MessageRing feedback;
    private final AddressMap addresses;
    private final HostTimingConfig timing;
    private final boolean[] bypassOfFlow;
    private final boolean ideal;
    /** The ideal bound does not let a place that takes longer to reach make it worse than others. */
    private final long idealVisiblePs;

    private final TlpFlyweight tlp = new TlpFlyweight();
    private final long[] visibleLatencyPs = new long[WriteOutcomeLayout.COUNT];
    private final long[] writeCounters;
    private final long[] readCounters;

    HostCompleter(
            HostParts parts, ReceivePort[] ports, ReceiveConfig[] receivers, ConsumerStage consumers, PathTable paths) {
        this.receivers = receivers;
        this.paths = paths;
        this.memory = parts.memory();
        this.dram = parts.dram();
        this.sockets = dram.sockets();
        this.steering = parts.steering();
        this.ports = ports;
        this.iommus = new IommuModel[ports.length];
        for (int port = 0; port < ports.length; port++) {
            iommus[port] = new IommuModel(receivers[port].iommu(), ports[port].counters());
        }
        this.queues = parts.queues();
        this.arrivals = new UnitArrivals(queues);
        this.consumers = consumers;
        this.feedback = parts.feedback();
        this.addresses = parts.addresses();
        this.timing = parts.timing();
        this.bypassOfFlow = parts.bypassOfFlow();
        this.ideal = parts.ideal();
        this.idealVisiblePs = Math.min(timing.visibleL2Ps(), Math.min(timing.visibleLlcPs(), timing.visibleMemoryPs()));
        this.writeCounters = new long[queues.flows() * AccessKind.COUNT * WriteOutcomeLayout.COUNT * 2];
        this.readCounters = new long[queues.flows() * AccessKind.COUNT * ReadOutcomeLayout.COUNT];
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
        DeliveredRequest.wrap(tlp, records, offset);
        int outcome = records.getByte(offset + TlpRecordLayout.OUTCOME);
        if (outcome == UNCHANGED) {
            outcome = receivers[records.getShort(offset + TlpRecordLayout.PORT)]
                    .rules()
                    .outcome(tlp)
                    .ordinal();
        }
        paths.count(records, offset, queues.flow(queue), kind, outcome);
        if (outcome >= FIRST_LOST) {
            reject(records, offset, kind, queue);
        } else if (tlp.hasData()) {
            write(records, offset, kind, outcome, queue, (flags & TlpRecordLayout.FLAG_RELAXED) != 0);
        } else {
            read(records, offset, kind, queue);
        }
    }

    /** The port rejects it: it takes effect nowhere, but its buffer space comes back. */
    private void reject(UnsafeBuffer records, int offset, int kind, int queue) {
        ReceivePort port = ports[records.getShort(offset + TlpRecordLayout.PORT)];
        port.counters()[ReceiveCounter.LOST]++;
        int payloadBytes = records.getInt(offset + TlpRecordLayout.PAYLOAD_BYTES);
        long arrivalPs = records.getLong(offset + TlpRecordLayout.ARRIVAL_PS);
        if (payloadBytes > 0) {
            port.releaseCredits(arrivalPs, payloadBytes);
            arrivals.lostAtPort(records, offset, queue, kind);
            return;
        }
        port.take(arrivalPs);
        if (kind != REPLAY_READ) {
            // The requester gets a completion without data, status UR; its tag is free again.
            feedback.send(
                    FeedbackLayout.head(FeedbackLayout.READ_READY, queue),
                    arrivalPs + timing.readCachePs(),
                    FeedbackLayout.readReady(records.getLong(offset + TlpRecordLayout.UNIT), 0, 0),
                    0);
        }
    }

    private void write(UnsafeBuffer records, int offset, int kind, int outcome, int queue, boolean relaxed) {
        ReceivePort port = ports[records.getShort(offset + TlpRecordLayout.PORT)];
        long arrivalPs = records.getLong(offset + TlpRecordLayout.ARRIVAL_PS);
        long address = tlp.address();
        int lines = 0;
        long latencyPs = 0;
        long readyPs = arrivalPs;
        if (kind != INTERRUPT) {
            long first = DeliveredRequest.firstByte(tlp, address);
            long end = DeliveredRequest.endByte(tlp, address);
            lines = (int) ((end - 1 >>> 6) - (first >>> 6)) + 1;
            memory.group(AccessGroupLayout.device(queues.flow(queue), kind), queues.core(queue));
            readyPs = translate(records, offset, address, arrivalPs);
            latencyPs = idealVisiblePs;
            if (!ideal) {
                long mapped = addresses.map(first);
                int placement = placement(records, offset, outcome, queue, mapped >>> 6);
                latencyPs = place(
                                mapped,
                                end - first,
                                placement,
                                (queues.flow(queue) * AccessKind.COUNT + kind) * WriteOutcomeLayout.COUNT * 2)
                        + sockets.toPlacementPs(socketOf(records, offset), placement, mapped >>> 6);
            }
        }
        long startPs = port.accept(readyPs, lines);
        long visiblePs = port.commit(startPs + latencyPs, lines, relaxed);
        port.releaseCredits(startPs, records.getInt(offset + TlpRecordLayout.PAYLOAD_BYTES));
        long[] counters = port.counters();
        counters[ReceiveCounter.WRITES]++;
        counters[ReceiveCounter.VISIBLE_DELAY_PS] += visiblePs - arrivalPs;
        paths.visible(queues.flow(queue), kind, visiblePs - arrivalPs);
        port.chain(arrivalPs, queue, address, visiblePs);
        deliver(records, offset, kind, queue, arrivalPs, visiblePs);
    }

    /** When the address of a request is known. Interrupts are not translated, but remapped. */
    private long translate(UnsafeBuffer records, int offset, long address, long arrivalPs) {
        return tlp.at() == TRANSLATED
                ? arrivalPs
                : iommus[records.getShort(offset + TlpRecordLayout.PORT)].translate(addresses.map(address), arrivalPs);
    }

    private void deliver(UnsafeBuffer records, int offset, int kind, int queue, long arrivalPs, long visiblePs) {
        if (kind == COMPLETION) {
            arrivals.entries(records, offset, queue, visiblePs);
            consumers.entryWritten(arrivalPs, queue, visiblePs);
        } else if (kind == TRANSMIT_COMPLETION) {
            consumers.sentReported(arrivalPs, queue, records.getByte(offset + TlpRecordLayout.ENTRIES), visiblePs);
        } else if (kind == INTERRUPT) {
            ports[records.getShort(offset + TlpRecordLayout.PORT)].counters()[ReceiveCounter.INTERRUPTS]++;
            consumers.interrupt(queue, visiblePs + timing.interruptPs());
        } else if (kind != REPLAY_WRITE) {
            if (queues.layout(queue).strides() > 1) {
                long first = addresses.map(DeliveredRequest.firstByte(tlp, tlp.address()));
                queues.dataAt(queue, records.getLong(offset + TlpRecordLayout.UNIT), first);
            }
            arrivals.data(records, offset, queue, visiblePs);
        }
    }

    private int socketOf(UnsafeBuffer records, int offset) {
        return receivers[records.getShort(offset + TlpRecordLayout.PORT)].socket();
    }

    private int placement(UnsafeBuffer records, int offset, int outcome, int queue, long line) {
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
        // The switches that turn DDIO off per port and per device govern writes without a usable tag only.
        boolean allocates = allocates(receivers[port], line) && !bypassOfFlow[queues.flow(queue)];
        return placement == PlacementLayout.NONE && !allocates ? PlacementLayout.BYPASS : placement;
    }

    private boolean allocates(ReceiveConfig receiver, long line) {
        return receiver.allocatingFlow() && (receiver.remoteAllocating() || sockets.homeOf(line) == receiver.socket());
    }

    /** Writes the lines of {@code bytes} from {@code first}. @param counter where its counts begin @return the latency of the slowest */
    private long place(long first, long bytes, int placement, int counter) {
        long end = first + bytes;
        long slowestPs = 0;
        for (long line = first >>> 6; line << 6 < end; line++) {
            boolean full = line << 6 >= first && (line + 1) << 6 <= end;
            int outcome = memory.deviceWrite(line, full, placement);
            long latencyPs = visibleLatencyPs[outcome];
            if (WriteOutcomeLayout.landed(outcome) == WriteOutcomeLayout.LANDED_MEMORY) {
                latencyPs += dram.write(line);
            }
            if (full) {
                writeCounters[counter + outcome]++;
            } else {
                writeCounters[counter + WriteOutcomeLayout.COUNT + outcome]++;
                if (WriteOutcomeLayout.found(outcome) == WriteOutcomeLayout.FOUND_NOWHERE) {
                    latencyPs += fetch(line);
                }
            }
            slowestPs = Math.max(slowestPs, latencyPs);
        }
        return slowestPs;
    }

    /** What the rest of a partly written line costs. @return 0 where nothing is fetched */
    private long fetch(long line) {
        return timing.partialMissPs() == 0 ? 0 : timing.partialMissPs() + dram.read(line);
    }

    private void read(UnsafeBuffer records, int offset, int kind, int queue) {
        ReceivePort port = ports[records.getShort(offset + TlpRecordLayout.PORT)];
        long arrivalPs = records.getLong(offset + TlpRecordLayout.ARRIVAL_PS);
        long address = tlp.address();
        int bytes = kind == REPLAY_READ ? tlp.lengthDw() * 4 : records.getInt(offset + TlpRecordLayout.UNIT_BYTES);
        memory.group(AccessGroupLayout.device(queues.flow(queue), kind), queues.core(queue));
        long latencyPs = kind == FLUSH_READ
                ? timing.readCachePs()
                : readLines(addresses.map(address), bytes, queues.flow(queue), kind)
                        + (ideal ? 0 : sockets.toHomePs(socketOf(records, offset), addresses.map(address) >>> 6));
        port.take(arrivalPs);
        long readyPs = port.readStart(translate(records, offset, address, arrivalPs)) + latencyPs;
        port.counters()[ReceiveCounter.READS]++;
        port.counters()[ReceiveCounter.READ_DELAY_PS] += readyPs - arrivalPs;
        port.chain(arrivalPs, queue, address, readyPs);
        if (kind != REPLAY_READ) {
            long unit = records.getLong(offset + TlpRecordLayout.UNIT);
            feedback.send(
                    FeedbackLayout.head(FeedbackLayout.READ_READY, queue),
                    readyPs,
                    FeedbackLayout.readReady(unit, address, bytes),
                    readyPs - arrivalPs);
        }
    }

    /** Reads the lines of {@code bytes} from {@code first}. @return the latency of the slowest */
    private long readLines(long first, int bytes, int flow, int kind) {
        int counter = (flow * AccessKind.COUNT + kind) * ReadOutcomeLayout.COUNT;
        long last = first + Math.max(1, bytes) - 1 >>> 6;
        long slowestPs = timing.readCachePs();
        for (long line = first >>> 6; line <= last; line++) {
            int outcome = ideal ? ReadOutcomeLayout.READ_LLC_LOCAL : memory.deviceRead(line);
            readCounters[counter + outcome]++;
            if (outcome == ReadOutcomeLayout.READ_DRAM) {
                slowestPs = Math.max(slowestPs, timing.readMemoryPs() + dram.read(line));
            }
        }
        return slowestPs;
    }

    /** Lines written, by {@code ((flow * AccessKind.COUNT + kind) * 2 + partial) * WriteOutcomeLayout.COUNT + outcome}. */
    public long[] writeCounters() {
        return writeCounters;
    }

    /** Lines read by devices, by {@code (flow * AccessKind.COUNT + kind) * ReadOutcomeLayout.COUNT + outcome}. */
    public long[] readCounters() {
        return readCounters;
    }

    ReceivePort[] ports() {
        return ports;
    }
}
