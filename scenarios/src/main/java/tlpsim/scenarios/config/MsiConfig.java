package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** Interrupt moderation. An interrupt goes out when either bound is reached. */
public record MsiConfig(
        @Key(value = "Whether interrupts are sent.", def = "false", defFrom = "the consumer's mode: true for interrupt")
        boolean enabled,

        @Key(
                value = "Longest time that a completion waits for its interrupt.",
                def = "20 us",
                min = "0 us",
                max = "1 s")
        long moderationTimePs,

        @Key(value = "Most completions that wait for one interrupt.", def = "64", min = "1", max = "65536")
        int moderationPackets) {}
