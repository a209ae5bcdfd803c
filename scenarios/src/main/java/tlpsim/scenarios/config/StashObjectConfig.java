package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;
import tlpsim.scenarios.schema.Mapping;

/** One object of a receive queue that the driver asks to have stashed. */
@Mapping(shorthand = "object")
public record StashObjectConfig(
        @Key("descriptor (with completion entries), header, payload, or offset: some bytes of each packet.")
        StashObject object,

        @Key(value = "The processing hint.", def = "target") Hint hint,

        @Key(value = "The first byte; offset.", name = "at", def = "0 B", min = "0 B", max = "65535 B")
        int atBytes,

        @Key(value = "How many bytes; whole lines carry the tag; offset.", def = "64 B", min = "1 B", max = "65535 B")
        int lengthBytes) {}
