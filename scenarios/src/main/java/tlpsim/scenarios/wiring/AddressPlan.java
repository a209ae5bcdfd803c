package tlpsim.scenarios.wiring;

import org.agrona.BitUtil;
import tlpsim.completer.consumer.QueuePlaces;
import tlpsim.core.fabric.PeerWindow;
import tlpsim.core.fabric.PoolOrder;
import tlpsim.core.fabric.QueueLayout;
import tlpsim.core.random.SequentialStream;
import tlpsim.gen.device.PrpListLayout;
import tlpsim.scenarios.config.AddressWidth;
import tlpsim.scenarios.config.CompletionConfig;
import tlpsim.scenarios.config.DataPointers;
import tlpsim.scenarios.config.Direction;
import tlpsim.scenarios.config.EndpointConfig;
import tlpsim.scenarios.config.EndpointKind;
import tlpsim.scenarios.config.NeighbourConfig;
import tlpsim.scenarios.config.NvmeConfig;
import tlpsim.scenarios.config.PoolConfig;
import tlpsim.scenarios.config.QueuesConfig;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.WorkloadConfig;

/**
 * Lays out the simulated memories, that of the host and those of peers: per queue the rings, then its buffers, each in the memory of its target; then the
 * working sets of the cores. Each memory is dense from 0, so that tables by line stay small.
 *
 * <p>A device with 64-bit addresses sees this memory from 4 GiB up (4-DW headers), one with 32-bit addresses from 0 (3-DW headers).
 * Memories of peers lie in the windows of {@link PeerWindow}.
 */
final class AddressPlan {
    /** Bus address of physical address 0 for devices with 64-bit addresses. */
    static final long HIGH_WINDOW = 1L << 32;

    private static final long PAGE = 4096;
    private static final int LINE = 64;
    private static final int HEADER_BUFFER_ALIGN = 64;
    private static final int HOST = 0;

    private final QueueLayout[] bus;
    private final QueueLayout[] physical;
    /** Transmit rings; null where a queue sends nothing. */
    private final QueueLayout[] transmitBus;

    private final QueueLayout[] transmitPhysical;
    private final long seed;
    private final int[] firstQueue;
    private final long[] workingSetBase;
    private final long[] copyBase;
    private final long[] neighbourBase;
    /** By memory: the host's, then those of peers; the first byte that is free. */
    private final long[] next;

    AddressPlan(ScenarioConfig scenario, EndpointConfig[] deviceOfWorkload, FlowPlan flows, int peers, long seed) {
        this.seed = seed;
        next = new long[peers + 1];
        java.util.Arrays.fill(next, PAGE);
        int workloads = scenario.workloads().size();
        firstQueue = new int[workloads + 1];
        for (int workload = 0; workload < workloads; workload++) {
            firstQueue[workload + 1] = firstQueue[workload]
                    + scenario.workloads().get(workload).queues().count();
        }
        bus = new QueueLayout[firstQueue[workloads]];
        physical = new QueueLayout[firstQueue[workloads]];
        transmitBus = new QueueLayout[firstQueue[workloads]];
        transmitPhysical = new QueueLayout[firstQueue[workloads]];
        for (int workload = 0; workload < workloads; workload++) {
            WorkloadConfig config = scenario.workloads().get(workload);
            if (SendWiring.sends(config)) {
                SendWiring.requireSimulated(config);
                layOutSender(config, deviceOfWorkload[workload], firstQueue[workload]);
            } else {
                layOut(config, deviceOfWorkload[workload], firstQueue[workload], flows);
            }
        }
        workingSetBase = new long[workloads];
        for (int workload = 0; workload < workloads; workload++) {
            long bytes =
                    scenario.workloads().get(workload).consumer().workingSet().sizeBytes();
            workingSetBase[workload] =
                    take(HOST, roundUp(bytes, PAGE) * scenario.platform().totalCores());
        }
        copyBase = new long[workloads];
        for (int workload = 0; workload < workloads; workload++) {
            long bytes = scenario.workloads().get(workload).consumer().copy().sizeBytes();
            copyBase[workload] =
                    take(HOST, roundUp(bytes, PAGE) * scenario.platform().totalCores());
        }
        neighbourBase = new long[scenario.neighbours().size()];
        for (int neighbour = 0; neighbour < neighbourBase.length; neighbour++) {
            NeighbourConfig config = scenario.neighbours().get(neighbour);
            if (config.enabled()) {
                neighbourBase[neighbour] = take(
                        HOST,
                        roundUp(config.workingSetBytes(), PAGE) * config.cores().size());
            }
        }
    }

    private void layOut(WorkloadConfig workload, EndpointConfig device, int first, FlowPlan flows) {
        QueuesConfig queues = workload.queues();
        int headerSplit = workload.behaviour().headerSplitBytes();
        int completionBytes = workload.behaviour().completion().sizeBytes();
        int completionStride = completionStride(workload);
        int descriptorBytes = device.descriptor().sizeBytes();
        int buffer = device.kind() == EndpointKind.NVME
                ? (int) roundUp(
                        (long) workload.behaviour().nvme().blockBytes()
                                * workload.behaviour().nvme().blocksPerIo(),
                        PAGE)
                : queues.strideBytes();
        int headerStride = headerSplit == 0 ? 0 : (int) roundUp(headerSplit, HEADER_BUFFER_ALIGN);
        int entries = device.kind() == EndpointKind.NVME
                ? BitUtil.findNextPositivePowerOfTwo(workload.behaviour().nvme().queueDepth())
                : queues.entries();
        int strides = device.kind() == EndpointKind.NVME ? 1 : queues.strides();
        int listBytes = listBytes(workload, device);
        long window = device.requests().addressBits() == AddressWidth.BITS_64 ? HIGH_WINDOW : 0;
        boolean pooled = workload.receivesFromPool();
        long pool = pooled ? take(HOST, (long) queues.pool().buffers() * buffer) : 0;
        PoolOrder order = pooled ? order(workload, queues.pool()) : PoolOrder.IN_ORDER;
        for (int queue = 0; queue < queues.count(); queue++) {
            QueuePlaces at = flows.places(first + queue);
            long descriptors = take(at.descriptor(), (long) entries / strides * descriptorBytes);
            long completions = take(at.completion(), (long) entries * completionStride);
            long headers = headerSplit == 0 ? 0 : take(at.header(), (long) entries * headerStride);
            long buffers = pooled ? pool : take(at.payload(), (long) entries * buffer);
            QueueLayout layout = new QueueLayout(
                            descriptors,
                            descriptorBytes,
                            completions,
                            completionBytes,
                            completionStride,
                            buffers,
                            buffer,
                            device.kind() == EndpointKind.NVME ? 0 : queues.offsetBytes(),
                            headers,
                            headerStride,
                            entries)
                    .withStrides(strides)
                    .withOrder(order);
            if (listBytes > 0) {
                int stride = PrpListLayout.strideBytes(listBytes);
                layout = layout.withLists(take(at.descriptor(), (long) entries * stride), stride, listBytes);
            }
            physical[first + queue] = layout;
            bus[first + queue] = onBus(layout, at, window);
        }
    }

    /** Rings of each queue, then the pool that they share. What only sends has one ring per queue. */
    private void layOutSender(WorkloadConfig workload, EndpointConfig device, int first) {
        int count = workload.queues().count();
        boolean receives = workload.direction() == Direction.FORWARD;
        long window = device.requests().addressBits() == AddressWidth.BITS_64 ? HIGH_WINDOW : 0;
        int receiveRing = receives ? workload.queues().ring() : 0;
        long[] rings = new long[2 * count];
        for (int queue = 0; queue < count; queue++) {
            rings[2 * queue] = take(HOST, ringBytes(workload, device, receiveRing));
            rings[2 * queue + 1] =
                    take(HOST, ringBytes(workload, device, workload.transmit().ring()));
        }
        long pool = take(
                HOST,
                (long) workload.transmit().pool().buffers() * workload.queues().strideBytes());
        PoolOrder order = order(workload, workload.transmit().pool());
        for (int queue = 0; queue < count; queue++) {
            int ring = workload.transmit().ring();
            transmitPhysical[first + queue] =
                    sender(workload, device, rings[2 * queue + 1], ring, pool).withOrder(order);
            transmitBus[first + queue] = onBus(transmitPhysical[first + queue], QueuePlaces.ALL_HOST, window);
            physical[first + queue] = receives
                    ? sender(workload, device, rings[2 * queue], receiveRing, pool)
                            .withOrder(order)
                    : transmitPhysical[first + queue];
            bus[first + queue] = onBus(physical[first + queue], QueuePlaces.ALL_HOST, window);
        }
    }

    private PoolOrder order(WorkloadConfig workload, PoolConfig pool) {
        return PoolOrder.drawn(pool.buffers(), pool.run(), SequentialStream.of(seed, workload.id() + ".buffer-pool"));
    }

    /** Of the list of pages of a command, whose data begins with a page. */
    private static int listBytes(WorkloadConfig workload, EndpointConfig device) {
        NvmeConfig nvme = workload.behaviour().nvme();
        return device.kind() == EndpointKind.NVME && nvme.dataPointers() == DataPointers.PRP
                ? PrpListLayout.listBytes(0, nvme.blockBytes() * nvme.blocksPerIo())
                : 0;
    }

    private static int completionStride(WorkloadConfig workload) {
        CompletionConfig completion = workload.behaviour().completion();
        return completion.padToLine() ? LINE : completion.sizeBytes();
    }

    /** Descriptors, then completion entries, each from a page on. */
    private static long ringBytes(WorkloadConfig workload, EndpointConfig device, int entries) {
        return roundUp((long) entries * device.descriptor().sizeBytes(), PAGE)
                + (long) entries * completionStride(workload);
    }

    private static QueueLayout sender(
            WorkloadConfig workload, EndpointConfig device, long base, int entries, long pool) {
        int descriptorBytes = device.descriptor().sizeBytes();
        return new QueueLayout(
                base,
                descriptorBytes,
                base + roundUp((long) entries * descriptorBytes, PAGE),
                workload.behaviour().completion().sizeBytes(),
                completionStride(workload),
                pool,
                workload.queues().strideBytes(),
                workload.queues().offsetBytes(),
                0,
                0,
                entries);
    }

    private static QueueLayout onBus(QueueLayout layout, QueuePlaces at, long window) {
        return new QueueLayout(
                onBus(layout.descriptorBase(), at.descriptor(), window),
                layout.descriptorBytes(),
                onBus(layout.completionBase(), at.completion(), window),
                layout.completionBytes(),
                layout.completionStrideBytes(),
                onBus(layout.bufferBase(), at.payload(), window),
                layout.bufferStrideBytes(),
                layout.bufferOffsetBytes(),
                layout.headerBase() == 0 ? 0 : onBus(layout.headerBase(), at.header(), window),
                layout.headerStrideBytes(),
                layout.entries(),
                layout.listBase() == 0 ? 0 : onBus(layout.listBase(), at.descriptor(), window),
                layout.listStrideBytes(),
                layout.listBytes(),
                layout.order(),
                layout.strides());
    }

    private static long onBus(long local, int memory, long window) {
        return memory == HOST ? local + window : PeerWindow.busAddress(memory - 1, local);
    }

    private long take(int memory, long bytes) {
        long base = roundUp(next[memory], PAGE);
        next[memory] = base + bytes;
        return base;
    }

    private static long roundUp(long value, long multiple) {
        return (value + multiple - 1) / multiple * multiple;
    }

    /** Takes {@code pages} pages for a replayed capture. @return the first physical page number */
    long takePages(int pages) {
        return take(HOST, pages * PAGE) / PAGE;
    }

    QueueLayout[] bus() {
        return bus;
    }

    QueueLayout[] physical() {
        return physical;
    }

    QueueLayout[] transmitBus() {
        return transmitBus;
    }

    QueueLayout[] transmitPhysical() {
        return transmitPhysical;
    }

    /** Global id of the first queue of a workload. */
    int firstQueue(int workload) {
        return firstQueue[workload];
    }

    int queues() {
        return bus.length;
    }

    /** First byte of the working set of a core. */
    long workingSetBase(int workload, int core, long sizeBytes) {
        return workingSetBase[workload] + core * roundUp(sizeBytes, PAGE);
    }

    /** First byte of a core's buffer that packets are copied to. */
    long copyBase(int workload, int core, long sizeBytes) {
        return copyBase[workload] + core * roundUp(sizeBytes, PAGE);
    }

    /** First byte of the working set of a neighbour's core, by its position in the neighbour's list. */
    long neighbourBase(int neighbour, int position, long sizeBytes) {
        return neighbourBase[neighbour] + position * roundUp(sizeBytes, PAGE);
    }

    /** Lines of host memory laid out so far. */
    long lines() {
        return lines(HOST);
    }

    /** Lines of a memory laid out so far. */
    long lines(int memory) {
        return (next[memory] + LINE - 1) / LINE;
    }
}
