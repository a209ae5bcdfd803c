package tlpsim.scenarios.config;

import java.util.OptionalInt;
import tlpsim.scenarios.schema.Key;

/** What a peer takes back and gives out again; of events with op revoke-dma-buf alone. */
public record RevocationConfig(
        @Key(value = "The peer that takes its dma-buf back; revoke-dma-buf.", def = "")
        String peer,

        @Key(
                value =
                        "The 8-bit tag that the peer gives out when the buffer is mapped again; revoke-dma-buf. With neither"
                                + " st nor st-ext the tags stay; a namespace that is not named beside the other one is gone.",
                def = "",
                min = "0",
                max = "255",
                hex = true)
        OptionalInt st,

        @Key(value = "The 16-bit tag likewise; revoke-dma-buf.", def = "", min = "0", max = "65535", hex = true)
        OptionalInt stExt,

        @Key(value = "Whether the peer gives out no tag any more; revoke-dma-buf.", def = "false")
        boolean withdraw,

        @Key(
                value = "From the invalidation until the buffer is mapped again; revoke-dma-buf; assumed.",
                def = "10 us",
                min = "0 us",
                max = "1000 s")
        long remapAfterPs,

        @Key(
                value = "From then until the importers ask for the tag again; they send with the old one until then;"
                        + " revoke-dma-buf; assumed.",
                def = "20 us",
                min = "0 us",
                max = "1000 s")
        long requeryLatencyPs) {}
