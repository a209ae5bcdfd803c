package tlpsim.scenarios.config;

/** Rules of a workload that sends. */
final class TransmitChecks {
    private final Checker checker;
    private final WorkloadConfig workload;
    private final EndpointConfig device;
    private final String path;

    TransmitChecks(Checker checker, WorkloadConfig workload, EndpointConfig device) {
        this.checker = checker;
        this.workload = workload;
        this.device = device;
        this.path = "workloads." + workload.id();
    }

    /** Buffers that can be in use at once: in the rings of all queues, and in the caches of all cores, which hold half as much again as their size. */
    static long leastBuffers(WorkloadConfig workload, int cores) {
        TransmitConfig transmit = workload.transmit();
        long ofQueue = transmit.ring()
                + (workload.direction() == Direction.FORWARD ? workload.queues().ring() : 0);
        return workload.queues().count() * ofQueue
                + (long) cores * (transmit.pool().cache() + transmit.pool().cache() / 2);
    }

    void check() {
        Direction direction = workload.direction();
        if (direction != Direction.TX && direction != Direction.FORWARD) {
            checker.unused(path + ".transmit", "the workload sends nothing");
            return;
        }
        if (workload.consumer().after() == BufferAfterUse.INVALIDATE) {
            checker.conflict(
                    "the device still has to read what a core hands to it; allowed: keep",
                    path + ".consumer.after",
                    path + ".direction");
        }
        if (direction == Direction.FORWARD) {
            checker.unused(path + ".transmit.written", "what is forwarded has been received; see consumer.writes");
        }
        pool();
        if (device.descriptor().batch() > workload.transmit().ring()) {
            checker.conflict(
                    "a ring of " + workload.transmit().ring() + " never holds the "
                            + device.descriptor().batch() + " descriptors that " + device.id() + " fetches at once",
                    path + ".transmit.ring",
                    "fabric.endpoints." + device.id() + ".descriptor.batch");
        }
    }

    private void pool() {
        int cores = checker.scenario().platform().totalCores();
        long least = leastBuffers(workload, cores);
        int buffers = workload.transmit().pool().buffers();
        if (workload.transmit().pool().run() > buffers) {
            checker.conflict(
                    "a run is longer than the pool; allowed: at most " + buffers,
                    path + ".transmit.pool.run",
                    path + ".transmit.pool.buffers");
        }
        if (buffers < least) {
            checker.conflict(
                    "rings and caches together hold more buffers than there are; allowed: at least " + least,
                    path + ".transmit.pool.buffers",
                    path + ".transmit.ring",
                    path + ".queues.ring",
                    path + ".queues.count",
                    path + ".transmit.pool.cache");
        }
    }
}
