package tlpsim.core.config;

import static tlpsim.core.tph.PciTphLayout.LOC_SHIFT;
import static tlpsim.core.tph.PciTphLayout.PCI_TPH_CAP_EXT_TPH;
import static tlpsim.core.tph.PciTphLayout.PCI_TPH_CAP_ST_MASK;
import static tlpsim.core.tph.PciTphLayout.PCI_TPH_CAP_ST_SHIFT;
import static tlpsim.core.tph.PciTphLayout.REQ_EN_SHIFT;

import java.util.List;
import tlpsim.core.tph.RequesterEnable;
import tlpsim.core.tph.StMode;
import tlpsim.core.tph.StTableLocation;

/**
 * The TPH Requester extended capability as an image holds it (section 7.9.13).
 *
 * @param entries the ST table in the capability, as far as the image holds it; empty where the table is elsewhere
 */
public record TphRegisters(int offset, int version, int capability, int control, List<Integer> entries) {
    public TphRegisters {
        entries = List.copyOf(entries);
    }

    public boolean supports(StMode mode) {
        return (capability & mode.capabilityBit()) != 0;
    }

    /** Any mode other than No ST. */
    public boolean hasTagModes() {
        return supports(StMode.INTERRUPT_VECTOR) || supports(StMode.DEVICE_SPECIFIC);
    }

    public boolean extended() {
        return (capability & PCI_TPH_CAP_EXT_TPH) != 0;
    }

    public StTableLocation location() {
        return StTableLocation.of(capability >>> LOC_SHIFT);
    }

    /** The size field plus one, 1 to 2048, whether there is a table or not. */
    public int sizeField() {
        return ((capability & PCI_TPH_CAP_ST_MASK) >>> PCI_TPH_CAP_ST_SHIFT) + 1;
    }

    /** Entries that are announced, 0 without a table. */
    public int tableEntries() {
        return location() == StTableLocation.NONE ? 0 : sizeField();
    }

    /** ST Mode Select as it stands, 0 to 7. */
    public int modeField() {
        return control & 7;
    }

    public StMode mode() {
        return StMode.of(control);
    }

    public RequesterEnable enable() {
        return RequesterEnable.of(control >>> REQ_EN_SHIFT);
    }
}
