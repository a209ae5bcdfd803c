package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** Main memory of one socket. */
public record DramConfig(
        @Key(
                value = "Load-to-use time of a core's read.",
                def = "110 ns",
                defFrom = "the platform preset",
                min = "0 ns",
                max = "10 us")
        long latencyPs,

        @Key(
                value = "Peak bandwidth of one socket, the reference of the reported share.",
                def = "300 GB/s",
                defFrom = "the platform preset",
                min = "1 GB/s",
                max = "20 TB/s")
        long bandwidthBytesPerSecond) {}
