package tlpsim.scenarios.config;

import java.util.List;
import tlpsim.scenarios.schema.Key;

/** Hints, tags and targets per kind of access. */
public record SteeringConfig(
        @Key(value = "The processing hint (PH) per kind of access.", def = "{}")
        HintsConfig hints,

        @Key(value = "Where the tag comes from, per kind of access that has a hint.", def = "{}")
        SteerConfig steer,

        @Key(value = "Whose memory the queues' accesses go to; queues that are not named use the host.", def = "")
        List<TargetConfig> targets) {}
