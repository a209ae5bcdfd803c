package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** The on-off process: the mean load is the offered rate; while on, load is higher by (on + off) / on. */
public record BurstConfig(
        @Key(value = "Length of a burst.", def = "100 us", min = "1 ns", max = "10 s")
        long onPs,

        @Key(value = "Pause between bursts.", def = "900 us", min = "1 ns", max = "10 s")
        long offPs,

        @Key(value = "Whether on and off times are constant or exponential with these means.", def = "constant")
        DurationLaw law) {}
