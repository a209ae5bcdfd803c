package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** Where a function keeps its steering tags. */
public record StTableConfig(
        @Key(value = "The table's location; none is device-specific direct mode.", def = "msi-x")
        StTableLocation location,

        @Key(
                value = "Entries: at most 64 in the capability, 2048 in the MSI-X table, 0 without a table.",
                def = "2048",
                defFrom = "the location: 64, 2048 or 0",
                min = "0",
                max = "2048")
        int entries) {}
