package tlpsim.scenarios.config;

import java.util.List;
import tlpsim.core.tph.TphRequesterConfig;
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

        @Key(value = "The steering tag table.", def = "{}") StTableConfig stTable,

        @Key(
                value =
                        "Objects of receive queues that the device can tag each by itself; assumed: no device documents it.",
                def = "[descriptor, header, payload, offset]")
        List<StashObject> stashObjects) {

    /** What the capability announces, if there is one. */
    public TphRequesterConfig announced() {
        tlpsim.core.tph.StTableLocation location = switch (stTable.location()) {
            case NONE -> tlpsim.core.tph.StTableLocation.NONE;
            case CAPABILITY -> tlpsim.core.tph.StTableLocation.CAPABILITY;
            case MSI_X -> tlpsim.core.tph.StTableLocation.MSIX;
        };
        return new TphRequesterConfig(
                modes.contains(StMode.INTERRUPT_VECTOR),
                modes.contains(StMode.DEVICE_SPECIFIC),
                extended,
                location,
                stTable.entries());
    }
}
