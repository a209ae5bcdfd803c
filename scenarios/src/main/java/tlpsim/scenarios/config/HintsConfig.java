package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;
import tlpsim.scenarios.schema.Mapping;

/** The hint of each kind of access. Interrupts carry none. */
@Mapping(spread = "all", spreadDoc = "The hint of every kind that is not named.")
public record HintsConfig(
        @Key(value = "Descriptor fetches.", def = "none", spread = true)
        Hint descriptor,

        @Key(value = "The first bytes of a packet.", def = "none", spread = true)
        Hint header,

        @Key(value = "The rest of a packet, or an I/O's data.", def = "none", spread = true)
        Hint payload,

        @Key(value = "Completion-queue entries.", def = "none", spread = true)
        Hint completion) {}
