package tlpsim.scenarios.config;

import java.util.OptionalInt;
import tlpsim.scenarios.schema.Key;

/** Which queues an event moves to another core. */
public record QueueMoveConfig(
        @Key(value = "The workload whose queue moves; set-affinity.", def = "")
        String workload,

        @Key(value = "The queue that moves; set-affinity.", def = "", min = "0", max = "4095")
        OptionalInt queue,

        @Key(value = "Whether the driver follows the move and rewrites the queue's tag; set-affinity.", def = "true")
        boolean updateTag,

        @Key(value = "The guest one of whose vCPUs moves, with all its queues; migrate-vcpu.", def = "")
        String guest,

        @Key(value = "The vCPU that moves; migrate-vcpu.", def = "", min = "0", max = "8191")
        OptionalInt vcpu) {}
