package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** Load-to-use time of a core's read. */
public record LatencyConfig(
        @Key(value = "Own L2.", def = "6 ns", defFrom = "the platform preset", min = "0 ns", max = "10 us")
        long l2Ps,

        @Key(
                value = "Own domain's last-level cache.",
                def = "25 ns",
                defFrom = "the platform preset",
                min = "0 ns",
                max = "10 us")
        long llcPs,

        @Key(
                value = "Another core's L2 in the same domain; in another domain a read costs llc-remote.",
                def = "60 ns",
                defFrom = "the platform preset",
                min = "0 ns",
                max = "10 us")
        long l2RemotePs,

        @Key(
                value = "Another domain's last-level cache.",
                def = "120 ns",
                defFrom = "the platform preset",
                min = "0 ns",
                max = "10 us")
        long llcRemotePs,

        @Key(
                value =
                        "From one socket to another: added to a core's read of memory at home in another socket, of a cache"
                                + " there if sockets have several domains, and to what a device below another socket"
                                + " reads and writes.",
                def = "100 ns",
                defFrom = "the platform preset",
                min = "0 ns",
                max = "10 us")
        long socketHopPs,

        @Key(
                value = "Independent reads that overlap: a group stalls for its summed latency divided by this.",
                def = "4",
                defFrom = "the platform preset",
                min = "1",
                max = "64")
        int parallelReads) {}
