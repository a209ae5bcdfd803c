package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;
import tlpsim.scenarios.schema.Mapping;

/** Which core consumes which queue. */
@Mapping(shorthand = "list")
public record CoresConfig(
        @Key(
                value = "The guest whose vCPUs consume: queue q is served by vCPU q mod n, on the core where that is.",
                def = "")
        String guest,

        @Key(
                value = "Cores in the order in which they get queues.",
                def = "0",
                defFrom =
                        "the guest: the cores of its vCPUs at the start; else the platform: all cores, at most one per queue")
        IndexSet list,

        @Key(
                value = "round-robin: queue q to list[q mod n]; block: neighbouring queues to one core.",
                def = "round-robin")
        CoreOrder order) {

    /** The core of a queue at the start. */
    public int coreOf(int queue, int queues) {
        int cores = list.size();
        return list.at(order == CoreOrder.ROUND_ROBIN ? queue % cores : (int) ((long) queue * cores / queues));
    }
}
