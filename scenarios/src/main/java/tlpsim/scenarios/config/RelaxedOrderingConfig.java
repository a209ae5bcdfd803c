package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** The RO and IDO attributes per kind of write. */
public record RelaxedOrderingConfig(
        @Key(value = "Payload writes.", def = "false") boolean payload,
        @Key(value = "Header writes.", def = "false") boolean header,

        @Key(
                value = "ID-Based Ordering on all posted writes except completion entries and interrupts, that is on"
                        + " payload and header.",
                def = "false")
        boolean ido) {}
