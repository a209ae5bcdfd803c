package tlpsim.gen.device;

import tlpsim.core.fabric.DeviceCounter;
import tlpsim.core.fabric.DeviceModel;
import tlpsim.core.fabric.QueueLayout;
import tlpsim.core.fabric.SourceAgenda;
import tlpsim.core.fabric.UpstreamPort;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.pipeline.TlpRecordLayout;
import tlpsim.core.telemetry.DigestChain;

/**
 * A NIC that receives packets: descriptor fetches in batches, payload writes to the posted buffer, the completion entry behind them, the MSI-X write
 * where one is due. A packet is dropped when the device's buffer is full (rx_missed) or its queue has no posted descriptor (rx_no_descriptor);
 * a packet whose descriptor is posted but not yet on the device waits in the buffer.
 *
 * <p>The write that holds the packet's first bytes is the HEADER access, all others are PAYLOAD. Not thread safe: owned by the Source process.
 */
public final class NicReceiveModel implements DeviceModel {
    private static final int LANE_ARRIVAL = 0;
    private static final int LANE_TIMER = 1;
    private static final int LANE_FLUSH = 2;
    private static final int EVENT_BITS = 8;
    private static final int NONE = -1;
    private static final int INTERRUPT_BYTES = 4;
    private static final int LINE_BYTES = 64;

    private final NicConfig config;
    private final PacketFeed feed;
    private final QueueRequests[] requests;
    private final TlpEmitter emitter;
    private final DeviceBuffer buffer;
    private final long[] counters = new long[DeviceCounter.COUNT];
    private final long[] acceptedPerQueue;

    // Descriptors, cumulative per queue: posted by the driver >= fetched (asked for) >= arrived >= used.
    private final long[] posted;
    private final long[] fetched;
    private final long[] arrived;
    private final long[] used;
    private final boolean[] wantsFetch;
    private int fetchesWanted;
    private int readsOutstanding;
    private boolean starvedOfTags;
    private int nextRetry;

    // Packets that wait for a descriptor, a list per queue.
    private final int[] waitingHead;
    private final int[] waitingTail;
    private final int[] waitingCount;
    private int waitingTotal;
    private int[] waitingNext = new int[256];
    private int[] waitingBytes = new int[256];
    private long[] waitingArrivalPs = new long[256];
    private int waitingFree;

    // Completion entries that wait to be written, and interrupts.
    private final int[] entriesHeld;
    private final long[] entriesWritten;
    private final InterruptModeration moderation;

    private SourceAgenda agenda;
    private long digest = DigestChain.start();

    public NicReceiveModel(NicConfig config, PacketFeed feed, QueueRequests[] requests, UpstreamPort port) {
        this.config = config;
        this.feed = feed;
        this.requests = requests;
        this.emitter = new TlpEmitter(port, config.device(), config.mpsBytes(), config.mrrsBytes());
        this.buffer = new DeviceBuffer(config.bufferBytes());
        int queues = requests.length;
        acceptedPerQueue = new long[queues];
        posted = new long[queues];
        fetched = new long[queues];
        arrived = new long[queues];
        used = new long[queues];
        wantsFetch = new boolean[queues];
        waitingHead = new int[queues];
        waitingTail = new int[queues];
        waitingCount = new int[queues];
        entriesHeld = new int[queues];
        entriesWritten = new long[queues];
        moderation = new InterruptModeration(config.interrupts(), queues);
        for (int queue = 0; queue < queues; queue++) {
            posted[queue] = requests[queue].layout().entries();
        }
        for (int slot = 0; slot < waitingNext.length; slot++) {
            waitingNext[slot] = slot + 1;
        }
        waitingNext[waitingNext.length - 1] = NONE;
    }

    @Override
    public void start(SourceAgenda newAgenda) {
        agenda = newAgenda;
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

    @Override
    public boolean isSafe(long timePs, long event) {
        if (lane(event) != LANE_ARRIVAL) {
            // Timers look at nothing that feedback changes.
            return true;
        }
        int queue = feed.queue();
        if (used[queue] + waitingCount[queue] >= arrived[queue] || !buffer.fits(timePs, feed.bytes())) {
            return false;
        }
        long ahead = fetched[queue] - used[queue] - 1;
        boolean fetches = ahead < config.descriptorThreshold();
        return !fetches
                || posted[queue] - fetched[queue] >= config.descriptorBatch() + config.descriptorThreshold()
                        && readsOutstanding + maxReadsPerFetch() <= config.maxReads();
    }

    private int maxReadsPerFetch() {
        return 2 + 2 * config.descriptorThreshold() / config.descriptorBatch();
    }

    @Override
    public void onEvent(long timePs, long event) {
        switch (lane(event)) {
            case LANE_ARRIVAL -> {
                receive(timePs);
                scheduleNextPacket();
            }
            case LANE_TIMER -> onInterruptTimer(timePs, queueOf(event));
            default -> onFlushTimer(timePs, event);
        }
    }

    private static int lane(long event) {
        return (int) event & (1 << EVENT_BITS) - 1;
    }

    private static int queueOf(long event) {
        return (int) (event >>> EVENT_BITS) & 0xFFFF;
    }

    private void receive(long timePs) {
        int queue = feed.queue();
        int bytes = feed.bytes();
        counters[DeviceCounter.OFFERED_UNITS]++;
        counters[DeviceCounter.OFFERED_BYTES] += bytes;
        boolean room = buffer.fits(timePs, bytes);
        boolean descriptor = used[queue] + waitingCount[queue] < posted[queue];
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
        counters[DeviceCounter.ACCEPTED_UNITS]++;
        counters[DeviceCounter.ACCEPTED_BYTES] += bytes;
        acceptedPerQueue[queue]++;
        if (waitingCount[queue] == 0 && used[queue] < arrived[queue]) {
            transfer(timePs, queue, bytes, timePs);
        } else {
            hold(queue, bytes, timePs);
        }
        fetch(timePs, queue);
    }

    private void chain(long timePs, int queue, int bytes, boolean room, boolean descriptor) {
        long chain = DigestChain.mix(digest, timePs);
        chain = DigestChain.mix(chain, (long) queue << 32 | bytes);
        digest = DigestChain.mix(chain, (room ? 1 : 0) + (descriptor ? 2 : 0));
    }

    private void hold(int queue, int bytes, long arrivalPs) {
        counters[DeviceCounter.WAITED_FOR_DESCRIPTOR]++;
        if (waitingFree == NONE) {
            growWaiting();
        }
        int slot = waitingFree;
        waitingFree = waitingNext[slot];
        waitingNext[slot] = NONE;
        waitingBytes[slot] = bytes;
        waitingArrivalPs[slot] = arrivalPs;
        if (waitingCount[queue] == 0) {
            waitingHead[queue] = slot;
        } else {
            waitingNext[waitingTail[queue]] = slot;
        }
        waitingTail[queue] = slot;
        waitingCount[queue]++;
        waitingTotal++;
    }

    private void growWaiting() {
        int old = waitingNext.length;
        waitingNext = java.util.Arrays.copyOf(waitingNext, old * 2);
        waitingBytes = java.util.Arrays.copyOf(waitingBytes, old * 2);
        waitingArrivalPs = java.util.Arrays.copyOf(waitingArrivalPs, old * 2);
        for (int slot = old; slot < old * 2; slot++) {
            waitingNext[slot] = slot + 1;
        }
        waitingNext[old * 2 - 1] = NONE;
        waitingFree = old;
    }

    /** Writes one packet with the queue's next descriptor. */
    private void transfer(long timePs, int queue, int bytes, long intendedPs) {
        QueueRequests form = requests[queue];
        QueueLayout layout = form.layout();
        long unit = used[queue]++;
        emitter.unit(config.firstQueue() + queue, unit, bytes, intendedPs);
        long address = layout.bufferAddress(unit);
        int left = bytes;
        int split = Math.min(config.headerSplitBytes(), bytes);
        if (split > 0) {
            int flags = split == bytes ? TlpRecordLayout.FLAG_LAST : 0;
            emitter.write(timePs, form.header(), AccessKind.HEADER, layout.headerAddress(unit), split, flags);
            left -= split;
        }
        boolean first = split == 0;
        while (left > 0) {
            int piece = emitter.writePiece(address, left);
            int flags = piece == left ? TlpRecordLayout.FLAG_LAST : 0;
            if (first) {
                emitter.write(timePs, form.header(), AccessKind.HEADER, address, piece, flags);
                first = false;
            } else {
                emitter.write(timePs, form.payload(), AccessKind.PAYLOAD, address, piece, flags);
            }
            address += piece;
            left -= piece;
        }
        complete(timePs, queue);
    }

    private void complete(long timePs, int queue) {
        entriesHeld[queue]++;
        QueueLayout layout = requests[queue].layout();
        if (entriesHeld[queue] >= config.completion().entriesPerWrite()
                || endsLine(layout, entriesWritten[queue] + entriesHeld[queue])) {
            writeEntries(timePs, queue);
        } else if (entriesHeld[queue] == 1) {
            // The event names the entry that must not wait longer; if it has been written by then, nothing happens.
            long entry = entriesWritten[queue];
            agenda.schedule(
                    timePs + config.completion().waitPs(),
                    config.device(),
                    LANE_FLUSH,
                    entry << EVENT_BITS + 16 | (long) queue << EVENT_BITS | LANE_FLUSH);
        }
    }

    /** A write of entries covers one line at most, and never wraps. */
    private static boolean endsLine(QueueLayout layout, long nextEntry) {
        return (layout.completionAddress(nextEntry) & LINE_BYTES - 1) == 0;
    }

    private void onFlushTimer(long timePs, long event) {
        int queue = queueOf(event);
        long entry = event >>> EVENT_BITS + 16;
        if (entriesHeld[queue] > 0 && entriesWritten[queue] == entry) {
            writeEntries(timePs, queue);
        }
    }

    private void writeEntries(long timePs, int queue) {
        QueueRequests form = requests[queue];
        QueueLayout layout = form.layout();
        long first = entriesWritten[queue];
        int entries = entriesHeld[queue];
        int bytes = (entries - 1) * layout.completionStrideBytes() + layout.completionBytes();
        emitter.unit(config.firstQueue() + queue, first, 0, timePs);
        emitter.writeEntries(timePs, form.completion(), layout.completionAddress(first), bytes, entries);
        entriesWritten[queue] = first + entries;
        entriesHeld[queue] = 0;
        counters[DeviceCounter.COMPLETION_WRITES]++;
        if (config.interrupts().enabled()) {
            moderate(timePs, queue, moderation.completed(timePs, queue, entries));
        }
    }

    private void onInterruptTimer(long timePs, int queue) {
        moderate(timePs, queue, moderation.expired(timePs, queue));
    }

    private void moderate(long timePs, int queue, boolean fires) {
        if (fires) {
            interrupt(timePs, queue);
        }
        if (moderation.armsTimer(queue)) {
            agenda.schedule(
                    moderation.timerPs(queue), config.device(), LANE_TIMER, (long) queue << EVENT_BITS | LANE_TIMER);
        }
    }

    private void interrupt(long timePs, int queue) {
        emitter.unit(config.firstQueue() + queue, 0, 0, timePs);
        long address = config.interrupts().address();
        emitter.write(timePs, requests[queue].interrupt(), AccessKind.INTERRUPT, address, INTERRUPT_BYTES, 0);
        counters[DeviceCounter.INTERRUPTS]++;
    }

    /** Asks for descriptors while fewer than the threshold are at hand or on the way. */
    private void fetch(long timePs, int queue) {
        QueueLayout layout = requests[queue].layout();
        boolean wants = false;
        while (fetched[queue] - used[queue] < config.descriptorThreshold() && !wants) {
            long available = posted[queue] - fetched[queue];
            if (available <= 0 || readsOutstanding >= config.maxReads()) {
                wants = true;
                starvedOfTags |= available > 0;
            } else {
                int slot = layout.slot(fetched[queue]);
                int count = (int) Math.min(Math.min(available, config.descriptorBatch()), layout.entries() - slot);
                long address = layout.descriptorAddress(fetched[queue]);
                int bytes = emitter.readPiece(address, count * layout.descriptorBytes());
                bytes = Math.max(layout.descriptorBytes(), bytes / layout.descriptorBytes() * layout.descriptorBytes());
                emitter.unit(config.firstQueue() + queue, fetched[queue], 0, timePs);
                emitter.read(timePs, requests[queue].descriptor(), AccessKind.DESCRIPTOR, address, bytes);
                fetched[queue] += bytes / layout.descriptorBytes();
                readsOutstanding++;
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
        arrived[queue] += bytes / requests[queue].layout().descriptorBytes();
        readsOutstanding--;
        while (waitingCount[queue] > 0 && used[queue] < arrived[queue]) {
            int slot = waitingHead[queue];
            waitingHead[queue] = waitingNext[slot];
            waitingNext[slot] = waitingFree;
            waitingFree = slot;
            waitingCount[queue]--;
            waitingTotal--;
            transfer(timePs, queue, waitingBytes[slot], waitingArrivalPs[slot]);
        }
        if (starvedOfTags) {
            // Others waited for this tag: the queue whose read it was does not simply keep it.
            noteFetchWanted(queue, fetched[queue] - used[queue] < config.descriptorThreshold());
            retryFetches(timePs);
        } else {
            fetch(timePs, queue);
        }
    }

    /** A tag came free: queues that had to wait for one try again, in turn; those that still have to stay known. */
    private void retryFetches(long timePs) {
        starvedOfTags = false;
        int first = nextRetry;
        for (int step = 0; step < requests.length && fetchesWanted > 0 && !starvedOfTags; step++) {
            int queue = (first + step) % requests.length;
            if (wantsFetch[queue] && posted[queue] > fetched[queue]) {
                if (readsOutstanding < config.maxReads()) {
                    fetch(timePs, queue);
                    nextRetry = (queue + 1) % requests.length;
                } else {
                    starvedOfTags = true;
                }
            }
        }
    }

    @Override
    public void onDeparted(long timePs, int unitBytes) {
        buffer.depart(timePs, unitBytes);
    }

    @Override
    public boolean isReactive() {
        return waitingTotal > 0 || fetchesWanted > 0;
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
                .append(waitingTotal)
                .append(", fetchesWanted=")
                .append(fetchesWanted)
                .append(", readsOutstanding=")
                .append(readsOutstanding)
                .append(", bufferUsed=")
                .append(buffer.usedBytes())
                .append('\n');
    }
}
