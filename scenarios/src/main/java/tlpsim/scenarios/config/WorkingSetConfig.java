package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;
import tlpsim.scenarios.schema.Mapping;

/** A core's own data, which competes with the packets for its caches. */
@Mapping(shorthand = "size")
public record WorkingSetConfig(
        @Key(value = "Size per core; 0 is none.", def = "0 B", min = "0 B", max = "64 GiB")
        long sizeBytes,

        @Key(value = "Exponent of its lines' Zipf popularity; 0 is uniform.", def = "0.9", min = "0", max = "4")
        int zipfMicros,

        @Key(value = "Lines of it read per packet.", def = "16", min = "0", max = "4096")
        int linesPerPacket) {}
