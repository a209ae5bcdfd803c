package tlpsim.core.vfio;

import static tlpsim.core.config.PciConfigLayout.PCI_CFG_SPACE_SIZE;

import tlpsim.core.kernel.ConfigAccess;
import tlpsim.core.kernel.TphFunction;
import tlpsim.core.tph.PciTphLayout;
import tlpsim.core.tph.StTableLocation;

/** The configuration space that a user reads: the device's, without the TPH capability where that is hidden. Not counted. */
final class VirtualConfigSpace {
    private static final int NEXT_SHIFT = 20;
    private static final int NEXT_MASK = 0xFFF << NEXT_SHIFT;
    private static final int MAX_STEPS = 480;

    private final ConfigAccess config;
    private final int hiddenStart;
    private final int hiddenEnd;
    private final int predecessor;
    private final int next;

    VirtualConfigSpace(TphFunction function) {
        config = function.config();
        hiddenStart = function.tphOffset();
        hiddenEnd = hiddenStart + sizeBytes(function.probedCapability());
        next = config.read32(hiddenStart) >>> NEXT_SHIFT;
        predecessor = predecessor();
    }

    private static int sizeBytes(int capability) {
        boolean inside = StTableLocation.of(capability >>> PciTphLayout.LOC_SHIFT) == StTableLocation.CAPABILITY;
        int entries = ((capability & PciTphLayout.PCI_TPH_CAP_ST_MASK) >>> PciTphLayout.PCI_TPH_CAP_ST_SHIFT) + 1;
        int table = inside ? entries * PciTphLayout.ST_ENTRY_BYTES + 3 & ~3 : 0;
        return PciTphLayout.PCI_TPH_BASE_SIZEOF + table;
    }

    private int predecessor() {
        int at = PCI_CFG_SPACE_SIZE;
        for (int steps = 0; at >= PCI_CFG_SPACE_SIZE && steps < MAX_STEPS; steps++) {
            int following = config.read32(at) >>> NEXT_SHIFT & 0xFFC;
            if (following == hiddenStart) {
                return at;
            }
            at = following;
        }
        return 0;
    }

    /** A dword of the space with the capability hidden; the first capability cannot be cut out, so it keeps its link and loses its id. */
    int read32(int offset) {
        if (offset == hiddenStart && hiddenStart == PCI_CFG_SPACE_SIZE) {
            return next << NEXT_SHIFT;
        }
        if (offset >= hiddenStart && offset < hiddenEnd) {
            return 0;
        }
        int value = config.read32(offset);
        return predecessor != 0 && offset == predecessor ? value & ~NEXT_MASK | next << NEXT_SHIFT : value;
    }
}
