package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** A peer's memory behind its own cache. */
public record PeerMemoryConfig(
        @Key(value = "Capacity of the cache.", def = "50 MiB", min = "64 KiB", max = "4 GiB") long cacheBytes,
        @Key(value = "Associativity of the cache.", def = "16", min = "1", max = "64") int ways,
        @Key(value = "Until a line written to the cache is visible.", def = "150 ns", min = "1 ps", max = "100 us") long cacheLatencyPs,
        @Key(value = "Until a line written to memory is visible.", def = "330 ns", min = "1 ps", max = "100 us") long latencyPs,
        @Key(value = "Peak bandwidth of the memory.", def = "2 TB/s", min = "1 GB/s", max = "100 TB/s") long bandwidthBitsPerSecond) {}
