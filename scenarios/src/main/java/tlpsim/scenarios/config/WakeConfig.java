package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** When a consumer looks for work. */
public record WakeConfig(
        @Key(value = "Between two looks at an empty ring.", def = "50 ns", min = "1 ns", max = "1 s")
        long pollIntervalPs,

        @Key(value = "From the interrupt at the core to the first look.", def = "2 us", min = "0 ns", max = "1 s")
        long interruptLatencyPs,

        @Key(value = "Time that the consumer stays behind on purpose.", def = "0 ns", min = "0 ns", max = "1 s")
        long lagPs) {}
