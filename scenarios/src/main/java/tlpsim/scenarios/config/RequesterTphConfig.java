package tlpsim.scenarios.config;

import java.util.List;
import tlpsim.scenarios.schema.Key;

/** The TPH Requester extended capability of a function. The No-ST mode is always there. */
public record RequesterTphConfig(
        @Key(
                value = "Whether the device has the capability.",
                def = "true",
                defFrom = "the device's kind: false for a peer")
        boolean supported,

        @Key(value = "ST modes beyond No-ST.", def = "[interrupt-vector, device-specific]")
        List<StMode> modes,

        @Key(value = "Extended TPH Requester Supported: 16-bit tags.", def = "true")
        boolean extended,

        @Key(value = "The steering tag table.", def = "{}") StTableConfig stTable) {}
