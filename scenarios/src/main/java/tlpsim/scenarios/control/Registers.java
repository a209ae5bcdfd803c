package tlpsim.scenarios.control;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tlpsim.core.config.ConfigImage;
import tlpsim.core.config.TphRegisters;
import tlpsim.core.tph.PciTphLayout;
import tlpsim.core.tph.SteeringTable;
import tlpsim.core.tph.TphRequesterCapability;

/**
 * The registers of a device at one moment.
 *
 * @param config  configuration space; empty without a device
 * @param present false without the TPH Requester capability
 * @param control its Control register
 * @param tags    the table's entries, wherever they are
 */
record Registers(ConfigImage config, boolean present, int control, int[] tags) {
    static final Registers NONE = new Registers(ConfigImage.of(new byte[0]), false, 0, new int[0]);

    /** A dword of configuration space that another moment has otherwise. */
    record ConfigChange(int offset, int before, int after) {}

    static Registers of(DeviceEntry device) {
        if (device == null || !device.exists()) {
            return NONE;
        }
        ConfigImage config = device.live().space().image();
        if (device.live().tph().isEmpty()) {
            return new Registers(config, false, 0, new int[0]);
        }
        TphRequesterCapability capability = device.live().tph().get();
        SteeringTable table = device.table();
        int[] tags = new int[table.steeringEntries()];
        Arrays.setAll(tags, table::steeringTag);
        return new Registers(config, true, capability.control(), tags);
    }

    /** An entry of the table; 0 where the function does not exist at this moment. */
    int tag(int index) {
        return index < tags.length ? tags[index] : 0;
    }

    /** What differs in configuration space beside Control and the table in the capability, which are known apart. */
    List<ConfigChange> changesTo(Registers later, DeviceEntry device) {
        List<ConfigChange> changes = new ArrayList<>();
        TphRegisters tph = device.live().space().announced().tph().orElse(null);
        int first = tph == null ? -1 : tph.offset() + PciTphLayout.PCI_TPH_CTRL;
        int end = tph == null
                ? -1
                : tph.offset() + device.live().tph().orElseThrow().sizeBytes();
        for (int at = 0; at < Math.min(config.sizeBytes(), later.config.sizeBytes()); at += 4) {
            boolean known = at >= first && at < end;
            if (!known && config.dword(at) != later.config.dword(at)) {
                changes.add(new ConfigChange(at, config.dword(at), later.config.dword(at)));
            }
        }
        return changes;
    }
}
