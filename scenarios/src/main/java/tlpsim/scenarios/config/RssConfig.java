package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;
import tlpsim.scenarios.schema.Mapping;

/** Receive-side scaling: a Toeplitz hash over the flow's addresses and ports, then an indirection table. */
@Mapping(shorthand = "table")
public record RssConfig(
        @Key(
                value = "Entries of the indirection table, filled round-robin with the queues.",
                def = "128",
                defFrom = "the queues: 128 or four per queue",
                min = "1",
                max = "4096",
                powerOfTwo = true)
        int table,

        @Key(value = "The 40-byte key.", def = "microsoft") RssKey key) {}
