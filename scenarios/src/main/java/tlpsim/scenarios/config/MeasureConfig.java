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

        @Key(value = "exact: every line is simulated in true recency order.", def = "exact")
        Fidelity fidelity) {}
