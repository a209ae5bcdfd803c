package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** Where a write is installed that finds its line nowhere. */
public record OnMissConfig(
        @Key(value = "Writes without a tag.", def = "allocate-io", defFrom = "the platform preset")
        MissPolicy untagged,

        @Key(value = "Writes whose tag names a target.", def = "allocate-target", defFrom = "the platform preset")
        MissPolicy tagged) {}
