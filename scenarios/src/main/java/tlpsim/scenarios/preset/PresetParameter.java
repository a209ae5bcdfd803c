package tlpsim.scenarios.preset;

import java.util.List;
import tlpsim.scenarios.schema.Key;

/** One value of a preset. */
public record PresetParameter(
        @Key("The scenario key below 'platform', or below an endpoint's 'memory' for a peer.")
        String path,

        @Key("As a user would write it.") String value,
        @Key("What it rests on.") PresetStatus status,
        @Key("Where it was read, or how it was computed.") String source,

        @Key(value = "Lower end of what is plausible.", def = "")
        String low,

        @Key(value = "Upper end of what is plausible.", def = "")
        String high,

        @Key(value = "Other values that sources support.", def = "")
        List<String> alternatives) {}
