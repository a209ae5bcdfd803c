package tlpsim.gen.device;

import tlpsim.core.fabric.DeviceCounter;
import tlpsim.core.fabric.DeviceModel;
import tlpsim.core.fabric.QueueLayout;
import tlpsim.core.fabric.SourceAgenda;
import tlpsim.core.fabric.UpstreamPort;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.pipeline.TlpRecordLayout;
import tlpsim.core.random.RandomStream;
import tlpsim.core.telemetry.DigestChain;
import tlpsim.gen.arrival.ArrivalProcess;

/**
 * An NVMe device: it fetches submission entries, waits for its medium, writes the data of read commands to host memory
 * or reads that of write commands from it, writes the completion entry and, where one is due, the interrupt.
 *
 * <p>Closed loop: every command that the driver posts is due at once. Paced: an arrival process makes commands due, to
 * the queues in turn; they wait in the host while their queue has no room. A unit is a place among the completions of a
 * queue: the host sees only that order, so the buffer that a read command fills is that of its unit, while the one that
 * a write command empties is that of its number. The entry of a write command carries
 * {@link TlpRecordLayout#FLAG_LAST}: no data comes before it. Where the queue's layout has lists of pages, that of a command is read before its medium
 * or its data. A queue of which a read is lost stops: it fetches no more
 * commands, and those that the read was for do not complete. Not thread safe: owned by the Source process.
 */
public final class NvmeModel implements DeviceModel {
    private static final int LANE_ARRIVAL = 0;
    private static final int LANE_MEDIA = 1;
    private static final int LANE_TIMER = 2;
    private static final int EVENT_BITS = 8;
    private static final int INTERRUPT_BYTES = 4;
    private static final int MILLION = 1_000_000;

    private final NvmeModelConfig config;
    private final NvmeRequests[] requests;
    private final RandomStream draws;
    private final ArrivalProcess arrivals;
    private final boolean paced;
    private final TlpEmitter emitter;
    private final PageOrderWalk walk;
    private final NvmeQueueTable queues;
    private final NvmeCommandTable commands = new NvmeCommandTable();
    private final NvmeReadStage reads;
    private final InterruptModeration moderation;
    private final int commandBytes;
    private final long[] counters = new long[NvmeCounter.COUNT];
    private final long[] acceptedPerQueue;

    private SourceAgenda agenda;
    private long arrivalPs;
    private long arrivalIndex;
    private long digest = DigestChain.start();

    /** Closed loop: all queues always hold as many commands as their depth allows. */
    public NvmeModel(NvmeModelConfig config, NvmeRequests[] requests, RandomStream draws, UpstreamPort port) {
        this(config, requests, draws, port, index -> ArrivalProcess.END, false);
    }

    /**
     * Paced: command i of the device starts when {@code arrivals} say so at the earliest, in queue i modulo their
     * number.
     */
    public NvmeModel(
            NvmeModelConfig config,
            NvmeRequests[] requests,
            RandomStream draws,
            UpstreamPort port,
            ArrivalProcess arrivals) {
        this(config, requests, draws, port, arrivals, true);
    }

    private NvmeModel(
            NvmeModelConfig config,
            NvmeRequests[] requests,
            RandomStream draws,
            UpstreamPort port,
            ArrivalProcess arrivals,
            boolean paced) {
        this.config = config;
        this.requests = requests;
        this.draws = draws;
        this.arrivals = arrivals;
        this.paced = paced;
        this.emitter = new TlpEmitter(port, config.device(), config.mpsBytes(), config.mrrsBytes());
        NvmeModelConfig.CommandForm form = config.commands();
        this.walk = new PageOrderWalk(form.pageOrder(), form.blockBytes());
        this.queues = new NvmeQueueTable(requests.length, form.depth());
        this.moderation = new InterruptModeration(config.interrupts(), requests.length);
        this.commandBytes = form.commandBytes();
        this.reads = new NvmeReadStage(config, requests, emitter, queues, commands, counters);
        this.acceptedPerQueue = new long[requests.length];
        for (NvmeRequests request : requests) {
            request.requireRoomFor(form);
        }
    }

    @Override
    public void start(SourceAgenda newAgenda) {
        agenda = newAgenda;
        if (paced) {
            scheduleNextArrival();
            return;
        }
        for (int queue = 0; queue < requests.length; queue++) {
            offer(0, queue, config.commands().depth());
        }
        reads.ask(0);
    }

    private void scheduleNextArrival() {
        long gapPs = arrivals.nextGapPs(arrivalIndex);
        if (gapPs != ArrivalProcess.END) {
            arrivalPs += gapPs;
            agenda.schedule(arrivalPs, config.device(), LANE_ARRIVAL, LANE_ARRIVAL);
        }
    }

    /**
     * Medium and timers look at nothing that feedback changes. An arrival has the same effect whatever the feedback if
     * its queue has room and a tag is free: more room and more tags change nothing.
     */
    @Override
    public boolean isSafe(long timePs, long event) {
        if (lane(event) != LANE_ARRIVAL) {
            return true;
        }
        int queue = arrivalQueue();
        return queues.offered(queue) < queues.posted(queue) && reads.hasSpareTag();
    }

    private int arrivalQueue() {
        return (int) (arrivalIndex % requests.length);
    }

    @Override
    public void onEvent(long timePs, long event) {
        int subject = (int) (event >>> EVENT_BITS);
        switch (lane(event)) {
            case LANE_ARRIVAL -> onArrival(timePs);
            case LANE_MEDIA -> onMedia(timePs, subject);
            default -> settleInterrupt(timePs, subject, moderation.expired(timePs, subject));
        }
    }

    private static int lane(long event) {
        return (int) event & (1 << EVENT_BITS) - 1;
    }

    private void onArrival(long timePs) {
        int queue = arrivalQueue();
        if (queues.offered(queue) >= queues.posted(queue)) {
            counters[NvmeCounter.WAITED_FOR_DEPTH]++;
        }
        offer(timePs, queue, 1);
        reads.ask(timePs);
        arrivalIndex++;
        scheduleNextArrival();
    }

    private void offer(long timePs, int queue, long count) {
        for (long command = 0; command < count; command++) {
            queues.offer(queue, timePs);
        }
        counters[DeviceCounter.OFFERED_UNITS] += count;
        counters[DeviceCounter.OFFERED_BYTES] += count * commandBytes;
    }

    @Override
    public void onDoorbell(long timePs, int globalQueue, long newPosted) {
        int queue = globalQueue - config.firstQueue();
        int entries = requests[queue].queue().layout().entries();
        long more = queues.post(queue, newPosted - entries + config.commands().depth());
        if (!paced) {
            offer(timePs, queue, more);
        }
        reads.ask(timePs);
    }

    @Override
    public void onReadCompleted(long timePs, int globalQueue, long unit, int bytes) {
        reads.ended();
        int queue = globalQueue - config.firstQueue();
        int slot = NvmeReadStage.slot(unit);
        if (bytes == 0) {
            counters[DeviceCounter.QUEUES_STOPPED] += queues.stop(queue) ? 1 : 0;
        } else if (NvmeReadStage.isData(unit)) {
            if (commands.addArrived(slot, bytes) == commandBytes) {
                access(timePs, slot, config.media().writePs());
            }
        } else if (NvmeReadStage.isList(unit)) {
            if (commands.addArrived(slot, bytes) == commands.listBytes(slot)) {
                commands.endList(slot);
                proceed(timePs, slot);
            }
        } else {
            int entryBytes = requests[queue].queue().layout().descriptorBytes();
            for (int entries = bytes / entryBytes; entries > 0; entries--) {
                // Beginning a command puts it into another list.
                int next = commands.next(slot);
                begin(timePs, slot);
                slot = next;
            }
        }
        reads.ask(timePs);
    }

    private void begin(long timePs, int slot) {
        counters[DeviceCounter.ACCEPTED_UNITS]++;
        counters[DeviceCounter.ACCEPTED_BYTES] += commandBytes;
        acceptedPerQueue[commands.queue(slot)]++;
        chain(timePs, slot, commands.command(slot));
        QueueLayout layout = requests[commands.queue(slot)].queue().layout();
        if (layout.listBytes() > 0) {
            commands.needList(slot, layout.listBytes());
            commands.ask(slot);
        } else {
            proceed(timePs, slot);
        }
    }

    /** The device knows where the data of the command lies. */
    private void proceed(long timePs, int slot) {
        if (isRead(slot)) {
            access(timePs, slot, config.media().readPs());
        } else {
            commands.ask(slot);
        }
    }

    private void chain(long timePs, int slot, long number) {
        long chain = DigestChain.mix(digest, timePs);
        digest = DigestChain.mix(DigestChain.mix(chain, commands.queue(slot)), number);
    }

    private boolean isRead(int slot) {
        long bits = draws.bitsAt(commands.command(slot), commands.queue(slot) << 1);
        return RandomStream.bounded(bits, MILLION) < config.commands().readsPerMillion();
    }

    /** The medium is at work on the command for {@code leastPs} and what this command takes longer. */
    private void access(long timePs, int slot, long leastPs) {
        long bits = draws.bitsAt(commands.command(slot), commands.queue(slot) << 1 | 1);
        long mediaPs = leastPs + RandomStream.bounded(bits, config.media().spreadPs());
        agenda.schedule(timePs + mediaPs, config.device(), LANE_MEDIA, (long) slot << EVENT_BITS | LANE_MEDIA);
    }

    private void onMedia(long timePs, int slot) {
        int queue = commands.queue(slot);
        QueueRequests form = requests[queue].queue();
        long unit = queues.completed(queue);
        boolean read = isRead(slot);
        emitter.unit(config.firstQueue() + queue, unit, read ? commandBytes : 0, commands.intendedPs(slot));
        if (read) {
            writeData(timePs, form, unit);
        }
        long entryAddress = form.layout().completionAddress(unit);
        int flags = read ? 0 : TlpRecordLayout.FLAG_LAST;
        emitter.write(
                timePs,
                form.completion(),
                AccessKind.COMPLETION,
                entryAddress,
                form.layout().completionBytes(),
                flags);
        chain(timePs, slot, unit);
        queues.complete(queue);
        commands.free(slot);
        counters[DeviceCounter.COMPLETION_WRITES]++;
        counters[read ? NvmeCounter.READ_COMMANDS : NvmeCounter.WRITE_COMMANDS]++;
        if (config.interrupts().enabled()) {
            settleInterrupt(timePs, queue, moderation.completed(timePs, queue, 1));
        }
    }

    private void writeData(long timePs, QueueRequests form, long unit) {
        int left = commandBytes;
        walk.start(form.layout().bufferAddress(unit), commandBytes);
        while (walk.next()) {
            long address = walk.address();
            int inBlock = walk.bytes();
            while (inBlock > 0) {
                int piece = emitter.writePiece(address, inBlock);
                int flags = piece == left ? TlpRecordLayout.FLAG_LAST : 0;
                emitter.write(timePs, form.payload(), AccessKind.PAYLOAD, address, piece, flags);
                address += piece;
                inBlock -= piece;
                left -= piece;
            }
        }
    }

    private void settleInterrupt(long timePs, int queue, boolean due) {
        if (due) {
            long address = config.interrupts().address();
            emitter.unit(config.firstQueue() + queue, 0, 0, timePs);
            emitter.write(
                    timePs, requests[queue].queue().interrupt(), AccessKind.INTERRUPT, address, INTERRUPT_BYTES, 0);
            counters[DeviceCounter.INTERRUPTS]++;
        } else if (moderation.armsTimer(queue)) {
            long event = (long) queue << EVENT_BITS | LANE_TIMER;
            agenda.schedule(moderation.timerPs(queue), config.device(), LANE_TIMER, event);
        }
    }

    @Override
    public void onDeparted(long timePs, int unitBytes) {
        // There is no buffer to run out of.
    }

    /**
     * The end of a read makes commands begin or frees a tag. A doorbell makes the device fetch where commands wait for
     * room, in the closed loop always; there it can come only while completed commands have not been replaced.
     */
    @Override
    public boolean isReactive() {
        return reads.outstanding() > 0 || (paced ? queues.unposted() : queues.unreturned()) > 0;
    }

    /** Indexed by {@link DeviceCounter} and, behind those, {@link NvmeCounter}. */
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
        text.append("  nvme ")
                .append(config.device())
                .append(": commands=")
                .append(commands.used())
                .append(", readsOutstanding=")
                .append(reads.outstanding())
                .append(", unposted=")
                .append(queues.unposted())
                .append(", unreturned=")
                .append(queues.unreturned())
                .append('\n');
    }
}
