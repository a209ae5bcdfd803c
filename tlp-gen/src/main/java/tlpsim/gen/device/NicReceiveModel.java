package tlpsim.gen.device;

import java.util.Arrays;
import tlpsim.core.fabric.DeviceCounter;
import tlpsim.core.fabric.DeviceModel;
import tlpsim.core.fabric.QueueLayout;
import tlpsim.core.fabric.SourceAgenda;
import tlpsim.core.fabric.UpstreamPort;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.telemetry.DigestChain;

/**
 * A NIC that receives packets: descriptor fetches in batches, payload writes to the posted buffer, the completion entry behind them, the MSI-X write
 * where one is due. A packet is dropped when the device's buffer is full (rx_missed), its queue has no posted descriptor (rx_no_descriptor) or is being
 * restarted; a packet whose descriptor is posted but not yet on the device waits in the buffer.
 *
 * <p>A queue that flushes sends a zero-length read behind the data of the units that an entry write covers, to the memory that holds it, and writes the
 * entries, and what follows them, when the read has come back; a read that was lost releases them too. Each flush needs a tag, as each fetch does.
 * Where both wait for one they take turns, flushes by queue in the order of waiting. Neither holds a tag while it waits for one, so both go on.
 *
 * <p>A queue whose descriptor read is lost stops: no descriptor that arrives later is used, the packets that wait for one are dropped, and so is what comes
 * when those at hand are used up. Reads that are due are still sent; they end by themselves.
 *
 * <p>Not thread safe: owned by the Source process.
 */
public final class NicReceiveModel implements DeviceModel, QueueRestart {
    private static final int LANE_ARRIVAL = 0;

    private final NicConfig config;
    private final PacketFeed feed;
    private final QueueRequests[] requests;
    private final TlpEmitter emitter;
    private final PacketWriteStage packets;
    private final DeviceBuffer buffer;
    private final long[] counters = new long[DeviceCounter.COUNT];
    private final long[] acceptedPerQueue;

    // Descriptors, cumulative per queue: posted by the driver >= fetched (asked for) >= arrived >= used.
    private final long[] posted;
    private final long[] fetched;
    private final long[] arrived;
    private final StrideCursor used;
    /** As {@link #used}, with the packets that wait. */
    private final StrideCursor accepted;

    /** Packets, cumulative per queue. */
    private final long[] units;

    private final boolean[] wantsFetch;
    private int fetchesWanted;
    private final ReadTags tags;
    private boolean starvedOfTags;
    private int nextRetry;

    /** What the driver posted behind it will not arrive. */
    private final boolean[] stopped;

    /** By queue: arrivals before this are dropped. */
    private final long[] restartEndPs;

    private final PacketWaitTable waiting;

    /** What descriptors say, where buffers come from a pool; null where buffer i belongs to descriptor i. */
    private final PostedTable contents;

    private final CompletionStage completions;
    private boolean flushesFirst;

    private SourceAgenda agenda;
    private long digest = DigestChain.start();

    public NicReceiveModel(NicConfig config, PacketFeed feed, QueueRequests[] requests, UpstreamPort port) {
        this(config, feed, requests, port, new ReadTags(config.maxReads()), null);
    }

    /** A NIC whose descriptors name buffers of a pool: at first in order, ring after ring, later what the driver writes. */
    public static NicReceiveModel pooled(
            NicConfig config, PacketFeed feed, QueueRequests[] requests, UpstreamPort port) {
        PostedTable contents = new PostedTable(layouts(requests));
        contents.fill();
        return new NicReceiveModel(config, feed, requests, port, new ReadTags(config.maxReads()), contents);
    }

    static QueueLayout[] layouts(QueueRequests[] requests) {
        return Arrays.stream(requests).map(QueueRequests::layout).toArray(QueueLayout[]::new);
    }

    /** A NIC whose other direction shares its tags. */
    NicReceiveModel(
            NicConfig config,
            PacketFeed feed,
            QueueRequests[] requests,
            UpstreamPort port,
            ReadTags tags,
            PostedTable contents) {
        this.config = config;
        this.tags = tags;
        this.contents = contents;
        this.feed = feed;
        this.requests = requests;
        this.emitter = new TlpEmitter(port, config.device(), config.mpsBytes(), config.mrrsBytes());
        this.packets = new PacketWriteStage(emitter, config);
        this.buffer = new DeviceBuffer(config.bufferBytes());
        int queues = requests.length;
        acceptedPerQueue = new long[queues];
        posted = new long[queues];
        fetched = new long[queues];
        arrived = new long[queues];
        used = new StrideCursor(layouts(requests));
        accepted = new StrideCursor(layouts(requests));
        units = new long[queues];
        wantsFetch = new boolean[queues];
        stopped = new boolean[queues];
        restartEndPs = new long[queues];
        waiting = new PacketWaitTable(queues);
        completions = new CompletionStage(config, requests, emitter, counters);
        for (int queue = 0; queue < queues; queue++) {
            posted[queue] = requests[queue].layout().descriptors();
        }
    }

    @Override
    public void start(SourceAgenda newAgenda) {
        agenda = newAgenda;
        completions.start(newAgenda);
        for (int queue = 0; queue < requests.length; queue++) {
            fetch(0, queue);
        }
        scheduleNextPacket();
    }

    private void scheduleNextPacket() {
        if (feed.advance()) {
            agenda.schedule(feed.arrivalPs(), config.device(), LANE_ARRIVAL, LANE_ARRIVAL);
        }
    }

    /** Nothing that feedback changes reaches a timer while no flush is under way; but a flush that the event sends must find a tag, whatever else comes. */
    @Override
    public boolean isSafe(long timePs, long event) {
        boolean arrives = CompletionStage.lane(event) == LANE_ARRIVAL;
        int queue = arrives ? feed.queue() : CompletionStage.queue(event);
        int reads = tags.used() + (requests[queue].flushes() ? 1 : 0);
        if (completions.open() > 0 || reads > config.maxReads()) {
            return false;
        }
        if (!arrives) {
            return true;
        }
        if (accepted.next(queue, feed.bytes()) >= arrived[queue] || !buffer.fits(timePs, feed.bytes())) {
            return false;
        }
        long ahead = fetched[queue] - used.used(queue) - 1;
        boolean fetches = ahead < config.descriptorThreshold();
        return !fetches
                || posted[queue] - fetched[queue] >= config.descriptorBatch() + config.descriptorThreshold()
                        && reads + maxReadsPerFetch() <= config.maxReads();
    }

    private int maxReadsPerFetch() {
        return 2 + 2 * config.descriptorThreshold() / config.descriptorBatch();
    }

    @Override
    public void onEvent(long timePs, long event) {
        if (CompletionStage.lane(event) == LANE_ARRIVAL) {
            receive(timePs);
            scheduleNextPacket();
        } else {
            completions.onTimer(timePs, event);
            sendFlushes(timePs);
        }
    }

    private void receive(long timePs) {
        int queue = feed.queue();
        int bytes = feed.bytes();
        counters[DeviceCounter.OFFERED_UNITS]++;
        counters[DeviceCounter.OFFERED_BYTES] += bytes;
        if (timePs < restartEndPs[queue]) {
            digest = DigestChain.mix(DigestChain.mix(digest, timePs), (long) queue << 32 | bytes);
            counters[DeviceCounter.RESTART_DROPS]++;
            return;
        }
        boolean room = buffer.fits(timePs, bytes);
        long usable = stopped[queue] ? arrived[queue] : posted[queue];
        boolean descriptor = accepted.next(queue, bytes) < usable;
        chain(timePs, queue, bytes, room, descriptor);
        if (!room) {
            counters[DeviceCounter.RX_MISSED]++;
            return;
        }
        if (!descriptor) {
            counters[DeviceCounter.RX_NO_DESCRIPTOR]++;
            return;
        }
        buffer.take(bytes);
        accepted.take(queue, bytes);
        counters[DeviceCounter.ACCEPTED_UNITS]++;
        counters[DeviceCounter.ACCEPTED_BYTES] += bytes;
        acceptedPerQueue[queue]++;
        if (waiting.count(queue) == 0 && used.next(queue, bytes) < arrived[queue]) {
            transfer(timePs, queue, bytes, timePs);
        } else {
            counters[DeviceCounter.WAITED_FOR_DESCRIPTOR]++;
            waiting.add(queue, bytes, timePs);
        }
        sendFlushes(timePs);
        fetch(timePs, queue);
    }

    private void chain(long timePs, int queue, int bytes, boolean room, boolean descriptor) {
        long chain = DigestChain.mix(digest, timePs);
        chain = DigestChain.mix(chain, (long) queue << 32 | bytes);
        digest = DigestChain.mix(chain, (room ? 1 : 0) + (descriptor ? 2 : 0));
    }

    /** Writes one packet with the queue's next descriptor. */
    private void transfer(long timePs, int queue, int bytes, long intendedPs) {
        long unit = units[queue]++;
        long descriptor = used.next(queue, bytes);
        int stride = used.take(queue, bytes);
        emitter.unit(config.firstQueue() + queue, unit, bytes, intendedPs);
        QueueRequests form = requests[queue];
        long address = contents == null ? form.layout().bufferAddress(unit) : contents.address(queue, descriptor);
        packets.write(timePs, form, unit, address + stride, bytes);
        completions.complete(timePs, queue);
    }

    private void sendFlushes(long timePs) {
        tags.take(completions.sendFlushes(timePs, tags.free()));
    }

    /** Asks for descriptors while fewer than the threshold are at hand or on the way. */
    private void fetch(long timePs, int queue) {
        QueueLayout layout = requests[queue].layout();
        boolean wants = false;
        while (fetched[queue] - used.used(queue) < config.descriptorThreshold() && !wants) {
            long available = posted[queue] - fetched[queue];
            if (available <= 0 || tags.free() <= 0) {
                wants = true;
                starvedOfTags |= available > 0;
            } else {
                int slot = layout.descriptorSlot(fetched[queue]);
                int count = (int) Math.min(Math.min(available, config.descriptorBatch()), layout.descriptors() - slot);
                long address = layout.descriptorAddress(fetched[queue]);
                int bytes = emitter.readPiece(address, count * layout.descriptorBytes());
                bytes = Math.max(layout.descriptorBytes(), bytes / layout.descriptorBytes() * layout.descriptorBytes());
                emitter.unit(config.firstQueue() + queue, fetched[queue], 0, timePs);
                emitter.read(timePs, requests[queue].descriptor(), AccessKind.DESCRIPTOR, address, bytes);
                fetched[queue] += bytes / layout.descriptorBytes();
                tags.take(1);
                counters[DeviceCounter.DESCRIPTOR_READS]++;
            }
        }
        noteFetchWanted(queue, wants);
    }

    private void noteFetchWanted(int queue, boolean wants) {
        if (wants != wantsFetch[queue]) {
            wantsFetch[queue] = wants;
            fetchesWanted += wants ? 1 : -1;
        }
    }

    @Override
    public void onDescriptorWritten(int globalQueue, long payload, long intendedPs) {
        contents.write(globalQueue - config.firstQueue(), payload, intendedPs);
    }

    @Override
    public void onDoorbell(long timePs, int globalQueue, long newPosted) {
        int queue = globalQueue - config.firstQueue();
        posted[queue] = newPosted;
        if (wantsFetch[queue]) {
            fetch(timePs, queue);
        }
    }

    @Override
    public void onReadCompleted(long timePs, int globalQueue, long unit, int bytes) {
        int queue = globalQueue - config.firstQueue();
        tags.giveBack();
        if (FlushTable.isFlush(unit)) {
            completions.onFlushed(timePs, queue, unit, bytes);
        } else if (bytes == 0) {
            stop(queue);
        } else if (!stopped[queue]) {
            arrived[queue] += bytes / requests[queue].layout().descriptorBytes();
            while (waiting.count(queue) > 0 && used.next(queue, waiting.headBytes(queue)) < arrived[queue]) {
                int packetBytes = waiting.headBytes(queue);
                long packetArrivalPs = waiting.headArrivalPs(queue);
                waiting.removeHead(queue);
                transfer(timePs, queue, packetBytes, packetArrivalPs);
            }
        }
        useFreeTag(timePs, queue);
    }

    private void stop(int queue) {
        counters[DeviceCounter.QUEUES_STOPPED] += stopped[queue] ? 0 : 1;
        stopped[queue] = true;
        while (waiting.count(queue) > 0) {
            buffer.giveBack(waiting.headBytes(queue));
            waiting.removeHead(queue);
            counters[DeviceCounter.DISCARDED_UNITS]++;
        }
    }

    /** The tag of a read of {@code queue} came free. */
    private void useFreeTag(long timePs, int queue) {
        boolean contested = starvedOfTags && completions.isFlushWaiting();
        flushesFirst ^= contested;
        if (!contested || flushesFirst) {
            sendFlushes(timePs);
        }
        if (starvedOfTags) {
            // Others waited for this tag: the queue whose read it was does not simply keep it.
            noteFetchWanted(queue, fetched[queue] - used.used(queue) < config.descriptorThreshold());
            retryFetches(timePs);
        } else {
            fetch(timePs, queue);
        }
        sendFlushes(timePs);
    }

    /** A tag came free: queues that had to wait for one try again, in turn; those that still have to stay known. */
    private void retryFetches(long timePs) {
        starvedOfTags = false;
        int first = nextRetry;
        for (int step = 0; step < requests.length && fetchesWanted > 0 && !starvedOfTags; step++) {
            int queue = (first + step) % requests.length;
            if (wantsFetch[queue] && posted[queue] > fetched[queue]) {
                if (tags.free() > 0) {
                    fetch(timePs, queue);
                    nextRetry = (queue + 1) % requests.length;
                } else {
                    starvedOfTags = true;
                }
            }
        }
    }

    /** A tag of the other direction came free. */
    void onTagFree(long timePs) {
        sendFlushes(timePs);
        if (starvedOfTags) {
            retryFetches(timePs);
        }
    }

    @Override
    public void restart(int queue, long untilPs) {
        restartEndPs[queue] = untilPs;
    }

    @Override
    public void onDeparted(long timePs, int unitBytes) {
        buffer.depart(timePs, unitBytes);
    }

    @Override
    public boolean isReactive() {
        return waiting.total() > 0 || fetchesWanted > 0 || completions.open() > 0;
    }

    @Override
    public long[] counters() {
        return counters;
    }

    @Override
    public long[] acceptedPerQueue() {
        return acceptedPerQueue;
    }

    @Override
    public long digest() {
        return digest;
    }

    @Override
    public void describe(StringBuilder text) {
        text.append("  nic ")
                .append(config.device())
                .append(": waiting=")
                .append(waiting.total())
                .append(", fetchesWanted=")
                .append(fetchesWanted)
                .append(", readsOutstanding=")
                .append(tags.used())
                .append(", groupsOfEntriesToFlush=")
                .append(completions.open())
                .append(", bufferUsed=")
                .append(buffer.usedBytes())
                .append('\n');
    }
}
