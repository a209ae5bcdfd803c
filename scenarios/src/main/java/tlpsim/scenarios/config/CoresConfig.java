package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;
import tlpsim.scenarios.schema.Mapping;

/** Which core consumes which queue. */
@Mapping(shorthand = "list")
public record CoresConfig(
        @Key(
                value = "Cores in the order in which they get queues.",
                def = "0",
                defFrom = "the platform: all cores, at most one per queue")
        IndexSet list,

        @Key(
                value = "round-robin: queue q to list[q mod n]; block: neighbouring queues to one core.",
                def = "round-robin")
        CoreOrder order) {

    /** The core of a queue. */
    public int coreOf(int queue, int queues) {
        int cores = list.size();
        return list.at(order == CoreOrder.ROUND_ROBIN ? queue % cores : (int) ((long) queue * cores / queues));
    }
}
