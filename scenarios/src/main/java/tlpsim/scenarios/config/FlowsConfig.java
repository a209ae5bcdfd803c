package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;
import tlpsim.scenarios.schema.Mapping;

/** Flows of a workload. */
@Mapping(shorthand = "count")
public record FlowsConfig(
        @Key(value = "Number of flows.", def = "4096", min = "1", max = "16777216")
        int count,

        @Key(value = "Exponent of their Zipf popularity; 0 is uniform.", def = "0", min = "0", max = "4")
        int zipfMicros) {}
