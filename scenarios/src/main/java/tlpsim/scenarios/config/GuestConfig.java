package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** A virtual machine to which functions are passed, as far as it decides which core consumes a queue. */
public record GuestConfig(
        @Key("Names the guest.") String id,

        @Key("The core of each of its vCPUs at the start, vCPU 0 first.")
        IndexSet vcpus,

        @Key(
                value =
                        "What the hypervisor does about steering tags when it moves a vCPU: rewrite the entry of each of its"
                                + " queues in the function's table, or none, so that they stay stale. The guest's driver sees"
                                + " the same vCPU and does nothing.",
                def = "rewrite")
        MigrationPolicy onMigration,

        @Key(
                value = "From a vCPU's move until the hypervisor begins to rewrite; assumed.",
                def = "1 ms",
                min = "0 us",
                max = "10 s")
        long updateLatencyPs) {

    /** The core of a vCPU at the start. */
    public int coreOf(int vcpu) {
        return vcpus.at(vcpu);
    }

    /** The vCPU that serves a queue of a workload in the guest. */
    public int vcpuOf(int queue) {
        return queue % vcpus.size();
    }
}
