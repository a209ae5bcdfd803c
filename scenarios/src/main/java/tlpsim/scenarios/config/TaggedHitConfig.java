package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** A write whose tag names a target hits, by where the line is. */
public record TaggedHitConfig(
        @Key(
                value = "In the L2 of the core that the tag names.",
                def = "update-in-place",
                defFrom = "the platform preset")
        HitPolicy targetL2,

        @Key(value = "In another core's L2.", def = "move-to-target", defFrom = "the platform preset")
        HitPolicy otherL2,

        @Key(
                value = "In an I/O way of the domain's last-level cache.",
                def = "move-to-target",
                defFrom = "the platform preset")
        HitPolicy llcIo,

        @Key(
                value = "In another way of the domain's last-level cache.",
                def = "move-to-target",
                defFrom = "the platform preset")
        HitPolicy llcOther,

        @Key(
                value = "In the last-level cache of another domain.",
                def = "move-to-target",
                defFrom = "the platform preset")
        HitPolicy remoteLlc) {}
