package tlpsim.scenarios.control;

import java.util.Arrays;
import tlpsim.core.tph.SteeringTable;
import tlpsim.core.tph.TphRequesterCapability;

/**
 * The TPH registers of a device at one moment.
 *
 * @param present false without the capability
 * @param control the Control register
 * @param tags    the table's entries, wherever they are
 */
record Registers(boolean present, int control, int[] tags) {
    static final Registers NONE = new Registers(false, 0, new int[0]);

    static Registers of(DeviceEntry device) {
        if (device == null || device.live().tph().isEmpty()) {
            return NONE;
        }
        TphRequesterCapability capability = device.live().tph().get();
        SteeringTable table =
                capability.steeringEntries() > 0 || device.live().msixTable().isEmpty()
                        ? capability
                        : device.live().msixTable().get();
        int[] tags = new int[table.steeringEntries()];
        Arrays.setAll(tags, table::steeringTag);
        return new Registers(true, capability.control(), tags);
    }
}
