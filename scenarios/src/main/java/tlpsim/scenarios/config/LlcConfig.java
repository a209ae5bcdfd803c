package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** The last-level cache of one domain. Sizes, ways and slices are those of one domain. */
public record LlcConfig(
        @Key(value = "Which cores share one last-level cache.", def = "socket", defFrom = "the platform preset")
        LlcDomain domain,

        @Key(
                value = "Cores that share one cache where the domain is a cluster.",
                def = "8",
                defFrom = "the platform preset",
                min = "1",
                max = "1024")
        int coresPerCluster,

        @Key(
                value = "Capacity per domain.",
                def = "32 MiB",
                defFrom = "the platform preset",
                min = "64 KiB",
                max = "4 GiB")
        long sizeBytes,

        @Key(value = "Associativity.", def = "16", defFrom = "the platform preset", min = "1", max = "32")
        int ways,

        @Key(
                value = "Slices per domain; the size divides evenly over them.",
                def = "1",
                defFrom = "the platform preset",
                min = "1",
                max = "1024")
        int slices,

        @Key(
                value = "victim: takes what the L2s evict; inclusive: holds every line of its L2s.",
                def = "victim",
                defFrom = "the platform preset")
        LlcRole role,

        @Key(value = "Which line leaves a full set.", def = "lru", defFrom = "the platform preset")
        Replacement replacement,

        @Key(value = "How an address selects slice and set.", def = "slice", defFrom = "the platform preset")
        IndexHash hash,

        @Key(value = "Into which ways lines are put.", inline = true)
        LlcWaysConfig allocation,

        @Key(value = "victim: what tells which L2 has a line that is not in the last-level cache.", def = "{}")
        SnoopFilterConfig snoopFilter) {

    /** The ways that a device's write may allocate into. */
    public int ioWayMask() {
        return allocation.ioWayMask(ways);
    }

    /** Sets of one slice. */
    public long setsPerSlice() {
        return sizeBytes / slices / ways / 64;
    }
}
