package tlpsim.core.config;

/**
 * Offsets, masks and identifiers of configuration space, under the names of the Linux headers where these have one
 * (include/uapi/linux/pci_regs.h). Offsets of a capability's registers are bytes from the start of the capability.
 *
 * <pre>
 * 000h  header, 64 bytes (section 7.5.1)
 * 040h  capabilities: 7:0 id | 15:8 next                          (section 7.5.3.1)
 * 100h  extended capabilities: 15:0 id | 19:16 version | 31:20 next (section 7.6.3)
 * PCI Express capability (section 7.5.3)
 *   02h flags        3:0 version | 7:4 port type
 *   04h DevCap       28 FLR          08h DevCtl  7:5 MPS | 14:12 MRRS | 15 FLR    0Ah DevSta
 *   0Ch LnkCap       3:0 speed | 9:4 width       12h LnkSta  3:0 speed | 9:4 width
 *   24h DevCap2      13:12 TPH completer | 20 Extended Fmt | 21 End-End prefix | 23:22 its maximum
 *   28h DevCtl2      15 End-End prefix blocking
 * </pre>
 */
public final class PciConfigLayout {
    public static final int PCI_CFG_SPACE_SIZE = 256;
    public static final int PCI_CFG_SPACE_EXP_SIZE = 4096;
    public static final int PCI_STD_HEADER_SIZEOF = 64;

    public static final int PCI_VENDOR_ID = 0x00;
    public static final int PCI_COMMAND = 0x04;
    public static final int PCI_STATUS = 0x06;
    public static final int PCI_STATUS_CAP_LIST = 0x10;
    public static final int PCI_CLASS_REVISION = 0x08;
    public static final int PCI_HEADER_TYPE = 0x0E;
    public static final int PCI_HEADER_TYPE_MASK = 0x7F;
    public static final int PCI_HEADER_TYPE_BRIDGE = 1;
    public static final int PCI_HEADER_TYPE_CARDBUS = 2;
    public static final int PCI_CB_CAPABILITY_LIST = 0x14;
    public static final int PCI_PRIMARY_BUS = 0x18;
    public static final int PCI_CAPABILITY_LIST = 0x34;
    public static final int PCI_INTERRUPT_LINE = 0x3C;

    public static final int PCI_CAP_ID_EXP = 0x10;
    public static final int PCI_CAP_ID_MSIX = 0x11;

    public static final int PCI_EXP_FLAGS = 0x02;
    public static final int PCI_EXP_DEVCAP = 0x04;
    public static final int PCI_EXP_DEVCAP_FLR = 1 << 28;
    public static final int PCI_EXP_DEVCTL = 0x08;
    public static final int PCI_EXP_DEVCTL_BCR_FLR = 0x8000;
    public static final int PCI_EXP_LNKCAP = 0x0C;
    public static final int PCI_EXP_LNKCTL = 0x10;
    public static final int PCI_EXP_DEVCAP2 = 0x24;
    public static final int PCI_EXP_DEVCAP2_EXT_FMT = 1 << 20;
    public static final int PCI_EXP_DEVCAP2_EE_PREFIX = 1 << 21;
    public static final int PCI_EXP_DEVCAP2_EE_PREFIX_MAX_SHIFT = 22;
    public static final int PCI_EXP_DEVCTL2 = 0x28;
    public static final int PCI_EXP_DEVCTL2_EE_PREFIX_BLOCKING = 0x8000;
    public static final int PCI_EXP_LNKCTL2 = 0x30;
    public static final int PCI_EXP_LNKSTA2_FLIT = 0x0400;
    /** Bytes of a version 2 capability, and of a version 1 capability of an endpoint. */
    public static final int PCI_EXP_SIZEOF_V2 = 0x3C;

    public static final int PCI_EXP_SIZEOF_V1 = 0x14;

    /** Message Control, the upper half of the first dword. */
    public static final int PCI_MSIX_FLAGS = 0x02;

    public static final int PCI_MSIX_FLAGS_QSIZE = 0x07FF;
    public static final int PCI_MSIX_FLAGS_MASKALL = 0x4000;
    public static final int PCI_MSIX_FLAGS_ENABLE = 0x8000;
    public static final int PCI_MSIX_TABLE = 0x04;
    public static final int PCI_MSIX_PBA = 0x08;
    public static final int PCI_CAP_MSIX_SIZEOF = 0x0C;

    public static final int PCI_EXT_CAP_ID_DSN = 0x03;
    public static final int PCI_EXT_CAP_DSN_SIZEOF = 0x0C;
    public static final int PCI_EXT_CAP_ID_VNDR = 0x0B;

    public static final int PCI_EXT_CAP_ID_ACS = 0x0D;
    /** ACS Capability in the lower half of the dword, ACS Control in the upper (section 7.7.11). */
    public static final int PCI_ACS_CAP = 0x04;

    public static final int PCI_ACS_SV = 0x01;
    public static final int PCI_ACS_TB = 0x02;
    public static final int PCI_ACS_RR = 0x04;
    public static final int PCI_ACS_CR = 0x08;
    public static final int PCI_ACS_UF = 0x10;
    public static final int PCI_ACS_EC = 0x20;
    public static final int PCI_ACS_DT = 0x40;
    public static final int PCI_ACS_EGRESS_CTL_V = 0x08;

    public static final int PCI_EXT_CAP_ID_SRIOV = 0x10;
    public static final int PCI_SRIOV_CTRL = 0x08;
    public static final int PCI_SRIOV_CTRL_VFE = 0x01;
    public static final int PCI_SRIOV_CTRL_MSE = 0x08;
    public static final int PCI_SRIOV_CTRL_ARI = 0x10;
    public static final int PCI_SRIOV_INITIAL_VF = 0x0C;
    public static final int PCI_SRIOV_NUM_VF = 0x10;
    public static final int PCI_SRIOV_VF_OFFSET = 0x14;
    public static final int PCI_SRIOV_VF_DID = 0x18;
    public static final int PCI_SRIOV_SUP_PGSIZE = 0x1C;
    public static final int PCI_SRIOV_SYS_PGSIZE = 0x20;
    public static final int PCI_EXT_CAP_SRIOV_SIZEOF = 0x40;

    private PciConfigLayout() {}
}
