package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** Main memory of one socket. Each channel serves line after line at its part of the bandwidth, each bank opens one row per row cycle. */
public record DramConfig(
        @Key(
                value = "Load-to-use time of a core's read.",
                def = "110 ns",
                defFrom = "the platform preset",
                min = "0 ns",
                max = "10 us")
        long latencyPs,

        @Key(
                value =
                        "Peak bandwidth of one socket: what its channels carry together, and the reference of the reported share.",
                def = "300 GB/s",
                defFrom = "the platform preset",
                min = "1 GB/s",
                max = "20 TB/s")
        long bandwidthBytesPerSecond,

        @Key(
                value = "Channels, over which lines are interleaved; with 0 nothing waits and every access takes the"
                        + " unloaded latency, whatever the load.",
                def = "8",
                defFrom = "the platform preset",
                min = "0",
                max = "64")
        int channels,

        @Key(
                value =
                        "Banks per channel, those of all ranks and sub-channels; with 0 an access occupies its channel only.",
                def = "32",
                defFrom = "the platform preset",
                min = "0",
                max = "1024")
        int banks,

        @Key(
                value = "From opening one row of a bank to opening another.",
                def = "46 ns",
                defFrom = "the platform preset",
                min = "0 ns",
                max = "1 us")
        long rowCyclePs,

        @Key(
                value = "Bytes of one row, as a channel sees it.",
                def = "8 KiB",
                defFrom = "the platform preset",
                min = "64 B",
                max = "1 MiB")
        long rowBytes,

        @Key(
                value =
                        "Writes that a channel takes while it serves earlier accesses; a device's write beyond them waits.",
                def = "32",
                defFrom = "the platform preset",
                min = "0",
                max = "1024")
        int writeQueue) {}
