package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** A core's private cache. */
public record L2Config(
        @Key(
                value = "Capacity per core.",
                def = "2 MiB",
                defFrom = "the platform preset",
                min = "4 KiB",
                max = "64 MiB")
        long sizeBytes,

        @Key(value = "Associativity.", def = "16", defFrom = "the platform preset", min = "1", max = "32")
        int ways,

        @Key(value = "Which line leaves a full set.", def = "lru", defFrom = "the platform preset")
        Replacement replacement,

        @Key(value = "Lines that it fetches by itself behind those that a core reads of a packet.", def = "{}")
        L2PrefetchConfig prefetch) {}
