package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** What no public source settles about the user API, see docs/control-plane.md. */
public record VfioChoicesConfig(
        @Key(value = "Error of a call on a device that is not offered TPH (rules 1 and 2).", def = "-ENOTTY")
        VfioErrno errnoNotOffered,

        @Key(value = "Error of TPH_ST while Requester Enable is 00b (rules 5 and 19).", def = "-EINVAL")
        VfioErrno errnoDisabled,

        @Key(value = "Error of EXTENDED at 01b (rules 6, 10 and 19).", def = "-EINVAL")
        VfioErrno errnoExtended,

        @Key(value = "Error where a tag can neither be written nor shown (rule 20).", def = "-EOPNOTSUPP")
        VfioErrno errnoUnplaceable,

        @Key(value = "Error of a raw tag without access (rule 21).", def = "-EPERM")
        VfioErrno errnoRawTag,

        @Key(value = "Error of get_tph while the mapping is revoked.", def = "-ENODEV")
        VfioErrno errnoRevoked,

        @Key(
                value =
                        "What hardware makes of 16-bit entries when 11b is lowered to 01b (rule 18): sends the low byte,"
                                + " clears the entry, or sends tag 0.",
                def = "low-byte")
        LoweredEnable loweredEnable) {}
