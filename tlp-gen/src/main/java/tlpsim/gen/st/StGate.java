package tlpsim.gen.st;

import tlpsim.core.tph.PciTphLayout;
import tlpsim.core.tph.RequesterEnable;
import tlpsim.core.tph.StMode;
import tlpsim.core.tph.TphRequesterCapability;

/**
 * What the Control register allows at this moment, read anew for each look-up: a write by software takes effect with
 * the next TLP, and nothing can be stale.
 */
public final class StGate {
    private static final int OPEN_8 = 0xFF;
    private static final int OPEN_16 = 0xFFFF;

    private final TphRequesterCapability capability;
    private final int modes;

    private StGate(TphRequesterCapability capability, int modes) {
        this.capability = capability;
        this.modes = modes;
    }

    /** For a structure that serves both modes with tags: the tables that the standard knows. */
    public static StGate forTable(TphRequesterCapability capability) {
        return of(capability, true);
    }

    /** For a structure of the device's own: in Interrupt Vector mode tags may come from the table only. */
    public static StGate forDevice(TphRequesterCapability capability) {
        return of(capability, false);
    }

    private static StGate of(TphRequesterCapability capability, boolean interruptVector) {
        int modes = bitIfSupported(capability, StMode.DEVICE_SPECIFIC);
        return new StGate(
                capability, interruptVector ? modes | bitIfSupported(capability, StMode.INTERRUPT_VECTOR) : modes);
    }

    private static int bitIfSupported(TphRequesterCapability capability, StMode mode) {
        return capability.supports(mode) ? 1 << mode.bits() : 0;
    }

    /**
     * {@link StLookup#NO_TPH} where Requester Enable is 00b or 10b, {@link StLookup#NO_PREFERENCE} where the mode gives
     * no tags, else the mask of the tags that may be sent: 0xFF with Enable 01b, 0xFFFF with 11b.
     */
    int tagMask() {
        int control = capability.control();
        int enable = control >>> PciTphLayout.REQ_EN_SHIFT & 3;
        if ((enable & 1) == 0) {
            return StLookup.NO_TPH;
        }
        int mode = control & PciTphLayout.PCI_TPH_CTRL_MODE_SEL_MASK;
        if ((modes >>> mode & 1) == 0) {
            return StLookup.NO_PREFERENCE;
        }
        return enable == RequesterEnable.TPH.bits() ? OPEN_8 : OPEN_16;
    }
}
