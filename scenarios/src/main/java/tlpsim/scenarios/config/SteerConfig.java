package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;
import tlpsim.scenarios.schema.Mapping;

/** The tag source of each kind of access. */
@Mapping(shorthand = "all", spread = "all", spreadDoc = "The tag source of every kind that is not named.")
public record SteerConfig(
        @Key(value = "Descriptor fetches.", def = "core", spread = true)
        TagSource descriptor,

        @Key(value = "The first bytes of a packet.", def = "core", spread = true)
        TagSource header,

        @Key(value = "The rest of a packet, or an I/O's data.", def = "core", spread = true)
        TagSource payload,

        @Key(value = "Completion-queue entries.", def = "core", spread = true)
        TagSource completion) {}
