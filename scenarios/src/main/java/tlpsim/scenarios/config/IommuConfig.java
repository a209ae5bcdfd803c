package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** What translates the addresses of devices' requests, at each root port. Requests of devices with {@code address-type: translated} are not looked up. */
public record IommuConfig(
        @Key(
                value = "Translations that are cached per root port; 0: addresses are physical, nothing is translated.",
                def = "0",
                min = "0",
                max = "65536")
        int iotlbEntries,

        @Key(
                value = "Ways of that cache, which is LRU; as many as entries: fully associative.",
                def = "64",
                defFrom = "the platform preset",
                min = "1",
                max = "4096")
        int ways,

        @Key(value = "Size of all pages of the devices' addresses: 4 KiB, 2 MiB or 1 GiB.", def = "4 KiB")
        long pageBytes,

        @Key(
                value = "From a miss to its translation.",
                def = "330 ns",
                defFrom = "the platform preset",
                min = "0 ns",
                max = "100 us")
        long walkPs,

        @Key(
                value = "Walks at the same time, per root port; further misses wait for one of them.",
                def = "6",
                defFrom = "the platform preset",
                min = "1",
                max = "1024")
        int walkers) {}
