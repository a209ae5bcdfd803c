package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** Cores that work on data of their own beside those that consume, and share caches and memory with them. Assumed: a scenario's choice throughout. */
public record NeighbourConfig(
        @Key("Names the neighbour.") String id,

        @Key(value = "Whether it runs.", def = "true") boolean enabled,

        @Key("Its cores; none of them consumes a queue.") IndexSet cores,

        @Key(value = "Working set of each of its cores.", min = "64 B", max = "64 GiB")
        long workingSetBytes,

        @Key(
                value = "Which line is touched next: each as likely, by Zipf popularity, or one after the other.",
                def = "uniform")
        AccessPattern pattern,

        @Key(value = "Exponent of the lines' popularity, with pattern zipf.", def = "0.9", min = "0", max = "4")
        int zipfMicros,

        @Key(value = "Share of accesses that store.", def = "25 %", min = "0 %", max = "100 %")
        int storesPpm,

        @Key(value = "Time of a core per access apart from memory.", def = "5 ns", min = "100 ps", max = "1 ms")
        long perAccessPs,

        @Key(
                value = "Independent accesses that overlap: a group stalls for its summed latency divided by this.",
                def = "4",
                defFrom = "platform.latency.parallel-reads",
                min = "1",
                max = "64")
        int parallelAccesses) {}
