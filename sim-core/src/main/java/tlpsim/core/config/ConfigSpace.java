package tlpsim.core.config;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static tlpsim.core.config.PciConfigLayout.PCI_CFG_SPACE_EXP_SIZE;
import static tlpsim.core.config.PciConfigLayout.PCI_EXP_DEVCAP;
import static tlpsim.core.config.PciConfigLayout.PCI_EXP_DEVCAP_FLR;
import static tlpsim.core.config.PciConfigLayout.PCI_EXP_DEVCTL;
import static tlpsim.core.config.PciConfigLayout.PCI_EXP_DEVCTL_BCR_FLR;
import static tlpsim.core.config.PciConfigLayout.PCI_SRIOV_CTRL;
import static tlpsim.core.config.PciConfigLayout.PCI_SRIOV_CTRL_VFE;
import static tlpsim.core.config.PciConfigLayout.PCI_SRIOV_NUM_VF;

import java.util.Optional;
import org.agrona.concurrent.UnsafeBuffer;
import tlpsim.core.tph.MsixTable;
import tlpsim.core.tph.ReservedEnablePolicy;
import tlpsim.core.tph.StTableLocation;
import tlpsim.core.tph.SteeringTable;
import tlpsim.core.tph.TphCompleterSupport;
import tlpsim.core.tph.TphRequesterCapability;

/**
 * One function, live: software reads and writes its registers here, and the device acts on the same bytes through
 * {@link #tph} and {@link #msixTable}. A write changes RW bits, clears RW1C bits, and is dropped by all others.
 *
 * <p>Software's accesses are counted: configuration reads and writes, and those of the MSI-X table in memory space. The
 * device's own look-ups are not.
 *
 * <p>Not thread safe: owned by the process that owns the device. Reads and writes do not allocate, except a write that
 * enables VFs and the first {@link #virtualFunction} of each.
 */
public final class ConfigSpace {
    /** A device that violates the standard may announce a table beyond configuration space; its bytes are here. */
    private static final int OVERRUN_BYTES = 4096 + 64;

    private static final int DEVCTL_AFTER_RESET = 0x2810;
    private static final int DEVCTL_MPS = 0x00E0;

    private final DecodedFunction decoded;
    private final ReservedEnablePolicy reservedEnable;
    private final boolean virtual;
    private final UnsafeBuffer space = new UnsafeBuffer(new byte[PCI_CFG_SPACE_EXP_SIZE + OVERRUN_BYTES]);
    private final RegisterMasks masks;
    private final TphRequesterCapability tph;
    private final int tphEnd;
    private final MsixTable msixTable;
    private ConfigSpace[] virtualFunctions = {};
    private long reads;
    private long writes;
    private long tableReads;
    private long tableWrites;

    private ConfigSpace(ConfigImage image, ReservedEnablePolicy reservedEnable, boolean virtual) {
        this.decoded = FunctionDecoder.decode(image);
        this.reservedEnable = reservedEnable;
        this.virtual = virtual;
        this.masks = RegisterMasks.of(decoded, virtual);
        space.putBytes(0, image.toByteArray());
        Optional<TphRegisters> registers = decoded.tph();
        this.tph = registers.isEmpty()
                ? null
                : TphRequesterCapability.wrap(space, registers.get().offset(), reservedEnable);
        if (tph != null) {
            tph.clearHardwired();
        }
        this.tphEnd = tph == null ? 0 : registers.get().offset() + tph.sizeBytes();
        this.msixTable = decoded.msix().map(this::table).orElse(null);
        decoded.sriov().filter(SriovRegisters::enabled).ifPresent(this::enableVirtualFunctions);
    }

    /**
     * A live function that starts as an image: built, or imported. Its MSI-X table starts masked and without tags. Bits of
     * TPH Control that the function hardwires to 0 are 0 whatever the image holds there; {@link #announced} has the finding.
     */
    public static ConfigSpace of(ConfigImage image, ReservedEnablePolicy reservedEnable) {
        return new ConfigSpace(image, reservedEnable, false);
    }

    /**
     * A configuration read by software. What the image does not hold reads as 0.
     *
     * @param register 0 to 4095, a multiple of {@code bytes}
     * @param bytes    1, 2 or 4
     */
    public int read(int register, int bytes) {
        requireAligned(register, bytes);
        reads++;
        return peek(register, bytes);
    }

    /** A configuration write by software; arguments as in {@link #read}. */
    public void write(int register, int bytes, int value) {
        requireAligned(register, bytes);
        writes++;
        if (tph != null && register >= decoded.tph().get().offset() && register + bytes <= tphEnd) {
            tph.write(register - decoded.tph().get().offset(), bytes, value);
            return;
        }
        int base = register & ~3;
        int shift = 8 * (register & 3);
        int lane = widthMask(bytes) << shift;
        int written = value << shift & lane;
        int former = space.getInt(base, LITTLE_ENDIAN);
        int mask = masks.writable(base) & lane;
        int next = (former & ~mask | written & mask) & ~(written & masks.clearable(base));
        store(base, former, next);
        reset(base, written);
    }

    /** What {@link #read} would return, without counting. */
    public int peek(int register, int bytes) {
        return space.getInt(register & ~3, LITTLE_ENDIAN) >>> 8 * (register & 3) & widthMask(bytes);
    }

    /** The bits of a dword that a write can set; RW1C bits are not among them. */
    public int writableBits(int dwordOffset) {
        int tphOffset = tph == null ? Integer.MAX_VALUE : decoded.tph().get().offset();
        return dwordOffset >= tphOffset && dwordOffset < tphEnd
                ? tph.writableBits(dwordOffset - tphOffset)
                : masks.writable(dwordOffset);
    }

    /** A read of a dword of the MSI-X table in memory space. @throws IllegalStateException without MSI-X */
    public int readTable(int entry, int register) {
        tableReads++;
        return requireTable().read(entry, register);
    }

    /** A write of a dword of the MSI-X table in memory space. @throws IllegalStateException without MSI-X */
    public void writeTable(int entry, int register, int value) {
        tableWrites++;
        requireTable().write(entry, register, value);
    }

    /** What the function announces: its read-only registers, and the findings about them. */
    public DecodedFunction announced() {
        return decoded;
    }

    /** The TPH Requester capability as the device sees it. */
    public Optional<TphRequesterCapability> tph() {
        return Optional.ofNullable(tph);
    }

    /** The MSI-X table as the device sees it. */
    public Optional<MsixTable> msixTable() {
        return Optional.ofNullable(msixTable);
    }

    /** The ST table wherever the capability says it is; absent without one. */
    public Optional<SteeringTable> steeringTable() {
        StTableLocation location = tph == null ? StTableLocation.NONE : tph.location();
        return switch (location) {
            case CAPABILITY -> Optional.of(tph);
            case MSIX -> Optional.ofNullable(msixTable);
            default -> Optional.empty();
        };
    }

    /** TPH Completer Supported; none where Device Capabilities 2 does not exist. */
    public TphCompleterSupport completerSupport() {
        return decoded.pcie().flatMap(PcieRegisters::completer).orElse(TphCompleterSupport.NONE);
    }

    /** All bytes as they stand now. */
    public ConfigImage image() {
        byte[] bytes = new byte[decoded.image().sizeBytes()];
        space.getBytes(0, bytes);
        return ConfigImage.of(bytes);
    }

    /** VFs that exist: NumVFs while VF Enable is set, else 0. */
    public int virtualFunctions() {
        return virtualFunctions.length;
    }

    /**
     * A VF with the capability values of its PF and its own Control, ST table, ACS Control and MSI-X table, in their
     * reset state when VFs were enabled.
     *
     * @param index 0 to {@code virtualFunctions() - 1}
     */
    public ConfigSpace virtualFunction(int index) {
        if (virtualFunctions[index] == null) {
            virtualFunctions[index] = new ConfigSpace(VirtualFunctionImage.of(decoded), reservedEnable, true);
        }
        return virtualFunctions[index];
    }

    /**
     * Gives a VF registers other than those right after VF Enable: those that a dump has.
     *
     * @param index 0 to {@code virtualFunctions() - 1}
     */
    public void virtualFunctionAsFound(int index, ConfigImage image) {
        virtualFunctions[index] = new ConfigSpace(image, reservedEnable, true);
    }

    /** A function level reset (section 6.6.2): controls and tables as after power-on; VFs cease to exist. */
    public void functionLevelReset() {
        int devCtl = decoded.pcie().map(pcie -> pcie.offset() + PCI_EXP_DEVCTL).orElse(-1);
        for (int base = 0; base < PCI_CFG_SPACE_EXP_SIZE; base += 4) {
            int kept = space.getInt(base, LITTLE_ENDIAN) & ~masks.writable(base) & ~masks.clearable(base);
            int mps = space.getInt(base, LITTLE_ENDIAN) & DEVCTL_MPS;
            int after = base == devCtl ? (DEVCTL_AFTER_RESET | mps) & masks.writable(base) : 0;
            space.putInt(base, kept | after, LITTLE_ENDIAN);
        }
        if (tph != null) {
            tph.reset();
        }
        if (msixTable != null) {
            msixTable.reset();
        }
        virtualFunctions = new ConfigSpace[0];
    }

    /** Configuration reads by software since the start. */
    public long reads() {
        return reads;
    }

    /** Configuration writes by software since the start. */
    public long writes() {
        return writes;
    }

    /** Reads of the MSI-X table by software since the start. */
    public long tableReads() {
        return tableReads;
    }

    /** Writes of the MSI-X table by software since the start. */
    public long tableWrites() {
        return tableWrites;
    }

    private MsixTable table(MsixRegisters msix) {
        UnsafeBuffer memory = new UnsafeBuffer(new byte[MsixTable.sizeBytes(msix.entries())]);
        MsixTable table = tph == null
                ? MsixTable.wrapWithoutTags(memory, 0, msix.entries())
                : MsixTable.wrap(memory, 0, msix.entries(), tph);
        table.reset();
        return table;
    }

    /** NumVFs is fixed while VF Enable is set (section 9.3.3.7), and never above TotalVFs. */
    private void store(int base, int former, int next) {
        SriovRegisters sriov = decoded.sriov().orElse(null);
        if (sriov == null) {
            space.putInt(base, next, LITTLE_ENDIAN);
            return;
        }
        boolean numVfs = base == sriov.offset() + PCI_SRIOV_NUM_VF;
        if (numVfs && (virtualFunctions.length > 0 || (next & 0xFFFF) > sriov.totalVfs())) {
            return;
        }
        space.putInt(base, next, LITTLE_ENDIAN);
        if (base == sriov.offset() + PCI_SRIOV_CTRL && ((former ^ next) & PCI_SRIOV_CTRL_VFE) != 0) {
            virtualFunctions = new ConfigSpace[0];
            if ((next & PCI_SRIOV_CTRL_VFE) != 0) {
                enableVirtualFunctions(sriov);
            }
        }
    }

    private void enableVirtualFunctions(SriovRegisters sriov) {
        int numVfs = peek(sriov.offset() + PCI_SRIOV_NUM_VF, 2);
        virtualFunctions = new ConfigSpace[Math.min(numVfs, sriov.totalVfs())];
    }

    /** Initiate Function Level Reset always reads 0; VFs must support it, others announce it. */
    private void reset(int base, int written) {
        PcieRegisters pcie = decoded.pcie().orElse(null);
        if (pcie == null || base != pcie.offset() + PCI_EXP_DEVCTL || (written & PCI_EXP_DEVCTL_BCR_FLR) == 0) {
            return;
        }
        boolean announced = (peek(pcie.offset() + PCI_EXP_DEVCAP, 4) & PCI_EXP_DEVCAP_FLR) != 0;
        if ((virtual || announced) && !pcie.portType().forwards()) {
            functionLevelReset();
        }
    }

    private MsixTable requireTable() {
        if (msixTable == null) {
            throw new IllegalStateException("the function has no MSI-X table");
        }
        return msixTable;
    }

    private static void requireAligned(int register, int bytes) {
        boolean width = bytes == 1 || bytes == 2 || bytes == 4;
        if (!width || (register & bytes - 1) != 0 || register < 0 || register + bytes > PCI_CFG_SPACE_EXP_SIZE) {
            throw new IllegalArgumentException(
                    "configuration access must be aligned and inside: register=" + register + " bytes=" + bytes);
        }
    }

    private static int widthMask(int bytes) {
        return bytes == 4 ? -1 : (1 << 8 * bytes) - 1;
    }
}
