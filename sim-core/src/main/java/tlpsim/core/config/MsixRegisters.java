package tlpsim.core.config;

import static tlpsim.core.config.PciConfigLayout.PCI_MSIX_FLAGS_ENABLE;
import static tlpsim.core.config.PciConfigLayout.PCI_MSIX_FLAGS_QSIZE;

/**
 * The MSI-X capability (section 7.7.2). The table itself is in memory space, of which no image holds a byte.
 *
 * @param control Message Control, 16 bits
 * @param table   Table Offset and BIR
 */
public record MsixRegisters(int offset, int control, int table) {
    /** 1 to 2048. */
    public int entries() {
        return (control & PCI_MSIX_FLAGS_QSIZE) + 1;
    }

    public boolean enabled() {
        return (control & PCI_MSIX_FLAGS_ENABLE) != 0;
    }
}
