package tlpsim.core.kernel;

import static tlpsim.core.config.PciConfigLayout.PCI_CAPABILITY_LIST;
import static tlpsim.core.config.PciConfigLayout.PCI_CFG_SPACE_SIZE;
import static tlpsim.core.config.PciConfigLayout.PCI_STATUS;
import static tlpsim.core.config.PciConfigLayout.PCI_STATUS_CAP_LIST;
import static tlpsim.core.config.PciConfigLayout.PCI_STD_HEADER_SIZEOF;

/** The kernel's own way through the chains of capabilities, read by read: {@code pci_find_capability}, {@code pci_find_ext_capability}. */
final class CapabilitySearch {
    private static final int EXTENDED_NEXT_SHIFT = 20;

    /** No chain of capabilities is longer than the space that it stands in; a longer one is a loop. */
    private static final int MAX_CAPABILITIES = 48;

    private static final int MAX_EXTENDED_CAPABILITIES = 480;

    private CapabilitySearch() {}

    /** Offset of a capability, or 0. */
    static int findCapability(ConfigAccess config, int id) {
        if ((config.read16(PCI_STATUS) & PCI_STATUS_CAP_LIST) == 0) {
            return 0;
        }
        int at = config.read16(PCI_CAPABILITY_LIST) & 0xFC;
        for (int steps = 0; at >= PCI_STD_HEADER_SIZEOF && steps < MAX_CAPABILITIES; steps++) {
            int header = config.read16(at);
            if ((header & 0xFF) == id) {
                return at;
            }
            at = header >>> 8 & 0xFC;
        }
        return 0;
    }

    /** Offset of an extended capability, or 0. */
    static int findExtendedCapability(ConfigAccess config, int id) {
        int at = PCI_CFG_SPACE_SIZE;
        for (int steps = 0; at >= PCI_CFG_SPACE_SIZE && steps < MAX_EXTENDED_CAPABILITIES; steps++) {
            int header = config.read32(at);
            if (header == 0 || header == -1) {
                return 0;
            }
            if ((header & 0xFFFF) == id) {
                return at;
            }
            at = header >>> EXTENDED_NEXT_SHIFT & 0xFFC;
        }
        return 0;
    }
}
