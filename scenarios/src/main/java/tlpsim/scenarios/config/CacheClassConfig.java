package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** A class of service of the last-level caches (Intel CAT, AMD and Arm equivalents): some cores may fill only some ways. */
public record CacheClassConfig(
        @Key("Names the class.") String id,

        @Key("Its cores. Each core is in one class at most.")
        IndexSet cores,

        @Key("The ways in which fills and evictions of these cores allocate, in place of cpu-ways.")
        WayMask ways) {}
