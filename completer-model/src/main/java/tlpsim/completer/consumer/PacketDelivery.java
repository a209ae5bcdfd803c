package tlpsim.completer.consumer;

/**
 * What becomes of a packet when the driver has taken it: it is handed on to an application, with others at a time, and copied into that one's buffer a number of packets
 * later, as from a socket's queue. Until then its receive buffer is in use. Owned by the Memory process; allocates nothing after set-up.
 */
final class PacketDelivery {
    private final QueueTable queues;
    private final ConsumerConfig[] consumers;
    private final DeliveryConfig[] configs;
    private final CoreReads reads;
    private final ReceiveBuffers buffers;

    // By core: the batch that packets are merged into.
    private final int[] mergeQueue;
    private final int[] mergeLeft;

    /** By core: the next byte of the application's buffer. */
    private final long[] copyAt;

    // By queue: packets that wait for their copy, oldest first.
    private final long[][] heldAddress;
    private final int[][] heldBytes;
    private final long[][] heldFinished;
    private final long[] held;
    private final long[] copied;

    PacketDelivery(ConsumerParts parts, QueueTable queues, CoreReads reads, ReceiveBuffers buffers) {
        this.queues = queues;
        this.consumers = parts.configs();
        this.configs = parts.deliveries();
        this.reads = reads;
        this.buffers = buffers;
        mergeQueue = new int[parts.cores()];
        mergeLeft = new int[parts.cores()];
        copyAt = new long[parts.cores()];
        heldAddress = new long[queues.queues()][];
        heldBytes = new int[queues.queues()][];
        heldFinished = new long[queues.queues()][];
        held = new long[queues.queues()];
        copied = new long[queues.queues()];
        for (int queue = 0; queue < queues.queues(); queue++) {
            DeliveryConfig config = config(queue);
            int places = config.copies() ? config.heldUnits() + 1 : 0;
            heldAddress[queue] = new long[places];
            heldBytes[queue] = new int[places];
            heldFinished[queue] = new long[places];
        }
    }

    private DeliveryConfig config(int queue) {
        return configs[queues.workload(queue)];
    }

    /** A core turns to something else: what it has merged is handed on. */
    void endBatch(int core) {
        mergeLeft[core] = 0;
    }

    /** A core takes a packet of {@code queue}. @return the time for a new batch, if it begins one */
    long merge(int core, int queue) {
        DeliveryConfig config = config(queue);
        if (mergeLeft[core] > 0 && mergeQueue[core] == queue) {
            mergeLeft[core]--;
            return 0;
        }
        mergeQueue[core] = queue;
        mergeLeft[core] = config.mergedUnits() - 1;
        return config.perMergePs();
    }

    /** A core hands on the unit, of which it has taken notice, and copies the oldest that waits. @return how long it waits for memory */
    long handOn(int core, int queue, long unit) {
        DeliveryConfig config = config(queue);
        if (!config.copies()) {
            if (buffers.isPooled(queue)) {
                buffers.free(core, queue, buffers.finishedCount(queue));
            }
            return 0;
        }
        int places = heldAddress[queue].length;
        int place = (int) (held[queue]++ % places);
        heldAddress[queue][place] = queues.bufferAddress(queue, unit);
        heldBytes[queue][place] = queues.unitBytes(queue, unit);
        heldFinished[queue][place] = buffers.isPooled(queue) ? buffers.finishedCount(queue) : 0;
        return held[queue] - copied[queue] == places ? copy(core, queue, config) : 0;
    }

    private long copy(int core, int queue, DeliveryConfig config) {
        int place = (int) (copied[queue]++ % heldAddress[queue].length);
        int headerBytes = Math.min(consumers[queues.workload(queue)].headerBytes(), heldBytes[queue][place]);
        int bytes = heldBytes[queue][place] - headerBytes;
        long from = UnitExtent.firstPayloadLineAfter(heldAddress[queue][place], headerBytes);
        long stallPs = reads.deviceData(core, from, bytes, CoreReads.at(queues.flow(queue), ReadKind.PAYLOAD));
        store(core, bytes, config);
        buffers.free(core, queue, heldFinished[queue][place]);
        return stallPs;
    }

    private void store(int core, int bytes, DeliveryConfig config) {
        int left = bytes;
        while (left > 0) {
            int piece = (int) Math.min(left, config.copyBytes() - copyAt[core]);
            reads.write(core, config.copyFirstByte()[core] + copyAt[core], piece);
            copyAt[core] = (copyAt[core] + piece) % config.copyBytes();
            left -= piece;
        }
    }
}
