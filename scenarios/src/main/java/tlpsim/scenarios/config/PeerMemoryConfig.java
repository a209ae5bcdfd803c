package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;
import tlpsim.scenarios.schema.Mapping;

/** A peer's memory behind its own cache. */
@Mapping(shorthand = "preset")
public record PeerMemoryConfig(
        @Key(value = "A peer of the command 'presets', or none.", def = "none")
        String preset,

        @Key(
                value = "Capacity of the cache.",
                def = "50 MiB",
                defFrom = "the peer preset",
                min = "64 KiB",
                max = "4 GiB")
        long cacheBytes,

        @Key(value = "Associativity of the cache.", def = "16", defFrom = "the peer preset", min = "1", max = "32")
        int ways,

        @Key(value = "Parts of the ways among which a tag chooses; 1 to ways.", def = "1", min = "1", max = "32")
        int partitions,

        @Key(
                value = "Until a line written to the cache is visible.",
                def = "150 ns",
                defFrom = "the peer preset",
                min = "1 ps",
                max = "100 us")
        long cacheLatencyPs,

        @Key(
                value = "Until a line written to memory is visible.",
                def = "330 ns",
                defFrom = "the peer preset",
                min = "1 ps",
                max = "100 us")
        long latencyPs,

        @Key(
                value = "Peak bandwidth of the memory.",
                def = "2 TB/s",
                defFrom = "the peer preset",
                min = "1 GB/s",
                max = "100 TB/s")
        long bandwidthBytesPerSecond) {}
