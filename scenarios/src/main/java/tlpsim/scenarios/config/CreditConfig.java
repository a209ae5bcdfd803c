package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** Flow-control credits of a receiver. A header credit is one TLP, a data credit is 16 bytes. */
public record CreditConfig(
        @Key(value = "Posted header credits.", def = "256", min = "1", max = "65535")
        int postedHeaders,

        @Key(value = "Posted data credits of 16 bytes.", def = "4096", min = "1", max = "1048575")
        int postedData,

        @Key(value = "Non-posted header credits.", def = "256", min = "1", max = "65535")
        int nonPosted,

        @Key(
                value = "From the release of a credit at the receiver to its use at the sender.",
                def = "200 ns",
                min = "1 ps",
                max = "1 ms")
        long returnLatencyPs) {}
