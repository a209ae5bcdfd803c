package tlpsim.core.vfio;

import java.util.BitSet;
import tlpsim.core.kernel.TphFunction;
import tlpsim.core.tph.PciTphLayout;
import tlpsim.core.tph.StTableLocation;

/**
 * The hardware's table of one function, wherever it is, and which entries were last written as 16-bit tags: what the hardware's own reaction to a
 * lowered Requester Enable depends on (rule 18). Nothing of the user API reads tags from here.
 */
final class StEntryView {
    private final TphFunction function;
    private final BitSet wide = new BitSet();

    StEntryView(TphFunction function) {
        this.function = function;
    }

    StTableLocation location() {
        return StTableLocation.of(function.probedCapability() >>> PciTphLayout.LOC_SHIFT);
    }

    /** Entries of the table; the MSI-X table's number of vectors limits the one there. */
    int entries() {
        int size =
                ((function.probedCapability() & PciTphLayout.PCI_TPH_CAP_ST_MASK) >>> PciTphLayout.PCI_TPH_CAP_ST_SHIFT)
                        + 1;
        return switch (location()) {
            case CAPABILITY -> size;
            case MSIX -> Math.min(size, function.msix().entries());
            case NONE, RESERVED -> 0;
        };
    }

    int tag(int index) {
        if (location() == StTableLocation.MSIX) {
            return function.msix().readVectorControl(index) >>> PciTphLayout.MSIX_ST_SHIFT;
        }
        return function.config().read16(offset(index));
    }

    void markWide(int index, boolean is) {
        wide.set(index, is);
    }

    boolean isWide(int index) {
        return wide.get(index);
    }

    boolean hasWide() {
        return !wide.isEmpty();
    }

    /** The hardware clears its entries with 16-bit tags. */
    void clearWide() {
        for (int index = wide.nextSetBit(0); index >= 0; index = wide.nextSetBit(index + 1)) {
            if (location() == StTableLocation.MSIX) {
                int kept = function.msix().readVectorControl(index) & ~PciTphLayout.PCI_MSIX_ENTRY_CTRL_ST;
                function.msix().writeVectorControl(index, kept);
            } else {
                function.config().write16(offset(index), 0);
            }
        }
        wide.clear();
    }

    private int offset(int index) {
        return function.tphOffset() + PciTphLayout.PCI_TPH_BASE_SIZEOF + PciTphLayout.ST_ENTRY_BYTES * index;
    }
}
