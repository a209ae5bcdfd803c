package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;
import tlpsim.scenarios.schema.Mapping;

/** Targets of some queues: {@code host} or the id of a peer. */
@Mapping(spread = "all", spreadDoc = "The target of every kind that is not named.")
public record TargetConfig(
        @Key("The queues.") IndexSet queues,

        @Key(value = "Where descriptors lie.", def = "host", spread = true)
        String descriptor,

        @Key(value = "Where the first bytes of packets go.", def = "host", spread = true)
        String header,

        @Key(value = "Where the rest of packets or I/O data goes.", def = "host", spread = true)
        String payload,

        @Key(value = "Where completion-queue entries go.", def = "host", spread = true)
        String completion) {
    /** The host's own name among the targets. */
    public static final String HOST = "host";
}
