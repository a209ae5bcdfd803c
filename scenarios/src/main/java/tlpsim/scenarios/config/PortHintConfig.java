package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** What a root port does with hints, beyond what it advertises. */
public record PortHintConfig(
        @Key(value = "Whether the port discards TH, PH and ST of every request.", def = "false")
        boolean tphDisable,

        @Key(
                value = "Whether writes without a tag may allocate in a cache; the platform's dca must allow it too.",
                def = "true")
        boolean allocatingFlow,

        @Key(
                value = "What a port with 8-bit support does with a 16-bit hint in Flit Mode (HV=11); no specification"
                        + " text says.",
                name = "extended-at-8bit",
                def = "low-byte")
        ExtendedAt8Policy extendedAt8) {}
