package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;
import tlpsim.scenarios.schema.Mapping;

/** The engine of a NIC that takes packets to send, one after another. */
@Mapping(shorthand = "per-line")
public record SendEngineConfig(
        @Key(value = "Time per 64 bytes of a packet; 0 is no limit.", def = "0 ns", min = "0 ns", max = "1 us")
        long perLinePs,

        @Key(
                value = "Further time per packet with one queue; n queues overlap it: it counts 1/sqrt(n) each.",
                def = "0 ns",
                min = "0 ns",
                max = "1 ms")
        long perPacketPs,

        @Key(
                value =
                        "Reads that one queue keeps under way: a packet also takes the host's time for a read over this,"
                                + " overlapped likewise; 0 counts none of it.",
                def = "0",
                min = "0",
                max = "4096")
        int readOverlap,

        @Key(
                value = "It takes nothing before this time, so that rings of packets to send are full when it begins.",
                def = "0 ns",
                min = "0 ns",
                max = "1 s")
        long startPs) {}
