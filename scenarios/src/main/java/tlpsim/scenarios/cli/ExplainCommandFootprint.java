package tlpsim.scenarios.cli;

import java.util.ArrayList;
import java.util.List;
import org.agrona.BitUtil;
import tlpsim.scenarios.config.DeviceBehaviourConfig;
import tlpsim.scenarios.config.EndpointConfig;
import tlpsim.scenarios.config.EndpointKind;
import tlpsim.scenarios.config.LlcConfig;
import tlpsim.scenarios.config.PlatformConfig;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.WorkloadConfig;

/**
 * What device-written data occupies, beside what the caches hold.
 *
 * @param simulatedLines lines of physical memory that the scenario lays out, pages of captures apart
 * @param rings          one per workload
 * @param ioWayBytes     what the ways hold that an untagged write may allocate into, all LLC domains together
 * @param llcBytes       all domains together
 * @param domains        LLC domains
 * @param l2Bytes        of one core
 * @param busiestCore    the core whose queues occupy most
 * @param coreBytes      what they occupy: payload lines and completion entries
 */
record ExplainCommandFootprint(
        long simulatedLines,
        List<Rings> rings,
        long ioWayBytes,
        long llcBytes,
        int domains,
        long l2Bytes,
        int busiestCore,
        long coreBytes) {
    private static final long PAGE_BYTES = 4096;
    private static final int LINE_BYTES = 64;

    /**
     * The rings of a workload.
     *
     * @param postedBytes     all posted buffers
     * @param writtenBytes    lines that packets or I/Os occupy in them: F of the leaky-DMA threshold
     * @param completionBytes all completion entries
     * @param descriptorBytes all descriptors
     */
    record Rings(String workload, long postedBytes, long writtenBytes, long completionBytes, long descriptorBytes) {}

    static ExplainCommandFootprint of(ScenarioConfig scenario, List<ExplainCommandTraffic> traffic) {
        PlatformConfig platform = scenario.platform();
        List<Rings> rings = new ArrayList<>();
        long[] ofCore = new long[platform.totalCores()];
        for (int index = 0; index < scenario.workloads().size(); index++) {
            WorkloadConfig workload = scenario.workloads().get(index);
            Rings own = rings(workload, device(scenario, workload), traffic.get(index));
            rings.add(own);
            int queues = workload.queues().count();
            for (int queue = 0; queue < queues; queue++) {
                ofCore[workload.queues().cores().coreOf(queue, queues)] +=
                        (own.writtenBytes + own.completionBytes) / queues;
            }
        }
        int busiest = 0;
        for (int core = 0; core < ofCore.length; core++) {
            busiest = ofCore[core] > ofCore[busiest] ? core : busiest;
        }
        LlcConfig llc = platform.llc();
        long wayBytes = llc.sizeBytes() / llc.ways();
        int domains = platform.domains();
        return new ExplainCommandFootprint(
                lines(scenario),
                rings,
                domains * wayBytes * Integer.bitCount(llc.ioWayMask()),
                domains * llc.sizeBytes(),
                domains,
                platform.l2().sizeBytes(),
                busiest,
                ofCore[busiest]);
    }

    /** F of all workloads: payload lines of every posted buffer. */
    long writtenBytes() {
        return rings.stream().mapToLong(Rings::writtenBytes).sum();
    }

    private static EndpointConfig device(ScenarioConfig scenario, WorkloadConfig workload) {
        return scenario.fabric().endpoints().stream()
                .filter(endpoint -> endpoint.id().equals(workload.endpoint()))
                .findFirst()
                .orElseThrow();
    }

    private static Rings rings(WorkloadConfig workload, EndpointConfig device, ExplainCommandTraffic traffic) {
        long entries = (long) workload.queues().count() * entries(workload, device);
        long buffers = entries / strides(workload, device);
        long buffer = bufferBytes(workload, device);
        int packets =
                workload.queues().packetsPerBuffer(workload.arrivals().sizes().fixedBytes());
        double written = traffic.packets() == 0 ? buffer : Math.min((double) buffer, packets * traffic.lineBytes());
        return new Rings(
                workload.id(),
                buffers * buffer,
                (long) (buffers * written),
                entries * completionStride(workload.behaviour()),
                buffers * device.descriptor().sizeBytes());
    }

    private static long bufferBytes(WorkloadConfig workload, EndpointConfig device) {
        DeviceBehaviourConfig behaviour = workload.behaviour();
        return device.kind() == EndpointKind.NVME
                ? roundUp(
                        (long) behaviour.nvme().blockBytes() * behaviour.nvme().blocksPerIo(), PAGE_BYTES)
                : workload.queues().strideBytes();
    }

    /** Of one ring. */
    private static int entries(WorkloadConfig workload, EndpointConfig device) {
        return device.kind() == EndpointKind.NVME
                ? BitUtil.findNextPositivePowerOfTwo(workload.behaviour().nvme().queueDepth())
                : workload.queues().entries();
    }

    private static int strides(WorkloadConfig workload, EndpointConfig device) {
        return device.kind() == EndpointKind.NVME ? 1 : workload.queues().strides();
    }

    private static int completionStride(DeviceBehaviourConfig behaviour) {
        return behaviour.completion().padToLine()
                ? LINE_BYTES
                : behaviour.completion().sizeBytes();
    }

    /** Physical memory is laid out densely, each area from a page boundary. */
    private static long lines(ScenarioConfig scenario) {
        long next = PAGE_BYTES;
        for (WorkloadConfig workload : scenario.workloads()) {
            EndpointConfig device = device(scenario, workload);
            long headers = roundUp(workload.behaviour().headerSplitBytes(), LINE_BYTES);
            boolean pooled = workload.receivesFromPool();
            if (pooled) {
                next = roundUp(next, PAGE_BYTES) + workload.queues().pool().buffers() * bufferBytes(workload, device);
            }
            int strides = strides(workload, device);
            double[] perEntry = {
                (double) device.descriptor().sizeBytes() / strides,
                completionStride(workload.behaviour()),
                headers,
                pooled ? 0 : bufferBytes(workload, device)
            };
            for (int queue = 0; queue < workload.queues().count(); queue++) {
                for (double bytes : perEntry) {
                    next = bytes == 0 ? next : roundUp(next, PAGE_BYTES) + (long) (entries(workload, device) * bytes);
                }
            }
        }
        for (WorkloadConfig workload : scenario.workloads()) {
            long bytes = roundUp(workload.consumer().workingSet().sizeBytes(), PAGE_BYTES);
            next = roundUp(next, PAGE_BYTES) + bytes * scenario.platform().totalCores();
        }
        for (WorkloadConfig workload : scenario.workloads()) {
            long bytes = roundUp(workload.consumer().copy().sizeBytes(), PAGE_BYTES);
            next = roundUp(next, PAGE_BYTES) + bytes * scenario.platform().totalCores();
        }
        return (next + LINE_BYTES - 1) / LINE_BYTES;
    }

    private static long roundUp(long value, long multiple) {
        return (value + multiple - 1) / multiple * multiple;
    }
}
