package tlpsim.scenarios.config;

import java.util.OptionalInt;
import tlpsim.scenarios.schema.Key;

/**
 * Tags that a peer's exporter hands out with its memory. A namespace that is absent cannot be had; 0 is an ordinary
 * value.
 */
public record DmaBufConfig(
        @Key(value = "The 8-bit tag.", def = "", min = "0", max = "255", hex = true)
        OptionalInt st,

        @Key(value = "The 16-bit tag.", def = "", min = "0", max = "65535", hex = true)
        OptionalInt stExt,

        @Key(value = "The hint, the same for both.", def = "target")
        DmaBufPh ph,

        @Key(
                value = "Whether the exporter has given the 8-bit tag to other memory too, for want of free ones: the"
                        + " peer cannot tell which a write means.",
                def = "false")
        boolean stAliased) {}
