package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** How the run is measured. */
public record MeasureConfig(
        @Key(value = "auto, or a fixed time before the measured window.", def = "auto")
        WarmUp warmUp,

        @Key(value = "Length of the measured window.", def = "5 ms", min = "1 us", max = "1000 s")
        long windowPs,

        @Key(value = "Runs with other seeds.", def = "5", min = "1", max = "1000")
        int replicates,

        @Key(
                value = "Batches into which a window is cut for the stationarity test and intervals.",
                def = "10",
                min = "2",
                max = "1000")
        int batches,

        @Key(
                value =
                        "exact: every line is simulated in true recency order. sampled(k): one set in 2^k is; what happens to other lines is drawn"
                                + " from what happened to simulated ones of the same flow, kind and core.",
                def = "exact")
        Fidelity fidelity,

        @Key(
                value =
                        "With sampled(k): so many of the replicates are simulated exactly too, and the error is printed.",
                def = "1",
                min = "0",
                max = "1000")
        int exactReplicates) {}
