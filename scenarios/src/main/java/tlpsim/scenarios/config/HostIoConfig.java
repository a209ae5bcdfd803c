package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** The host's side of the I/O path. The times of visibility run from a write's arrival at the root port. */
public record HostIoConfig(
        @Key(
                value = "Lines of posted writes that may wait to become visible.",
                def = "512",
                defFrom = "the platform preset",
                min = "1",
                max = "1000000")
        int postedLines,

        @Key(value = "What shares one pool of posted lines.", def = "root-port", defFrom = "the platform preset")
        PoolScope postedScope,

        @Key(
                value = "Until a line written to an L2 is globally visible.",
                def = "250 ns",
                defFrom = "the platform preset",
                min = "1 ps",
                max = "100 us")
        long visibleL2Ps,

        @Key(
                value = "Until a line written to the last-level cache is globally visible.",
                def = "230 ns",
                defFrom = "the platform preset",
                min = "1 ps",
                max = "100 us")
        long visibleLlcPs,

        @Key(
                value = "Until a line written to memory is globally visible.",
                def = "300 ns",
                defFrom = "the platform preset",
                min = "1 ps",
                max = "100 us")
        long visibleMemoryPs,

        @Key(
                value = "From a read's arrival to its completion's departure, data in a cache.",
                def = "200 ns",
                defFrom = "the platform preset",
                min = "1 ps",
                max = "100 us")
        long readCachePs,

        @Key(
                value = "From a read's arrival to its completion's departure, data in memory.",
                def = "270 ns",
                defFrom = "the platform preset",
                min = "1 ps",
                max = "100 us")
        long readMemoryPs,

        @Key(
                value = "From a core's doorbell store to the root port; no source, assumed.",
                def = "200 ns",
                min = "1 ps",
                max = "100 us")
        long doorbellPs,

        @Key(
                value = "From an interrupt's arrival to the core's notice.",
                def = "500 ns",
                defFrom = "the platform preset",
                min = "0 ns",
                max = "1 ms")
        long msiPs,

        @Key(
                value =
                        "Whether the kernel maps peers that are reached through the host bridge; where not, what was meant"
                                + " for such a peer goes to host memory.",
                def = "not-whitelisted",
                defFrom = "the platform preset")
        P2pdmaSupport p2pdma) {}
