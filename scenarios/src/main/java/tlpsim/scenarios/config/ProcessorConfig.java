package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** The processors of a host. */
public record ProcessorConfig(
        @Key(value = "Sockets in use.", def = "1", min = "1", max = "8")
        int sockets,

        @Key(value = "Cores per socket.", def = "16", defFrom = "the platform preset", min = "1", max = "1024")
        int cores,

        @Key(
                value = "Clock of the cores.",
                def = "2.5 GHz",
                defFrom = "the platform preset",
                min = "100 MHz",
                max = "10 GHz")
        long frequencyHz) {}
