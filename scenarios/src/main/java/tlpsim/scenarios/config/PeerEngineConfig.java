package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/**
 * A peer's own consumers. They poll for completion entries that lie in the peer's memory; for entries in host memory a
 * core of the workload reads the entry and kicks the engine.
 */
public record PeerEngineConfig(
        @Key(value = "Number of engines; queue q belongs to engine q mod count.", def = "8", min = "1", max = "1024")
        int count,

        @Key(value = "Time per packet apart from memory stalls; assumed.", def = "100 ns", min = "0 ns", max = "1 s")
        long perPacketPs,

        @Key(
                value = "Distance of the looks of an idle engine at its memory; assumed.",
                def = "200 ns",
                min = "1 ns",
                max = "1 s")
        long pollIntervalPs,

        @Key(value = "From the core's store to the engine's start; assumed.", def = "700 ns", min = "1 ns", max = "1 s")
        long kickLatencyPs,

        @Key(
                value = "From the engine's last read to when the core knows that the buffer is free; assumed.",
                def = "700 ns",
                min = "1 ns",
                max = "1 s")
        long notifyLatencyPs,

        @Key(
                value = "Share of the data that lies in the peer's memory and is read.",
                def = "100 %",
                min = "0 %",
                max = "100 %")
        int payloadPpm,

        @Key(
                value = "Lines of one packet that an engine asks for at once; assumed.",
                def = "16",
                min = "1",
                max = "1024")
        int parallelReads) {}
