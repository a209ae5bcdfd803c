package tlpsim.scenarios.config;

import java.util.List;
import tlpsim.scenarios.schema.Key;

/**
 * What the control plane asks for, for every device with the capability. What is granted is min(requester, root port's
 * completer).
 */
public record TphConfig(
        @Key(value = "TPH Requester Enable that is asked for.", def = "off")
        TphEnable enable,

        @Key(value = "ST Mode Select.", def = "interrupt-vector")
        StMode mode,

        @Key(
                value = "What a device does when its vector has no table entry (impl.-defined by the standard).",
                def = "st-0")
        MissingEntryPolicy onMissingEntry,

        @Key(value = "Control-plane writes during the measured window.", def = "")
        List<ControlEventConfig> events) {}
