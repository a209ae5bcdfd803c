package tlpsim.core.kernel;

/**
 * Where the capabilities stand that TPH needs, under the names of include/uapi/linux/pci_regs.h; offsets in bytes (specification sections 7.5.1,
 * 7.5.3 and 7.6).
 */
final class PciConfigLayout {
    static final int PCI_STATUS = 0x06;
    static final int PCI_STATUS_CAP_LIST = 0x10;
    static final int PCI_CAPABILITY_LIST = 0x34;
    static final int PCI_CAP_ID_EXP = 0x10;
    static final int PCI_EXP_FLAGS = 2;
    static final int PCI_EXP_FLAGS_TYPE_SHIFT = 4;
    static final int PCI_EXP_DEVCAP2 = 0x24;
    static final int PCI_EXP_TYPE_RC_END = 0x9;

    static final int EXTENDED_START = 0x100;
    static final int EXTENDED_NEXT_SHIFT = 20;

    /** No chain of capabilities is longer than the space that it stands in; a longer one is a loop. */
    static final int MAX_CAPABILITIES = 48;

    static final int MAX_EXTENDED_CAPABILITIES = 480;

    private PciConfigLayout() {}

    /** Offset of a capability, or 0. */
    static int findCapability(ConfigAccess config, int id) {
        if ((config.read16(PCI_STATUS) & PCI_STATUS_CAP_LIST) == 0) {
            return 0;
        }
        int at = config.read16(PCI_CAPABILITY_LIST) & 0xFC;
        for (int steps = 0; at >= 0x40 && steps < MAX_CAPABILITIES; steps++) {
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
        int at = EXTENDED_START;
        for (int steps = 0; at >= EXTENDED_START && steps < MAX_EXTENDED_CAPABILITIES; steps++) {
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
