package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Quantity;
import tlpsim.scenarios.schema.Unit;

/** Rules of receive buffers: their layout, their pool, and how long they are in use. */
final class BufferChecks {
    private final Checker checker;
    private final WorkloadConfig workload;
    private final QueuesConfig queues;
    private final String at;

    BufferChecks(Checker checker, WorkloadConfig workload) {
        this.checker = checker;
        this.workload = workload;
        this.queues = workload.queues();
        this.at = "workloads." + workload.id() + ".queues";
    }

    /**
     * Buffers that can be in use at once: posted, in use for packets that have been taken, and in the caches of cores, which hold half as much again as their
     * size.
     *
     * @param held buffers of a queue that are finished and not free
     */
    static long leastBuffers(int queues, int ring, int held, int cache, int cores) {
        return queues * (ring + 1L + held) + (long) cores * (cache + cache / 2);
    }

    /** In how many buffers the packets lie that wait for their copy. */
    private int held() {
        int behind = workload.consumer().copy().behind();
        int perBuffer = queues.packetsPerBuffer(workload.arrivals().sizes().fixedBytes());
        return behind == 0 ? 0 : (behind + perBuffer - 1) / perBuffer + 1;
    }

    void check() {
        long least = queues.offsetBytes() + (long) queues.bufferBytes();
        if (queues.strideBytes() < least) {
            checker.conflict(
                    "buffers would overlap; allowed: at least " + Quantity.print(least, Unit.BYTES),
                    at + ".stride",
                    at + ".buffer",
                    at + ".headroom",
                    at + ".element");
        }
        strides();
        if (workload.direction() != Direction.RX) {
            checker.unused(at + ".order", "only what receives and does not forward has it; see transmit.pool");
            checker.unused(at + ".pool", "only what receives and does not forward has it; see transmit.pool");
        } else if (queues.order() == BufferOrder.RING) {
            checker.unused(at + ".pool", "buffers are those of the ring; see queues.order");
        } else {
            pool();
        }
        copy();
    }

    private void strides() {
        if (queues.strides() == 1) {
            return;
        }
        if (workload.direction() != Direction.RX || queues.order() == BufferOrder.RING) {
            checker.conflict(
                    "buffers of several packets belong to a queue that receives, and to a pool; allowed: 1",
                    at + ".strides",
                    at + ".order",
                    "workloads." + workload.id() + ".direction");
        }
        if (workload.behaviour().headerSplitBytes() > 0) {
            checker.conflict(
                    "where buffers take several packets headers are not split off; allowed: 0 B",
                    "workloads." + workload.id() + ".header-split",
                    at + ".strides");
        }
        int strideBytes = queues.strideBytes() / queues.strides();
        if (queues.strideBytes() % queues.strides() != 0
                || strideBytes % 64 != 0
                || strideBytes <= queues.offsetBytes()) {
            checker.conflict(
                    "a buffer of " + Quantity.print(queues.strideBytes(), Unit.BYTES) + " has no " + queues.strides()
                            + " strides of whole lines with room for data",
                    at + ".strides",
                    at + ".stride",
                    at + ".buffer",
                    at + ".headroom",
                    at + ".element");
        }
    }

    private void pool() {
        if (!workload.peers().isEmpty()) {
            checker.conflict(
                    "a pool lies at the host; allowed: order ring for a workload with targets at peers",
                    at + ".order",
                    "workloads." + workload.id() + ".targets");
        }
        int cores = checker.scenario().platform().totalCores();
        long least = leastBuffers(
                queues.count(), queues.ring(), held(), queues.pool().cache(), cores);
        if (queues.pool().buffers() < least) {
            checker.conflict(
                    "rings, packets that wait for their copy and caches together hold more buffers than there are;"
                            + " allowed: at least " + least,
                    at + ".pool.buffers",
                    at + ".ring",
                    at + ".count",
                    at + ".pool.cache",
                    "workloads." + workload.id() + ".consumer.copy.behind");
        }
    }

    private void copy() {
        CopyConfig copy = workload.consumer().copy();
        String path = "workloads." + workload.id() + ".consumer.";
        if (copy.sizeBytes() == 0) {
            checker.unused(path + "copy.behind", "nothing is copied");
            return;
        }
        if (workload.direction() != Direction.RX || !workload.peers().isEmpty()) {
            checker.conflict(
                    "only what a core receives at the host is copied; allowed: 0 B",
                    path + "copy.size",
                    "workloads." + workload.id() + ".direction",
                    "workloads." + workload.id() + ".targets");
        }
        if (workload.consumer().reads().payloadPpm() > 0) {
            checker.conflict(
                    "the copy reads the payload already; allowed: 0 %", path + "reads.payload", path + "copy.size");
        }
        if (copy.behind() > 0 && workload.consumer().after() == BufferAfterUse.INVALIDATE) {
            checker.conflict(
                    "lines are dropped when their packet is taken, before the copy; allowed: 0, or after keep",
                    path + "copy.behind",
                    path + "after");
        }
        if (copy.behind() > 0 && queues.order() == BufferOrder.RING) {
            checker.conflict(
                    "a buffer of a ring is posted again when its packet is taken; allowed: 0, or queues.order pool",
                    path + "copy.behind",
                    at + ".order");
        }
    }
}
