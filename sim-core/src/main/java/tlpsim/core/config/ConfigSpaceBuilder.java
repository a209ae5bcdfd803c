package tlpsim.core.config;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static tlpsim.core.config.PciConfigLayout.PCI_ACS_CAP;
import static tlpsim.core.config.PciConfigLayout.PCI_ACS_EGRESS_CTL_V;
import static tlpsim.core.config.PciConfigLayout.PCI_CAPABILITY_LIST;
import static tlpsim.core.config.PciConfigLayout.PCI_CAP_ID_EXP;
import static tlpsim.core.config.PciConfigLayout.PCI_CAP_ID_MSIX;
import static tlpsim.core.config.PciConfigLayout.PCI_CAP_MSIX_SIZEOF;
import static tlpsim.core.config.PciConfigLayout.PCI_CFG_SPACE_EXP_SIZE;
import static tlpsim.core.config.PciConfigLayout.PCI_CFG_SPACE_SIZE;
import static tlpsim.core.config.PciConfigLayout.PCI_CLASS_REVISION;
import static tlpsim.core.config.PciConfigLayout.PCI_COMMAND;
import static tlpsim.core.config.PciConfigLayout.PCI_EXP_DEVCAP;
import static tlpsim.core.config.PciConfigLayout.PCI_EXP_DEVCAP2;
import static tlpsim.core.config.PciConfigLayout.PCI_EXP_DEVCAP2_EE_PREFIX;
import static tlpsim.core.config.PciConfigLayout.PCI_EXP_DEVCAP2_EE_PREFIX_MAX_SHIFT;
import static tlpsim.core.config.PciConfigLayout.PCI_EXP_DEVCAP2_EXT_FMT;
import static tlpsim.core.config.PciConfigLayout.PCI_EXP_DEVCAP_FLR;
import static tlpsim.core.config.PciConfigLayout.PCI_EXP_DEVCTL;
import static tlpsim.core.config.PciConfigLayout.PCI_EXP_LNKCAP;
import static tlpsim.core.config.PciConfigLayout.PCI_EXP_LNKCTL;
import static tlpsim.core.config.PciConfigLayout.PCI_EXP_LNKCTL2;
import static tlpsim.core.config.PciConfigLayout.PCI_EXP_LNKSTA2_FLIT;
import static tlpsim.core.config.PciConfigLayout.PCI_EXP_SIZEOF_V2;
import static tlpsim.core.config.PciConfigLayout.PCI_EXT_CAP_DSN_SIZEOF;
import static tlpsim.core.config.PciConfigLayout.PCI_EXT_CAP_ID_ACS;
import static tlpsim.core.config.PciConfigLayout.PCI_EXT_CAP_ID_DSN;
import static tlpsim.core.config.PciConfigLayout.PCI_EXT_CAP_ID_SRIOV;
import static tlpsim.core.config.PciConfigLayout.PCI_EXT_CAP_ID_VNDR;
import static tlpsim.core.config.PciConfigLayout.PCI_EXT_CAP_SRIOV_SIZEOF;
import static tlpsim.core.config.PciConfigLayout.PCI_HEADER_TYPE;
import static tlpsim.core.config.PciConfigLayout.PCI_HEADER_TYPE_BRIDGE;
import static tlpsim.core.config.PciConfigLayout.PCI_PRIMARY_BUS;
import static tlpsim.core.config.PciConfigLayout.PCI_SRIOV_INITIAL_VF;
import static tlpsim.core.config.PciConfigLayout.PCI_SRIOV_SUP_PGSIZE;
import static tlpsim.core.config.PciConfigLayout.PCI_SRIOV_SYS_PGSIZE;
import static tlpsim.core.config.PciConfigLayout.PCI_SRIOV_VF_DID;
import static tlpsim.core.config.PciConfigLayout.PCI_SRIOV_VF_OFFSET;
import static tlpsim.core.config.PciConfigLayout.PCI_STATUS_CAP_LIST;
import static tlpsim.core.config.PciConfigLayout.PCI_STD_HEADER_SIZEOF;
import static tlpsim.core.tph.PciTphLayout.PCI_EXT_CAP_ID_TPH;

import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;
import tlpsim.core.tph.ReservedEnablePolicy;
import tlpsim.core.tph.StTableLocation;
import tlpsim.core.tph.TphCompleterSupport;
import tlpsim.core.tph.TphRequesterCapability;
import tlpsim.core.tph.TphRequesterConfig;

/**
 * Makes the configuration space of a function in its reset state. Without further calls it has a version 2 PCI Express
 * capability with a gen1 x1 link, no completer support, no prefixes.
 */
public final class ConfigSpaceBuilder {
    private static final int FIRST_CAPABILITY = PCI_STD_HEADER_SIZEOF;
    private static final int PCIE_VERSION = 2;
    private static final int ALIGNMENT = 16;
    private static final int MAX_VFS = 0xFFFF;
    private static final int TPH_BETWEEN_NEIGHBOURS = 0x140;
    private static final int VENDOR_SPECIFIC_BEHIND = 0x1E0;

    private final UnsafeBuffer space = new UnsafeBuffer(new byte[PCI_CFG_SPACE_EXP_SIZE]);
    private final PortType portType;
    private int devCap2;
    private TphRequesterConfig tph;
    private int msixEntries;
    private int acsBits = -1;
    private int[] sriov = {};
    private boolean neighbours;
    private boolean contradictory;
    private int lastExtended;
    private int nextExtended;

    private ConfigSpaceBuilder(PortType portType) {
        this.portType = portType;
        link(1, 1);
        sizes(128, 512);
    }

    public static ConfigSpaceBuilder of(PortType portType) {
        return new ConfigSpaceBuilder(portType);
    }

    /** @param classCode 24 bits */
    public ConfigSpaceBuilder identity(int vendorId, int deviceId, int classCode) {
        space.putInt(0, vendorId & 0xFFFF | deviceId << 16, LITTLE_ENDIAN);
        space.putInt(PCI_CLASS_REVISION, classCode << 8, LITTLE_ENDIAN);
        return this;
    }

    /** Bus numbers of a bridge; the header becomes one of type 1. */
    public ConfigSpaceBuilder buses(int primary, int secondary, int subordinate) {
        space.putByte(PCI_HEADER_TYPE, (byte) PCI_HEADER_TYPE_BRIDGE);
        space.putInt(PCI_PRIMARY_BUS, primary | secondary << 8 | subordinate << 16, LITTLE_ENDIAN);
        return this;
    }

    /** What the link can and what it does. @param generation 1 to 6, 0 for no link @param lanes 1 to 32, 0 for no link */
    public ConfigSpaceBuilder link(int generation, int lanes) {
        int speedAndWidth = generation | lanes << 4;
        space.putInt(FIRST_CAPABILITY + PCI_EXP_LNKCAP, speedAndWidth, LITTLE_ENDIAN);
        space.putInt(FIRST_CAPABILITY + PCI_EXP_LNKCTL, speedAndWidth << 16, LITTLE_ENDIAN);
        return this;
    }

    /** Port Number in Link Capabilities, 0 to 255, by which egress control vectors name the port. */
    public ConfigSpaceBuilder portNumber(int number) {
        space.putByte(FIRST_CAPABILITY + PCI_EXP_LNKCAP + 3, (byte) number);
        return this;
    }

    /** Whether the link is in Flit Mode. */
    public ConfigSpaceBuilder flit(boolean active) {
        int status = active ? PCI_EXP_LNKSTA2_FLIT : 0;
        space.putShort(FIRST_CAPABILITY + PCI_EXP_LNKCTL2 + 2, (short) status, LITTLE_ENDIAN);
        return this;
    }

    /** Max_Payload_Size and Max_Read_Request_Size in force: powers of two from 128 to 4096. */
    public ConfigSpaceBuilder sizes(int maxPayloadBytes, int maxReadRequestBytes) {
        int payload = Integer.numberOfTrailingZeros(maxPayloadBytes / 128);
        int read = Integer.numberOfTrailingZeros(maxReadRequestBytes / 128);
        space.putInt(FIRST_CAPABILITY + PCI_EXP_DEVCAP, payload | PCI_EXP_DEVCAP_FLR, LITTLE_ENDIAN);
        space.putInt(FIRST_CAPABILITY + PCI_EXP_DEVCTL, 0x0810 | payload << 5 | read << 12, LITTLE_ENDIAN);
        return this;
    }

    public ConfigSpaceBuilder completer(TphCompleterSupport support) {
        devCap2 = devCap2 & ~TphCompleterSupport.EXTENDED.devCap2Bits() | support.devCap2Bits();
        return this;
    }

    /** @param max End-End prefixes per TLP, 1 to 4 */
    public ConfigSpaceBuilder prefixes(boolean extendedFmt, boolean endEnd, int max) {
        devCap2 |= extendedFmt ? PCI_EXP_DEVCAP2_EXT_FMT : 0;
        devCap2 |= endEnd ? PCI_EXP_DEVCAP2_EE_PREFIX | (max & 3) << PCI_EXP_DEVCAP2_EE_PREFIX_MAX_SHIFT : 0;
        return this;
    }

    public ConfigSpaceBuilder tph(TphRequesterConfig requester) {
        this.tph = requester;
        return this;
    }

    /** @param entries 1 to 2048, 0 for no MSI-X */
    public ConfigSpaceBuilder msix(int entries) {
        this.msixEntries = entries;
        return this;
    }

    /** @param capability ACS Capability, 16 bits */
    public ConfigSpaceBuilder acs(int capability) {
        this.acsBits = capability;
        return this;
    }

    /** @param totalVfs TotalVFs @param offset First VF Offset @param stride VF Stride */
    public ConfigSpaceBuilder sriov(int totalVfs, int offset, int stride, int vfDeviceId) {
        this.sriov = new int[] {totalVfs, offset, stride, vfDeviceId};
        return this;
    }

    /**
     * Between extended capabilities without a part in TPH, as in real functions: Device Serial Number at 100h, then TPH Requester at 140h, at the end of the chain
     * Vendor-Specific.
     */
    public ConfigSpaceBuilder neighbours() {
        this.neighbours = true;
        return this;
    }

    /** Parts may contradict each other, as those of real functions do. */
    public ConfigSpaceBuilder contradictory() {
        this.contradictory = true;
        return this;
    }

    /** @throws InvalidInputException where parts contradict each other */
    public ConfigImage build() {
        check();
        space.putShort(PCI_COMMAND + 2, (short) PCI_STATUS_CAP_LIST, LITTLE_ENDIAN);
        space.putByte(PCI_CAPABILITY_LIST, (byte) FIRST_CAPABILITY);
        int msixAt = FIRST_CAPABILITY + (PCI_EXP_SIZEOF_V2 + ALIGNMENT - 1 & -ALIGNMENT);
        int flags = PCIE_VERSION | portType.code() << 4;
        int next = msixEntries == 0 ? 0 : msixAt;
        space.putInt(FIRST_CAPABILITY, PCI_CAP_ID_EXP | next << 8 | flags << 16, LITTLE_ENDIAN);
        space.putInt(FIRST_CAPABILITY + PCI_EXP_DEVCAP2, devCap2, LITTLE_ENDIAN);
        if (msixEntries > 0) {
            space.putInt(msixAt, PCI_CAP_ID_MSIX | msixEntries - 1 << 16, LITTLE_ENDIAN);
            space.putInt(msixAt + PCI_CAP_MSIX_SIZEOF - 4, msixEntries * 16, LITTLE_ENDIAN);
        }
        extended();
        byte[] bytes = new byte[PCI_CFG_SPACE_EXP_SIZE];
        space.getBytes(0, bytes);
        return ConfigImage.of(bytes);
    }

    private void extended() {
        if (neighbours) {
            add(PCI_EXT_CAP_ID_DSN, PCI_EXT_CAP_DSN_SIZEOF, 0);
        }
        if (tph != null) {
            int at = add(PCI_EXT_CAP_ID_TPH, tph.sizeBytes(), neighbours ? TPH_BETWEEN_NEIGHBOURS : 0);
            TphRequesterCapability.create(space, at, 0, tph, ReservedEnablePolicy.STORE);
        }
        if (acsBits >= 0) {
            int at = add(PCI_EXT_CAP_ID_ACS, PCI_ACS_EGRESS_CTL_V + 32, 0);
            space.putInt(at + PCI_ACS_CAP, acsBits, LITTLE_ENDIAN);
        }
        if (sriov.length > 0) {
            int at = add(PCI_EXT_CAP_ID_SRIOV, PCI_EXT_CAP_SRIOV_SIZEOF, 0);
            space.putInt(at + PCI_SRIOV_INITIAL_VF, sriov[0] | sriov[0] << 16, LITTLE_ENDIAN);
            space.putInt(at + PCI_SRIOV_VF_OFFSET, sriov[1] | sriov[2] << 16, LITTLE_ENDIAN);
            space.putInt(at + PCI_SRIOV_VF_DID, sriov[3] << 16, LITTLE_ENDIAN);
            space.putInt(at + PCI_SRIOV_SUP_PGSIZE, 0x553, LITTLE_ENDIAN);
            space.putInt(at + PCI_SRIOV_SYS_PGSIZE, 1, LITTLE_ENDIAN);
        }
        if (neighbours) {
            add(PCI_EXT_CAP_ID_VNDR, 8, VENDOR_SPECIFIC_BEHIND);
        }
    }

    /** Puts a capability behind those before it. @param atLeast its lowest offset, unless it is the first */
    private int add(int id, int bytes, int atLeast) {
        int at = lastExtended == 0 ? PCI_CFG_SPACE_SIZE : Math.max(nextExtended, atLeast);
        space.putInt(at, id | 1 << 16, LITTLE_ENDIAN);
        if (lastExtended != 0) {
            space.putInt(lastExtended, space.getInt(lastExtended, LITTLE_ENDIAN) | at << 20, LITTLE_ENDIAN);
        }
        lastExtended = at;
        nextExtended = at + aligned(bytes);
        return at;
    }

    private static int aligned(int bytes) {
        return bytes + ALIGNMENT - 1 & -ALIGNMENT;
    }

    private void check() {
        List<Problem> problems = new ArrayList<>();
        if (msixEntries < 0 || msixEntries > 2048) {
            problems.add(problem("an MSI-X table has 1 to 2048 entries, given " + msixEntries));
        }
        if (tph != null
                && tph.location() == StTableLocation.MSIX
                && tph.tableEntries() > msixEntries
                && !contradictory) {
            problems.add(problem(
                    "an ST table of " + tph.tableEntries() + " entries does not fit an MSI-X table of " + msixEntries));
        }
        if (sriov.length > 0 && (sriov[0] < 1 || sriov[0] > MAX_VFS)) {
            problems.add(problem("TotalVFs is 1 to 65535, given " + sriov[0]));
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
    }

    private static Problem problem(String message) {
        return new Problem("configuration space", 0, 0, message, "");
    }
}
