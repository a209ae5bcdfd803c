package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;
import tlpsim.scenarios.schema.Mapping;

/** The 8-bit steering tags of one host; tag 0 is "no preference". */
@Mapping(shorthand = "count")
public record Tags8Config(
        @Key(value = "What one tag names.", def = "core", defFrom = "the platform preset")
        TagTarget target,

        @Key(
                value = "Usable tags, the value 0 not counted.",
                def = "255",
                defFrom = "the platform preset",
                min = "0",
                max = "255")
        int count) {}
