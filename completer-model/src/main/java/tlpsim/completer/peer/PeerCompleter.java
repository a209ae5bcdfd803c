package tlpsim.completer.peer;

import org.agrona.concurrent.UnsafeBuffer;
import tlpsim.completer.consumer.QueuePlaces;
import tlpsim.completer.consumer.QueueTable;
import tlpsim.completer.consumer.UnitArrivals;
import tlpsim.completer.port.DeliveredRequest;
import tlpsim.completer.port.PathTable;
import tlpsim.completer.port.PostedPool;
import tlpsim.completer.port.ReceiveCounter;
import tlpsim.completer.port.ReceivePort;
import tlpsim.core.fabric.PeerWindow;
import tlpsim.core.path.AskedHint;
import tlpsim.core.path.CompleterRules;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.pipeline.FeedbackLayout;
import tlpsim.core.pipeline.HintOutcome;
import tlpsim.core.pipeline.MessageRing;
import tlpsim.core.pipeline.TlpRecordLayout;
import tlpsim.core.telemetry.DigestChain;
import tlpsim.core.tlp.TlpFlyweight;
import tlpsim.core.vfio.PeerTagSemantics;

/**
 * A peer as a completer: decodes a delivered TLP, places its lines by its hint, and says when they are visible.
 *
 * <p>Cache state changes and memory is booked when the TLP arrives; visibility comes later, in the order that PCIe demands. Owned by the Memory process.
 */
public final class PeerCompleter {
    private static final int COMPLETION = AccessKind.COMPLETION.ordinal();
    private static final int INTERRUPT = AccessKind.INTERRUPT.ordinal();
    private static final int REPLAY_WRITE = AccessKind.REPLAY_WRITE.ordinal();
    private static final int REPLAY_READ = AccessKind.REPLAY_READ.ordinal();
    private static final int FLUSH_READ = AccessKind.FLUSH_READ.ordinal();
    /** Outcome of a record on which no element before the peer has decided. */
    private static final int UNCHANGED = HintOutcome.PLAIN.ordinal();

    private static final int FIRST_LOST = HintOutcome.UNSUPPORTED_REQUEST.ordinal();
    private static final int HONOURED_8 = HintOutcome.TAGGED8.ordinal();
    private static final int HONOURED_16 = HintOutcome.TAGGED16.ordinal();
    private static final int PH_ONLY = HintOutcome.PH_ONLY.ordinal();

    private final int completer;
    private final CompleterRules rules;
    private final PeerMemoryConfig timing;
    private final PeerTagTable tags;
    private final boolean placement;
    private final boolean ideal;
    private final boolean perfect;
    private final ReceivePort port;
    private final PeerMemory memory;
    private final PeerEngines engines;
    private final QueueTable queues;
    private final UnitArrivals arrivals;
    private final PathTable paths;
    private final MessageRing feedback;

    private final TlpFlyweight tlp = new TlpFlyweight();
    private final long[] writeCounters;
    private final long[] readCounters;

    /**
     * @param peer           index among the peers
     * @param receivingPort  its port in records and feedback
     * @param firstComponent of its engines, on the agenda
     */
    public PeerCompleter(int peer, int receivingPort, int firstComponent, PeerConfig config, PeerEdges edges) {
        this.completer = QueuePlaces.peer(peer);
        this.rules = config.port().rules();
        this.timing = config.memory();
        this.placement = config.tags().semantics() == PeerTagSemantics.PLACEMENT;
        this.ideal = config.ideal();
        this.perfect = config.perfect();
        this.queues = edges.queues();
        this.arrivals = new UnitArrivals(queues);
        this.paths = edges.paths();
        this.feedback = edges.feedback();
        this.port = new ReceivePort(
                receivingPort,
                config.port().window(),
                new PostedPool(config.port().postedLines()),
                feedback);
        this.memory = new PeerMemory(config.memory());
        this.tags = new PeerTagTable(config.tags(), memory.counters());
        this.engines = new PeerEngines(peer, firstComponent, config, memory, edges);
        this.writeCounters = new long[queues.flows() * AccessKind.COUNT * PeerWriteLayout.COUNT];
        this.readCounters = new long[queues.flows() * AccessKind.COUNT * PeerReadLayout.COUNT];
    }

    /** Handles one record at its arrival. */
    public void accept(UnsafeBuffer records, int offset) {
        int kind = records.getByte(offset + TlpRecordLayout.KIND);
        int queue = records.getInt(offset + TlpRecordLayout.QUEUE);
        DeliveredRequest.wrap(tlp, records, offset);
        int outcome = records.getByte(offset + TlpRecordLayout.OUTCOME);
        if (outcome == UNCHANGED) {
            outcome = rules.outcome(tlp).ordinal();
        }
        int asked = paths.count(records, offset, queues.flow(queue), kind, outcome);
        if (outcome >= FIRST_LOST) {
            reject(records, offset, kind, queue);
        } else if (tlp.hasData()) {
            countTag(records, offset, outcome, asked);
            write(records, offset, kind, queue, wayMask(outcome, asked, queue));
        } else {
            read(records, offset, kind, queue);
        }
    }

    /** The peer rejects it: it takes effect nowhere, but its buffer space comes back. */
    private void reject(UnsafeBuffer records, int offset, int kind, int queue) {
        port.counters()[ReceiveCounter.LOST]++;
        long arrivalPs = records.getLong(offset + TlpRecordLayout.ARRIVAL_PS);
        int payloadBytes = records.getInt(offset + TlpRecordLayout.PAYLOAD_BYTES);
        if (payloadBytes > 0) {
            port.releaseCredits(arrivalPs, payloadBytes);
            arrivals.lost(records, offset, queue, kind);
        } else if (kind != REPLAY_READ) {
            // The requester gets a completion without data, status UR; its tag is free again.
            answer(records, offset, queue, arrivalPs + timing.cachePs(), 0, 0);
        }
    }

    /** What a tag means to the column with perfect tags is not asked. */
    private void countTag(UnsafeBuffer records, int offset, int outcome, int asked) {
        if (!perfect) {
            boolean due = (records.getByte(offset + TlpRecordLayout.FLAGS) & TlpRecordLayout.FLAG_TAG_DUE) != 0;
            tags.count(outcome, asked, due, tlp.st());
        }
    }

    private int wayMask(int outcome, int asked, int queue) {
        if (perfect && asked != AskedHint.PLAIN) {
            return memory.partitionWays(queue);
        }
        boolean tagged = outcome == HONOURED_8 || outcome == HONOURED_16;
        if (tagged && placement) {
            return memory.partitionWays(outcome == HONOURED_8 ? tlp.st() & 0xFF : tlp.st());
        }
        boolean cached = tagged || outcome == PH_ONLY || timing.untagged() == UntaggedWrite.CACHE;
        return cached ? memory.allWays() : PeerMemory.TO_MEMORY;
    }

    private void write(UnsafeBuffer records, int offset, int kind, int queue, int wayMask) {
        long arrivalPs = records.getLong(offset + TlpRecordLayout.ARRIVAL_PS);
        long address = tlp.address();
        long first = DeliveredRequest.firstByte(tlp, address);
        long end = DeliveredRequest.endByte(tlp, address);
        int lines = (int) ((end - 1 >>> 6) - (first >>> 6)) + 1;
        long placedPs = place(PeerWindow.localAddress(first), end - first, wayMask, kind, queue, arrivalPs);
        long startPs = port.accept(arrivalPs, lines);
        boolean relaxed = (records.getByte(offset + TlpRecordLayout.FLAGS) & TlpRecordLayout.FLAG_RELAXED) != 0;
        long visiblePs = port.commit(Math.max(startPs, placedPs) + latencyPs(wayMask), lines, relaxed);
        port.releaseCredits(startPs, records.getInt(offset + TlpRecordLayout.PAYLOAD_BYTES));
        port.counters()[ReceiveCounter.WRITES]++;
        port.counters()[ReceiveCounter.VISIBLE_DELAY_PS] += visiblePs - arrivalPs;
        paths.visible(queues.flow(queue), kind, visiblePs - arrivalPs);
        port.chain(arrivalPs, queue, address, visiblePs);
        deliver(records, offset, kind, queue, arrivalPs, visiblePs);
    }

    /** Writes the lines of {@code bytes} from {@code first}. @return when the last of them is where it goes */
    private long place(long first, long bytes, int wayMask, int kind, int queue, long nowPs) {
        if (ideal) {
            return nowPs;
        }
        int counter = (queues.flow(queue) * AccessKind.COUNT + kind) * PeerWriteLayout.COUNT;
        long end = first + bytes;
        for (long line = first >>> 6; line << 6 < end; line++) {
            writeCounters[counter + memory.write(line, wayMask, nowPs)]++;
        }
        return wayMask == PeerMemory.TO_MEMORY ? memory.transferredPs() : nowPs;
    }

    private long latencyPs(int wayMask) {
        if (ideal) {
            return Math.min(timing.cachePs(), timing.memoryPs());
        }
        return wayMask == PeerMemory.TO_MEMORY ? timing.memoryPs() : timing.cachePs();
    }

    private void deliver(UnsafeBuffer records, int offset, int kind, int queue, long arrivalPs, long visiblePs) {
        if (kind == COMPLETION) {
            arrivals.entries(records, offset, queue, visiblePs);
            engines.entryWritten(arrivalPs, queue, visiblePs);
        } else if (kind == INTERRUPT) {
            throw new IllegalStateException("an interrupt of queue " + queue + " reached peer " + (completer - 1));
        } else if (kind != REPLAY_WRITE) {
            arrivals.data(records, offset, queue, visiblePs);
        }
    }

    private void read(UnsafeBuffer records, int offset, int kind, int queue) {
        long arrivalPs = records.getLong(offset + TlpRecordLayout.ARRIVAL_PS);
        long address = tlp.address();
        int bytes = kind == REPLAY_READ ? tlp.lengthDw() * 4 : records.getInt(offset + TlpRecordLayout.UNIT_BYTES);
        boolean missed = kind != FLUSH_READ
                && !ideal
                && readLines(PeerWindow.localAddress(address), bytes, kind, queue, arrivalPs);
        long startPs = port.readStart(arrivalPs);
        long readyPs =
                missed ? Math.max(startPs, memory.transferredPs()) + timing.memoryPs() : startPs + timing.cachePs();
        port.counters()[ReceiveCounter.READS]++;
        port.chain(arrivalPs, queue, address, readyPs);
        if (kind != REPLAY_READ) {
            answer(records, offset, queue, readyPs, address, bytes);
        }
    }

    /** Reads the lines of {@code bytes} from {@code first}. @return whether memory was needed */
    private boolean readLines(long first, int bytes, int kind, int queue, long nowPs) {
        int counter = (queues.flow(queue) * AccessKind.COUNT + kind) * PeerReadLayout.COUNT;
        long last = first + Math.max(1, bytes) - 1 >>> 6;
        boolean missed = false;
        for (long line = first >>> 6; line <= last; line++) {
            int outcome = memory.deviceRead(line, nowPs);
            readCounters[counter + outcome]++;
            missed |= outcome == PeerReadLayout.MEMORY;
        }
        return missed;
    }

    private void answer(UnsafeBuffer records, int offset, int queue, long readyPs, long address, int bytes) {
        long unit = records.getLong(offset + TlpRecordLayout.UNIT);
        feedback.send(
                FeedbackLayout.head(FeedbackLayout.READ_READY, queue, completer),
                readyPs,
                FeedbackLayout.readReady(unit, address, bytes),
                0);
    }

    /** The exporter gives out other tags from now on, {@link PeerTagConfig#ABSENT} for none. */
    public void giveTags(int tag8, int tag16) {
        tags.give(tag8, tag16);
    }

    /** Fills the cache with dirty lines from address {@code firstAddress} on, of which nothing else is heard. Before the run. */
    public void prefillForeignDirty(long firstAddress) {
        memory.prefillForeignDirty(firstAddress >>> 6);
    }

    /** Lines written by devices, by {@code (flow * AccessKind.COUNT + kind) * PeerWriteLayout.COUNT + outcome}. */
    public long[] writeCounters() {
        return writeCounters;
    }

    /** Lines read by devices, by {@code (flow * AccessKind.COUNT + kind) * PeerReadLayout.COUNT + outcome}. */
    public long[] readCounters() {
        return readCounters;
    }

    /** Of the receiving port, indexed by {@link ReceiveCounter}. */
    public long[] portCounters() {
        return port.counters();
    }

    /** Indexed by {@link PeerCounter}. */
    public long[] counters() {
        return memory.counters();
    }

    public PeerEngines engines() {
        return engines;
    }

    /** Lines in the cache. */
    public long cachedLines() {
        return memory.cachedLines();
    }

    /** Chains the port, then the engines in order of their numbers. */
    public long digest() {
        return DigestChain.mix(port.digest(), engines.digest());
    }

    /** Appends the state for the stall report. */
    public void describe(StringBuilder text) {
        port.describe(text);
        engines.describe(text);
    }
}
