package tlpsim.scenarios.wiring;

import org.agrona.BitUtil;
import tlpsim.core.fabric.QueueLayout;
import tlpsim.scenarios.config.AddressWidth;
import tlpsim.scenarios.config.EndpointConfig;
import tlpsim.scenarios.config.EndpointKind;
import tlpsim.scenarios.config.QueuesConfig;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.WorkloadConfig;

/**
 * Lays out simulated physical memory: per queue the rings, then its buffers; then the working sets of the cores. Dense, so that tables by line stay small.
 *
 * <p>A device with 64-bit addresses sees this memory from 4 GiB up (4-DW headers), one with 32-bit addresses from 0 (3-DW headers).
 */
final class AddressPlan {
    /** Bus address of physical address 0 for devices with 64-bit addresses. */
    static final long HIGH_WINDOW = 1L << 32;

    private static final long PAGE = 4096;
    private static final int LINE = 64;
    private static final int HEADER_BUFFER_ALIGN = 64;

    private final QueueLayout[] bus;
    private final QueueLayout[] physical;
    private final int[] firstQueue;
    private final long[] workingSetBase;
    private long next = PAGE;

    AddressPlan(ScenarioConfig scenario, EndpointConfig[] deviceOfWorkload) {
        int workloads = scenario.workloads().size();
        firstQueue = new int[workloads + 1];
        for (int workload = 0; workload < workloads; workload++) {
            firstQueue[workload + 1] = firstQueue[workload]
                    + scenario.workloads().get(workload).queues().count();
        }
        bus = new QueueLayout[firstQueue[workloads]];
        physical = new QueueLayout[firstQueue[workloads]];
        for (int workload = 0; workload < workloads; workload++) {
            layOut(scenario.workloads().get(workload), deviceOfWorkload[workload], firstQueue[workload]);
        }
        workingSetBase = new long[workloads];
        for (int workload = 0; workload < workloads; workload++) {
            long bytes =
                    scenario.workloads().get(workload).consumer().workingSet().sizeBytes();
            workingSetBase[workload] =
                    take(roundUp(bytes, PAGE) * scenario.platform().totalCores(), PAGE);
        }
    }

    private void layOut(WorkloadConfig workload, EndpointConfig device, int first) {
        QueuesConfig queues = workload.queues();
        int headerSplit = workload.behaviour().headerSplitBytes();
        int completionBytes = workload.behaviour().completion().sizeBytes();
        int completionStride = workload.behaviour().completion().padToLine() ? LINE : completionBytes;
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
                : queues.ring();
        long window = device.requests().addressBits() == AddressWidth.BITS_64 ? HIGH_WINDOW : 0;
        for (int queue = 0; queue < queues.count(); queue++) {
            long descriptors = take((long) entries * descriptorBytes, PAGE);
            long completions = take((long) entries * completionStride, PAGE);
            long headers = headerSplit == 0 ? 0 : take((long) entries * headerStride, PAGE);
            long buffers = take((long) entries * buffer, PAGE);
            QueueLayout layout = new QueueLayout(
                    descriptors,
                    descriptorBytes,
                    completions,
                    completionBytes,
                    completionStride,
                    buffers,
                    buffer,
                    device.kind() == EndpointKind.NVME ? 0 : queues.headroomBytes(),
                    headers,
                    headerStride,
                    entries);
            physical[first + queue] = layout;
            bus[first + queue] = window == 0 ? layout : shifted(layout, window);
        }
    }

    private static QueueLayout shifted(QueueLayout layout, long by) {
        return new QueueLayout(
                layout.descriptorBase() + by,
                layout.descriptorBytes(),
                layout.completionBase() + by,
                layout.completionBytes(),
                layout.completionStrideBytes(),
                layout.bufferBase() + by,
                layout.bufferStrideBytes(),
                layout.bufferOffsetBytes(),
                layout.headerBase() == 0 ? 0 : layout.headerBase() + by,
                layout.headerStrideBytes(),
                layout.entries());
    }

    private long take(long bytes, long align) {
        long base = roundUp(next, align);
        next = base + bytes;
        return base;
    }

    private static long roundUp(long value, long multiple) {
        return (value + multiple - 1) / multiple * multiple;
    }

    /** Takes {@code pages} pages for a replayed capture. @return the first physical page number */
    long takePages(int pages) {
        return take(pages * PAGE, PAGE) / PAGE;
    }

    QueueLayout[] bus() {
        return bus;
    }

    QueueLayout[] physical() {
        return physical;
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

    /** Lines of memory laid out so far. */
    long lines() {
        return (next + LINE - 1) / LINE;
    }
}
