package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** Who has the lines that are in an L2 and not in the last-level cache. A line that loses its entry leaves its L2. */
public record SnoopFilterConfig(
        @Key(
                value =
                        "Sets of the part beside each slice of the last-level cache, a power of two; 0: every line of every"
                                + " L2 has an entry.",
                def = "0",
                defFrom = "the platform preset",
                min = "0",
                max = "65536")
        int setsPerSlice,

        @Key(value = "Associativity.", def = "12", defFrom = "the platform preset", min = "1", max = "32")
        int ways) {}
