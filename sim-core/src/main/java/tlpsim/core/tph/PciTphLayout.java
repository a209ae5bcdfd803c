package tlpsim.core.tph;

/**
 * Register offsets, masks and values under the names of the Linux headers (include/uapi/linux/pci_regs.h, with the TPH
 * support merged in v6.13), so that a driver author recognises them. Offsets are bytes from the start of the structure.
 *
 * <pre>
 * TPH Requester extended capability, PCI Express Base Specification r6 section 7.9.13
 *   00h  header      15:0 id 0017h | 19:16 version | 31:20 next
 *   04h  capability  0 No ST | 1 Interrupt Vector | 2 Device Specific | 8 extended | 10:9 location | 26:16 size - 1
 *   08h  control     2:0 ST Mode Select | 9:8 TPH Requester Enable
 *   0Ch  ST table    16 bit per entry: 7:0 ST Lower | 15:8 ST Upper
 * MSI-X Vector Control, section 7.7.2.8
 *   0 mask | 15:1 reserved | 23:16 ST Lower | 31:24 ST Upper
 * </pre>
 */
public final class PciTphLayout {
    public static final int PCI_EXT_CAP_ID_TPH = 0x17;

    public static final int PCI_TPH_CAP = 4;
    public static final int PCI_TPH_CAP_ST_NS = 0x1;
    public static final int PCI_TPH_CAP_ST_IV = 0x2;
    public static final int PCI_TPH_CAP_ST_DS = 0x4;
    public static final int PCI_TPH_CAP_EXT_TPH = 0x100;
    public static final int PCI_TPH_CAP_LOC_MASK = 0x600;
    public static final int PCI_TPH_LOC_NONE = 0x0;
    public static final int PCI_TPH_LOC_CAP = 0x200;
    public static final int PCI_TPH_LOC_MSIX = 0x400;
    public static final int PCI_TPH_CAP_ST_MASK = 0x07FF0000;
    public static final int PCI_TPH_CAP_ST_SHIFT = 16;

    /** Bytes before the ST table. */
    public static final int PCI_TPH_BASE_SIZEOF = 0xC;

    public static final int PCI_TPH_CTRL = 8;
    public static final int PCI_TPH_CTRL_MODE_SEL_MASK = 0x7;
    public static final int PCI_TPH_ST_NS_MODE = 0;
    public static final int PCI_TPH_ST_IV_MODE = 1;
    public static final int PCI_TPH_ST_DS_MODE = 2;
    public static final int PCI_TPH_CTRL_REQ_EN_MASK = 0x300;
    public static final int PCI_TPH_REQ_DISABLE = 0;
    public static final int PCI_TPH_REQ_TPH_ONLY = 1;
    public static final int PCI_TPH_REQ_EXT_TPH = 3;

    public static final int PCI_EXP_DEVCAP2_TPH_COMP_MASK = 0x3000;
    public static final int PCI_EXP_DEVCAP2_TPH_COMP_NONE = 0;
    public static final int PCI_EXP_DEVCAP2_TPH_COMP_TPH_ONLY = 1;
    public static final int PCI_EXP_DEVCAP2_TPH_COMP_EXT_TPH = 3;

    public static final int PCI_MSIX_ENTRY_SIZE = 16;
    public static final int PCI_MSIX_ENTRY_LOWER_ADDR = 0x0;
    public static final int PCI_MSIX_ENTRY_UPPER_ADDR = 0x4;
    public static final int PCI_MSIX_ENTRY_DATA = 0x8;
    public static final int PCI_MSIX_ENTRY_VECTOR_CTRL = 0xC;
    public static final int PCI_MSIX_ENTRY_CTRL_MASKBIT = 0x1;
    public static final int PCI_MSIX_ENTRY_CTRL_ST = 0xFFFF0000;

    /** Shift of Requester Enable in Control; Linux derives it from the mask. */
    public static final int REQ_EN_SHIFT = 8;
    /** Shift of the table location in Capability; Linux derives it from the mask. */
    public static final int LOC_SHIFT = 9;
    /** Shift of TPH Completer Supported in Device Capabilities 2; Linux derives it from the mask. */
    public static final int TPH_COMP_SHIFT = 12;
    /** Shift of the steering tag in Vector Control; Linux derives it from the mask. */
    public static final int MSIX_ST_SHIFT = 16;
    /** Bytes of one entry of the table in the capability. */
    public static final int ST_ENTRY_BYTES = 2;
    /** Largest table in the capability, section 7.9.13.4. */
    public static final int MAX_CAPABILITY_ENTRIES = 64;
    /** Largest MSI-X table, section 7.7.2.2. */
    public static final int MAX_MSIX_ENTRIES = 2048;

    private PciTphLayout() {}
}
