package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** The RO attribute per kind of write. */
public record RelaxedOrderingConfig(
        @Key(value = "Payload writes.", def = "false") boolean payload,
        @Key(value = "Header writes.", def = "false") boolean header) {}
