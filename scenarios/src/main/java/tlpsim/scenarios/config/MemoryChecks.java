package tlpsim.scenarios.config;

import java.util.ArrayList;
import java.util.List;

/** What rings, buffers and working sets take of the simulated memory of the host and of each peer. */
final class MemoryChecks {
    /**
     * 64 GiB for each memory: its lines are numbered densely, in tables. Also far below the 2^40 bytes of a peer's
     * window of addresses.
     */
    private static final int MAX_GIBIBYTES = 64;

    private static final int LINE_BYTES = 64;

    private final Checker checker;
    /** Names of the memories; the host is the first. */
    private final List<String> names = new ArrayList<>();

    private final double[] gibibytes;

    MemoryChecks(Checker checker) {
        this.checker = checker;
        names.add(TargetConfig.HOST);
        for (EndpointConfig peer : new FabricTree(checker.scenario().fabric()).peers()) {
            names.add(peer.id());
        }
        gibibytes = new double[names.size()];
    }

    void check() {
        for (NeighbourConfig neighbour : checker.scenario().neighbours()) {
            take(TargetConfig.HOST, neighbour.cores().size(), neighbour.workingSetBytes());
            if (gibibytes[0] > MAX_GIBIBYTES) {
                checker.conflict(
                        "working sets of neighbours up to here need more simulated memory than " + MAX_GIBIBYTES
                                + " GiB",
                        "neighbours." + neighbour.id() + ".working-set",
                        "neighbours." + neighbour.id() + ".cores");
                return;
            }
        }
        for (WorkloadConfig workload : checker.scenario().workloads()) {
            add(workload);
            for (int memory = 0; memory < gibibytes.length; memory++) {
                if (gibibytes[memory] > MAX_GIBIBYTES) {
                    report(memory, workload);
                    return;
                }
            }
        }
    }

    private void report(int memory, WorkloadConfig workload) {
        String whose = memory == 0
                ? "rings, buffers and working sets up to here need more simulated memory"
                : "rings and buffers up to here need more simulated memory of " + names.get(memory);
        checker.conflict(
                whose + " than " + MAX_GIBIBYTES + " GiB",
                "workloads." + workload.id(),
                "workloads." + workload.id() + ".queues",
                "workloads." + workload.id() + ".targets",
                "workloads." + workload.id() + ".consumer.working-set");
    }

    private void add(WorkloadConfig workload) {
        QueuesConfig queues = workload.queues();
        take(
                TargetConfig.HOST,
                queues.cores().list().size(),
                workload.consumer().workingSet().sizeBytes());
        int splitBytes = workload.behaviour().headerSplitBytes();
        take(
                TargetConfig.HOST,
                queues.cores().list().size(),
                workload.consumer().copy().sizeBytes());
        int left = queues.count();
        for (TargetConfig targets : workload.steering().targets()) {
            double entries = (double) targets.queues().size() * queues.entries();
            take(targets.descriptor(), entries, LINE_BYTES);
            take(targets.completion(), entries, LINE_BYTES);
            take(targets.headerWith(splitBytes), entries, splitBytes);
            take(targets.payload(), entries, queues.strideBytes());
            left -= targets.queues().size();
        }
        if (workload.direction() == Direction.TX || workload.direction() == Direction.FORWARD) {
            take(TargetConfig.HOST, workload.transmit().pool().buffers(), queues.strideBytes());
            take(
                    TargetConfig.HOST,
                    (double) left * (queues.ring() + workload.transmit().ring()),
                    4L * LINE_BYTES);
            return;
        }
        take(TargetConfig.HOST, (double) left * queues.entries(), splitBytes + 2L * LINE_BYTES);
        double buffers = workload.receivesFromPool() ? queues.pool().buffers() : (double) left * queues.ring();
        take(TargetConfig.HOST, buffers, queues.strideBytes());
    }

    /** A name that is not known is reported elsewhere. */
    private void take(String memory, double count, long bytes) {
        int index = names.indexOf(memory);
        if (index >= 0) {
            gibibytes[index] += count * bytes / (1 << 30);
        }
    }
}
