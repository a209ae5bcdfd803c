package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** A write without a tag hits, by where the line is. */
public record UntaggedHitConfig(
        @Key(value = "In any core's L2.", def = "invalidate-allocate", defFrom = "the platform preset")
        HitPolicy l2,

        @Key(
                value = "In an I/O way of the domain's last-level cache.",
                def = "update-in-place",
                defFrom = "the platform preset")
        HitPolicy llcIo,

        @Key(
                value = "In another way of the domain's last-level cache.",
                def = "update-in-place",
                defFrom = "the platform preset")
        HitPolicy llcOther,

        @Key(
                value = "In the last-level cache of another domain.",
                def = "invalidate-allocate",
                defFrom = "the platform preset")
        HitPolicy remoteLlc) {}
