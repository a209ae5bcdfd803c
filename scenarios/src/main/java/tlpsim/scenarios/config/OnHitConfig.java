package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** Policies for a write that hits, without and with a steering tag. */
public record OnHitConfig(
        @Key(value = "Writes without a tag.", def = "{}") UntaggedHitConfig untagged,

        @Key(value = "Writes whose tag names a target.", def = "{}")
        TaggedHitConfig tagged) {}
