package tlpsim.scenarios.config;

import java.util.regex.Pattern;

/** Every rule that spans several keys of a scenario. */
final class ScenarioChecks {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,79}");
    private static final long MAX_MEMORY_BYTES = 1L << 36;

    private ScenarioChecks() {}

    static void check(Checker checker) {
        if (!NAME.matcher(checker.scenario().name()).matches()) {
            checker.conflict(
                    "'" + checker.scenario().name()
                            + "' is no name of a scenario; allowed: letters, digits, '.', '-' and '_', at most 80",
                    "name");
        }
        new PlatformChecks(checker).check();
        new FabricChecks(checker).check();
        new TphChecks(checker).check();
        for (WorkloadConfig workload : checker.scenario().workloads()) {
            new WorkloadChecks(checker, workload).check();
        }
        memory(checker);
    }

    /** Simulated physical memory of one host: rings, buffers and working sets must lie below 2^36. */
    private static void memory(Checker checker) {
        double gibibytes = 0;
        for (WorkloadConfig workload : checker.scenario().workloads()) {
            QueuesConfig queues = workload.queues();
            double entries = (double) queues.count() * queues.ring();
            double buffers = entries * (queues.strideBytes() + 2 * 64);
            double own = (double) queues.cores().list().size()
                    * workload.consumer().workingSet().sizeBytes();
            gibibytes += (buffers + own) / (1 << 30);
            if (gibibytes > MAX_MEMORY_BYTES >> 30) {
                checker.conflict(
                        "rings, buffers and working sets up to here need more simulated memory than 64 GiB",
                        "workloads." + workload.id(),
                        "workloads." + workload.id() + ".queues",
                        "workloads." + workload.id() + ".consumer.working-set");
                return;
            }
        }
    }
}
