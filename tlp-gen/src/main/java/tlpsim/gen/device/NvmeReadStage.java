package tlpsim.gen.device;

import tlpsim.core.fabric.DeviceCounter;
import tlpsim.core.fabric.QueueLayout;
import tlpsim.core.pipeline.AccessKind;

/** The reads of an NVMe device, as far as it has tags: lists of pages and data of commands that have begun, then submission entries, by queue. */
final class NvmeReadStage {
    /** Of the unit of a read, what it is for; the slot of the command stands above. */
    private static final int ENTRIES = 0;

    private static final int DATA = 1;
    private static final int LIST = 2;
    private static final int WHAT_SHIFT = 2;

    private final NvmeModelConfig config;
    private final NvmeRequests[] requests;
    private final TlpEmitter emitter;
    private final NvmeQueueTable queues;
    private final NvmeCommandTable commands;
    private final long[] counters;
    private final int commandBytes;
    private int outstanding;

    NvmeReadStage(
            NvmeModelConfig config,
            NvmeRequests[] requests,
            TlpEmitter emitter,
            NvmeQueueTable queues,
            NvmeCommandTable commands,
            long[] counters) {
        this.config = config;
        this.requests = requests;
        this.emitter = emitter;
        this.queues = queues;
        this.commands = commands;
        this.counters = counters;
        this.commandBytes = config.commands().commandBytes();
    }

    /** Reads in flight. */
    int outstanding() {
        return outstanding;
    }

    /** Whether nothing waits for a tag, and one is free. */
    boolean hasSpareTag() {
        return outstanding < config.maxReads() && isIdle();
    }

    private boolean isIdle() {
        return !queues.isAnyWanting() && commands.asking() == NvmeCommandTable.NONE;
    }

    /** Sends reads while there are tags. */
    void ask(long timePs) {
        while (outstanding < config.maxReads() && commands.asking() != NvmeCommandTable.NONE) {
            askForPiece(timePs, commands.asking());
        }
        while (outstanding < config.maxReads() && queues.isAnyWanting()) {
            fetch(timePs, queues.nextWanting());
        }
        if (!isIdle()) {
            counters[NvmeCounter.WAITED_FOR_TAG]++;
        }
    }

    /** The tag of a read is free again. */
    void ended() {
        outstanding--;
    }

    static int slot(long unit) {
        return (int) (unit >>> WHAT_SHIFT);
    }

    static boolean isData(long unit) {
        return (unit & DATA) != 0;
    }

    static boolean isList(long unit) {
        return (unit & LIST) != 0;
    }

    /** One read of submission entries. */
    private void fetch(long timePs, int queue) {
        QueueRequests form = requests[queue].queue();
        QueueLayout layout = form.layout();
        long entry = entryOf(queues.fetched(queue), layout);
        long room = Math.min(config.commands().submissionBatch(), layout.entries() - layout.slot(entry));
        int entryBytes = layout.descriptorBytes();
        long address = layout.descriptorAddress(entry);
        int wanted = (int) Math.min(queues.fetchable(queue), room) * entryBytes;
        int entries = Math.max(1, emitter.readPiece(address, wanted) / entryBytes);
        int first = claim(queue);
        int last = first;
        for (int more = 1; more < entries; more++) {
            int slot = claim(queue);
            commands.next(last, slot);
            last = slot;
        }
        emitter.unit(config.firstQueue() + queue, unit(first, ENTRIES), 0, commands.intendedPs(first));
        emitter.read(timePs, form.descriptor(), AccessKind.DESCRIPTOR, address, entries * entryBytes);
        outstanding++;
        counters[DeviceCounter.DESCRIPTOR_READS]++;
        queues.wantAgain(queue);
    }

    /** The host counts its ring from the commands that it posted before the start. */
    private long entryOf(long command, QueueLayout layout) {
        return command + layout.entries() - config.commands().depth();
    }

    private int claim(int queue) {
        long command = queues.fetched(queue);
        return commands.claim(queue, command, queues.fetch(queue));
    }

    private static long unit(int slot, int what) {
        return (long) slot << WHAT_SHIFT | what;
    }

    /** One read of a command's list of pages, or of its data. */
    private void askForPiece(long timePs, int slot) {
        int queue = commands.queue(slot);
        NvmeRequests form = requests[queue];
        QueueLayout layout = form.queue().layout();
        int asked = commands.bytesAsked(slot);
        boolean list = commands.listBytes(slot) > 0;
        int whole = list ? commands.listBytes(slot) : commandBytes;
        long command = commands.command(slot);
        long address = (list ? layout.listAddress(entryOf(command, layout)) : layout.bufferAddress(command)) + asked;
        int bytes = emitter.readPiece(address, whole - asked);
        emitter.unit(config.firstQueue() + queue, unit(slot, list ? LIST : DATA), 0, commands.intendedPs(slot));
        if (list) {
            emitter.read(timePs, form.queue().descriptor(), AccessKind.DESCRIPTOR, address, bytes);
            counters[NvmeCounter.LIST_READS]++;
        } else {
            emitter.read(timePs, form.dataRead(), AccessKind.DATA_READ, address, bytes);
            counters[NvmeCounter.DATA_READS]++;
            counters[NvmeCounter.DATA_READ_BYTES] += bytes;
        }
        outstanding++;
        commands.addAsked(slot, bytes);
        if (asked + bytes == whole) {
            commands.dropAsking();
        }
    }
}
