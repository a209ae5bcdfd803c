package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** What the platform's firmware answers when a tag for a core is asked for. */
public record FirmwareConfig(
        @Key(value = "The 8-bit namespace.", name = "tags-8bit", def = "{}")
        Tags8Config tags8,

        @Key(value = "The 16-bit namespace.", name = "tags-16bit", def = "{}")
        Tags16Config tags16,

        @Key(
                value = "What happens when a namespace has fewer tags than targets.",
                def = "invalid",
                defFrom = "the platform preset")
        Exhaustion onExhaustion,

        @Key(value = "The platform says that it ignores PH.", def = "true", defFrom = "the platform preset")
        boolean phIgnore,

        @Key(
                value = "The _DSM method that is asked for tags; without it, or if it fails, nobody gets one.",
                def = "present")
        DsmPresence dsm,

        @Key(value = "How tags encode what they name.", def = "{}")
        EncodingConfig encoding,

        @Key(
                value =
                        "The answers of every root port as a file, relative to the scenario, in place of the keys above; see"
                                + " docs/control-plane.md.",
                def = "")
        String table) {}
