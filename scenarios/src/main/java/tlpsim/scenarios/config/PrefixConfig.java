package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/**
 * What a port says about End-End TLP prefixes in Device Capabilities 2 (bits 20, 21 and 23:22). Flit Mode links use
 * none.
 */
public record PrefixConfig(
        @Key(value = "Extended Fmt Field Supported.", def = "true")
        boolean extendedFmt,

        @Key(value = "End-End TLP Prefix Supported.", def = "true")
        boolean endEnd,

        @Key(value = "Max End-End TLP Prefixes.", def = "4", min = "1", max = "4")
        int max) {}
