package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;
import tlpsim.scenarios.schema.Mapping;

/** How tags encode what they name: an opaque map that can only be asked for. */
@Mapping(shorthand = "name")
public record EncodingConfig(
        @Key(
                value =
                        "drawn: by the scenario's seed; or the name of a platform preset: always the same invented map of"
                                + " that platform.",
                def = "drawn")
        String name,

        @Key(value = "Whether each root port has a map of its own.", def = "false")
        boolean perRootPort) {
    /** A map that follows from the scenario's seed. */
    public static final String DRAWN = "drawn";
}
