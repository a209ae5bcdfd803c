package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** A function that belongs to a user of VFIO instead of a driver of the host's kernel. */
public record VfioConfig(
        @Key(value = "The module parameter that opens raw tags at all.", def = "false")
        boolean unsafe,

        @Key(
                value =
                        "Literal access: raw tags may be supplied and seen in every mode; without 'unsafe' it opens nothing.",
                def = "false")
        boolean literal,

        @Key(
                value = "The user API. mail: enable first, then write through; shadow-tables: a table per namespace,"
                        + " applied when TPH is enabled (rejected); ph-valid-bit: the PH of a dma-buf has a valid bit of its own"
                        + " (rejected); ungated-peer-to-peer: offered whatever the root port supports (not Linux).",
                def = "mail")
        VfioDesign design,

        @Key(value = "What no source settles.", inline = true)
        VfioChoicesConfig choices) {}
