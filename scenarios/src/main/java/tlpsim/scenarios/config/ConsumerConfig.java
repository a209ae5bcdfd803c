package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** What a core does with what has arrived. */
public record ConsumerConfig(
        @Key(value = "How the core learns of work.", def = "poll")
        ConsumerMode mode,

        @Key(value = "Most packets taken per turn.", def = "32", min = "1", max = "4096")
        int burst,

        @Key(value = "Time per packet apart from memory stalls.", def = "100 ns", min = "0 ns", max = "1 s")
        long perPacketPs,

        @Key(value = "Packets ahead whose lines are prefetched.", def = "0", min = "0", max = "64")
        int prefetchAhead,

        @Key(value = "What it reads of each packet, beside the completion entry.", def = "{}")
        ReadsConfig reads,

        @Key(value = "What it writes of each packet.", def = "{}")
        WritesConfig writes,

        @Key(
                value =
                        "rx and NVMe: what becomes of a packet's lines in the caches when it is done with them. 'invalidate'"
                                + " drops them without a write-back; no processor sold today does.",
                def = "keep")
        BufferAfterUse after,

        @Key(value = "Whether packets are handed on together.", def = "{}")
        GroConfig gro,

        @Key(value = "Whether they are copied.", def = "{}") CopyConfig copy,
        @Key(value = "Its own data.", def = "{}") WorkingSetConfig workingSet,
        @Key(value = "When it looks.", inline = true) WakeConfig wake) {}
