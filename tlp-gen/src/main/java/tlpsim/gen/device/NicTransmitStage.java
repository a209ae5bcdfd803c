package tlpsim.gen.device;

import java.util.Arrays;
import tlpsim.core.fabric.DeviceCounter;
import tlpsim.core.fabric.QueueLayout;
import tlpsim.core.fabric.SourceAgenda;
import tlpsim.core.fabric.UpstreamPort;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.pipeline.FeedbackLayout;
import tlpsim.core.pipeline.MessageRing;
import tlpsim.core.telemetry.DigestChain;
import tlpsim.gen.arrival.PortShaper;

/**
 * The half of a NIC that sends: descriptor fetches in batches, reads of the packets' data, the wire, completion entries.
 *
 * <p>Queues take turns, packet by packet. The reads of one packet ascend and are sent before those of the next; each is cut at MRRS and 4 KiB and needs a tag
 * and room for what comes back. Packets leave in the order in which they were begun, whichever data comes back first, at the port's speed. A fetch of
 * descriptors goes before data: it is what later data waits for.
 *
 * <p>A queue of which a read is lost stops: no further packet of it is begun, and the one that the read was for is dropped. Owned by the Source process.
 */
final class NicTransmitStage {
    /** Marks the unit of a read of this direction. Feedback keeps 36 bits of a unit; the highest is that of flushes. */
    private static final long TRANSMIT = 1L << 34;
    /** Of the unit of a read: data of the packet in the slot below. */
    private static final long DATA = 1L << 33;

    private static final int LANE_WIRE = 3;
    /** The engine is free again. Above the lanes of {@link TransmitReportStage}. */
    private static final int LANE_ENGINE = 6;

    private static final int LANE_BITS = 8;
    private static final int SUBJECT_SHIFT = 24;
    private static final int NONE = TransmitPacketTable.NONE;

    private final NicTransmitConfig config;
    private final TransmitRequests[] requests;
    private final ReadTags tags;
    private final TlpEmitter emitter;
    private final PostedTable contents;
    private final TransmitPacketTable packets = new TransmitPacketTable();
    private final TransmitReportStage reports;
    private final PortShaper wire;
    private final MessageRing observations;
    private final long[] counters;
    // Descriptors, cumulative per queue: posted by the driver >= fetched (asked for) >= arrived >= begun.
    private final long[] posted;
    private final long[] fetched;
    private final long[] arrived;
    private final long[] begun;
    private final boolean[] stopped;

    /** Queues with descriptors to fetch, and with packets to begin. */
    private final QueueRound fetching;

    private final QueueRound ready;

    /** The packet whose data is being asked for, or NONE. */
    private int asking = NONE;

    private final TransmitEngine engine;
    private boolean engineWakes;
    private boolean wireBusy;
    private long bufferUsed;
    private long begunUnits;
    private long begunBytes;
    private long roomUsed;

    /** Since when reads of data have waited, and for what: a counter, or NONE. */
    private long waitsSincePs;

    private int waitsFor = NONE;

    private SourceAgenda agenda;
    private long digest = DigestChain.start();

    /**
     * @param tags         shared with the other direction
     * @param counters     of the device
     * @param observations takes the time of each packet from when it was due to its last bit on the wire
     */
    NicTransmitStage(
            NicTransmitConfig config,
            TransmitRequests[] requests,
            UpstreamPort port,
            ReadTags tags,
            long[] counters,
            MessageRing observations) {
        this.config = config;
        this.requests = requests;
        this.tags = tags;
        this.counters = counters;
        this.observations = observations;
        this.emitter = new TlpEmitter(port, config.device(), config.mpsBytes(), config.mrrsBytes());
        this.engine = new TransmitEngine(config.engine());
        this.wire = new PortShaper(config.portBitsPerSecond());
        this.reports = new TransmitReportStage(config, requests, emitter, counters);
        int queues = requests.length;
        contents = new PostedTable(
                Arrays.stream(requests).map(TransmitRequests::layout).toArray(QueueLayout[]::new));
        posted = new long[queues];
        fetched = new long[queues];
        arrived = new long[queues];
        begun = new long[queues];
        stopped = new boolean[queues];
        fetching = new QueueRound(queues);
        ready = new QueueRound(queues);
    }

    /** True if {@code unit} is that of a read of this direction. */
    static boolean isTransmit(long unit) {
        return (unit & TRANSMIT) != 0;
    }

    /** True if the event is one of this direction. */
    static boolean isOwn(long event) {
        return CompletionStage.lane(event) >= LANE_WIRE;
    }

    void start(SourceAgenda newAgenda) {
        agenda = newAgenda;
        reports.start(newAgenda);
    }

    void onEvent(long timePs, long event) {
        int queue = CompletionStage.queue(event);
        if (CompletionStage.lane(event) == LANE_WIRE) {
            onSent(timePs);
        } else if (CompletionStage.lane(event) == LANE_ENGINE) {
            engineWakes = false;
            pump(timePs);
        } else {
            reports.onTimer(timePs, queue, event);
        }
    }

    void onDescriptorWritten(int queue, long payload, long intendedPs) {
        contents.write(queue, payload & ~FeedbackLayout.TRANSMIT_RING, intendedPs);
    }

    void onDoorbell(long timePs, int queue, long newPosted) {
        posted[queue] = newPosted;
        wantFetch(queue);
        pump(timePs);
    }

    private void wantFetch(int queue) {
        if (posted[queue] > fetched[queue]
                && fetched[queue] - begun[queue] < config.descriptorThreshold()
                && !stopped[queue]) {
            fetching.add(queue);
        }
    }

    private void wantBegin(int queue) {
        if (arrived[queue] > begun[queue] && !stopped[queue]) {
            ready.add(queue);
        }
    }

    /** The completer had a read of this direction for {@code servedPs}. */
    void onReadServed(long unit, long servedPs) {
        if ((unit & DATA) != 0) {
            engine.served(servedPs);
        }
    }

    void onReadCompleted(long timePs, int queue, long unit, int bytes) {
        tags.giveBack();
        if (bytes == 0) {
            stop(queue);
        }
        if ((unit & DATA) != 0) {
            onData((int) (unit & DATA - 1), bytes);
            startWire(timePs);
        } else if (bytes > 0) {
            arrived[queue] += bytes / requests[queue].layout().descriptorBytes();
            wantBegin(queue);
        }
    }

    private void stop(int queue) {
        counters[DeviceCounter.QUEUES_STOPPED] += stopped[queue] ? 0 : 1;
        stopped[queue] = true;
    }

    private void onData(int slot, int bytes) {
        roomUsed -= bytes;
        packets.arrived(slot, bytes);
        if (bytes == 0 && slot == asking) {
            asking = NONE;
        }
        if (packets.isGone(slot)) {
            roomUsed -= packets.bytesMissing(slot);
        }
    }

    /** Sends what reads it can. */
    void pump(long timePs) {
        int blockedBy = NONE;
        while (blockedBy == NONE && (!fetching.isEmpty() || asking != NONE || begin(timePs))) {
            if (tags.free() <= 0) {
                blockedBy = DeviceCounter.TAG_WAIT_PS;
            } else if (!fetching.isEmpty()) {
                fetch(timePs, fetching.take());
            } else if (!askForData(timePs)) {
                blockedBy = DeviceCounter.READ_ROOM_WAIT_PS;
            }
        }
        if (waitsFor != NONE) {
            counters[waitsFor] += timePs - waitsSincePs;
        }
        waitsFor = blockedBy;
        waitsSincePs = timePs;
    }

    private void fetch(long timePs, int queue) {
        if (stopped[queue]) {
            return;
        }
        QueueLayout layout = requests[queue].layout();
        int slot = layout.slot(fetched[queue]);
        long available = Math.min(posted[queue] - fetched[queue], layout.entries() - slot);
        int count = (int) Math.min(available, config.descriptorBatch());
        long address = layout.descriptorAddress(fetched[queue]);
        int entryBytes = layout.descriptorBytes();
        int bytes = Math.max(entryBytes, emitter.readPiece(address, count * entryBytes) / entryBytes * entryBytes);
        emitter.unit(config.firstQueue() + queue, TRANSMIT | fetched[queue] & DATA - 1, 0, timePs);
        emitter.read(timePs, requests[queue].descriptor(), AccessKind.TRANSMIT_DESCRIPTOR, address, bytes);
        fetched[queue] += bytes / entryBytes;
        tags.take(1);
        counters[DeviceCounter.DESCRIPTOR_READS]++;
        wantFetch(queue);
    }

    /** Begins the next packet, if there is one and room for it. A single packet may be larger than the buffer. */
    private boolean begin(long timePs) {
        while (!ready.isEmpty() && stopped[ready.head()]) {
            ready.take();
        }
        if (ready.isEmpty()) {
            return false;
        }
        if (engine.freePs() > timePs) {
            wakeWithEngine();
            return false;
        }
        int queue = ready.head();
        long unit = begun[queue];
        int bytes = contents.bytes(queue, unit);
        if (bufferUsed > 0 && bufferUsed + bytes > config.bufferBytes()) {
            return false;
        }
        ready.take();
        engine.take(timePs, bytes);
        begun[queue]++;
        bufferUsed += bytes;
        asking = packets.add(queue, contents.address(queue, unit), bytes, contents.intendedPs(queue, unit));
        begunUnits++;
        begunBytes += bytes;
        wantBegin(queue);
        wantFetch(queue);
        return true;
    }

    private void wakeWithEngine() {
        if (!engineWakes) {
            engineWakes = true;
            agenda.schedule(engine.freePs(), config.device(), LANE_ENGINE, LANE_ENGINE);
        }
    }

    /** One read of data. @return false if there is no room for what would come back */
    private boolean askForData(long timePs) {
        int slot = asking;
        long address = packets.nextAddress(slot);
        int bytes = emitter.readPiece(address, packets.bytesLeft(slot));
        if (roomUsed > 0 && roomUsed + bytes > config.readRoomBytes()) {
            return false;
        }
        int queue = packets.queue(slot);
        emitter.unit(config.firstQueue() + queue, TRANSMIT | DATA | slot, 0, packets.intendedPs(slot));
        emitter.read(timePs, requests[queue].data(), AccessKind.DATA_READ, address, bytes);
        packets.asked(slot, bytes);
        tags.take(1);
        roomUsed += bytes;
        counters[DeviceCounter.SEND_READS]++;
        if (packets.bytesLeft(slot) == 0) {
            asking = NONE;
        }
        return true;
    }

    /** Puts the next packet on the wire if all of it is there. */
    private void startWire(long timePs) {
        while (!wireBusy && packets.head() != NONE) {
            int slot = packets.head();
            if (packets.isComplete(slot)) {
                wireBusy = true;
                long lastBitPs = wire.receive(timePs, packets.bytes(slot));
                int queue = packets.queue(slot);
                long event = (long) slot << SUBJECT_SHIFT | (long) queue << LANE_BITS | LANE_WIRE;
                agenda.schedule(lastBitPs, config.device(), LANE_WIRE, event);
            } else if (packets.isGone(slot)) {
                counters[DeviceCounter.DISCARDED_UNITS]++;
                bufferUsed -= packets.bytes(slot);
                packets.removeHead();
            } else {
                return;
            }
        }
    }

    /** The last bit of the packet at the head has left. */
    private void onSent(long timePs) {
        int slot = packets.head();
        int queue = packets.queue(slot);
        int bytes = packets.bytes(slot);
        counters[DeviceCounter.SENT_UNITS]++;
        counters[DeviceCounter.SENT_BYTES] += bytes;
        digest = DigestChain.mix(DigestChain.mix(digest, timePs), (long) queue << 32 | bytes);
        observations.send(requests[queue].flow(), timePs - packets.intendedPs(slot), 0, 0);
        bufferUsed -= bytes;
        packets.removeHead();
        wireBusy = false;
        reports.sent(timePs, queue);
        startWire(timePs);
        pump(timePs);
    }

    /** Packets of which it began to read the data, and their bytes. */
    long begunUnits() {
        return begunUnits;
    }

    long begunBytes() {
        return begunBytes;
    }

    /** Packets begun per queue since the start; live. */
    long[] begunPerQueue() {
        return begun;
    }

    long digest() {
        return digest;
    }

    void describe(StringBuilder text) {
        text.append("  sends of device ")
                .append(config.device())
                .append(": packets=")
                .append(packets.count())
                .append(", readsOutstanding=")
                .append(tags.used())
                .append(", bufferUsed=")
                .append(bufferUsed)
                .append(", readRoomUsed=")
                .append(roomUsed)
                .append(", wireBusy=")
                .append(wireBusy)
                .append('\n');
    }
}
