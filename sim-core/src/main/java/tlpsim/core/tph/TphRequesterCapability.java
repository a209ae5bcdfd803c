package tlpsim.core.tph;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static tlpsim.core.tph.PciTphLayout.LOC_SHIFT;
import static tlpsim.core.tph.PciTphLayout.PCI_EXT_CAP_ID_TPH;
import static tlpsim.core.tph.PciTphLayout.PCI_TPH_BASE_SIZEOF;
import static tlpsim.core.tph.PciTphLayout.PCI_TPH_CAP;
import static tlpsim.core.tph.PciTphLayout.PCI_TPH_CAP_EXT_TPH;
import static tlpsim.core.tph.PciTphLayout.PCI_TPH_CAP_ST_DS;
import static tlpsim.core.tph.PciTphLayout.PCI_TPH_CAP_ST_IV;
import static tlpsim.core.tph.PciTphLayout.PCI_TPH_CAP_ST_MASK;
import static tlpsim.core.tph.PciTphLayout.PCI_TPH_CAP_ST_SHIFT;
import static tlpsim.core.tph.PciTphLayout.PCI_TPH_CTRL;
import static tlpsim.core.tph.PciTphLayout.PCI_TPH_CTRL_MODE_SEL_MASK;
import static tlpsim.core.tph.PciTphLayout.PCI_TPH_CTRL_REQ_EN_MASK;
import static tlpsim.core.tph.PciTphLayout.REQ_EN_SHIFT;
import static tlpsim.core.tph.PciTphLayout.ST_ENTRY_BYTES;

import java.util.List;
import org.agrona.concurrent.AtomicBuffer;
import tlpsim.core.problem.Problem;

/**
 * The TPH Requester extended capability of one function, live in its configuration space: whatever else reads or
 * writes these bytes sees and makes the same state.
 *
 * <p>Not thread safe: owned by the process that owns the device; software's writes reach it as messages in key order.
 * No call allocates, except {@link #conformanceProblems}.
 */
public final class TphRequesterCapability implements SteeringTable {
    private static final int HEADER_VERSION_1 = 1 << 16;

    private final AtomicBuffer configSpace;
    private final int offset;
    private final ReservedEnablePolicy reservedEnable;
    private final int capabilityRegister;
    private final int controlWritable;
    private final int tableEntries;

    private TphRequesterCapability(AtomicBuffer configSpace, int offset, ReservedEnablePolicy reservedEnable) {
        this.configSpace = configSpace;
        this.offset = offset;
        this.reservedEnable = reservedEnable;
        this.capabilityRegister = configSpace.getInt(offset + PCI_TPH_CAP, LITTLE_ENDIAN);
        this.controlWritable = (hasTagModes() ? PCI_TPH_CTRL_MODE_SEL_MASK : 0)
                | 1 << REQ_EN_SHIFT
                | (extended() ? 2 << REQ_EN_SHIFT : 0);
        this.tableEntries = location() == StTableLocation.NONE
                ? 0
                : ((capabilityRegister & PCI_TPH_CAP_ST_MASK) >>> PCI_TPH_CAP_ST_SHIFT) + 1;
    }

    /** The capability that stands at an offset, for example of a dump; its control and table keep their values. */
    public static TphRequesterCapability wrap(
            AtomicBuffer configSpace, int offset, ReservedEnablePolicy reservedEnable) {
        int id = configSpace.getInt(offset, LITTLE_ENDIAN) & 0xFFFF;
        if (id != PCI_EXT_CAP_ID_TPH) {
            throw new IllegalArgumentException("no TPH Requester capability: offset=" + offset + " id=" + id);
        }
        return new TphRequesterCapability(configSpace, offset, reservedEnable);
    }

    /**
     * Writes a capability in its reset state and returns it.
     *
     * @param offset     multiple of 4
     * @param nextOffset the next extended capability, 0 for the last
     */
    public static TphRequesterCapability create(
            AtomicBuffer configSpace,
            int offset,
            int nextOffset,
            TphRequesterConfig config,
            ReservedEnablePolicy reservedEnable) {
        configSpace.setMemory(offset, config.sizeBytes(), (byte) 0);
        configSpace.putInt(offset, PCI_EXT_CAP_ID_TPH | HEADER_VERSION_1 | nextOffset << 20, LITTLE_ENDIAN);
        configSpace.putInt(offset + PCI_TPH_CAP, config.capabilityRegister(), LITTLE_ENDIAN);
        return new TphRequesterCapability(configSpace, offset, reservedEnable);
    }

    /** Clears Control and the ST table, as a function level reset does. */
    public void reset() {
        configSpace.setMemory(offset + PCI_TPH_CTRL, sizeBytes() - PCI_TPH_CTRL, (byte) 0);
    }

    /** Clears the bits of Control that no write can set, and so none could clear: a dump may hold others. */
    public void clearHardwired() {
        configSpace.putInt(offset + PCI_TPH_CTRL, control() & controlWritable, LITTLE_ENDIAN);
    }

    public int sizeBytes() {
        return PCI_TPH_BASE_SIZEOF + ((steeringEntries() * ST_ENTRY_BYTES + 3) & ~3);
    }

    /** The Control register as it stands; the look-up path reads it for every TLP, as hardware does. */
    public int control() {
        return configSpace.getInt(offset + PCI_TPH_CTRL, LITTLE_ENDIAN);
    }

    /** Writes ST Mode Select and Requester Enable in one dword, as Linux does. */
    public void writeControl(StMode mode, RequesterEnable enable) {
        write(PCI_TPH_CTRL, 4, mode.bits() | enable.bits() << REQ_EN_SHIFT);
    }

    /** Requester Enable as it reads back. */
    public RequesterEnable requesterEnable() {
        return RequesterEnable.of(control() >>> REQ_EN_SHIFT);
    }

    /** ST Mode Select as it reads back. */
    public StMode mode() {
        return StMode.of(control());
    }

    /** Selecting an unsupported mode is undefined (section 7.9.13.3); a function of ours then sends every tag as 0. */
    public StMode effectiveMode() {
        StMode mode = mode();
        return supports(mode) ? mode : StMode.NO_ST;
    }

    public boolean supports(StMode mode) {
        return (capabilityRegister & mode.capabilityBit()) != 0;
    }

    /** Whether the function can send 16-bit tags. */
    public boolean extended() {
        return (capabilityRegister & PCI_TPH_CAP_EXT_TPH) != 0;
    }

    public StTableLocation location() {
        return StTableLocation.of(capabilityRegister >>> LOC_SHIFT);
    }

    /** Entries of the ST table wherever it is, 0 to 2048. */
    public int tableEntries() {
        return tableEntries;
    }

    @Override
    public int steeringEntries() {
        return location() == StTableLocation.CAPABILITY ? tableEntries : 0;
    }

    @Override
    public int steeringTag(int index) {
        return configSpace.getShort(entryOffset(index), LITTLE_ENDIAN) & 0xFFFF;
    }

    @Override
    public void writeSteeringTag(int index, int tag) {
        write(PCI_TPH_BASE_SIZEOF + ST_ENTRY_BYTES * index, ST_ENTRY_BYTES, tag);
    }

    /** Reads a register; {@code register} is relative to the capability, {@code bytes} 1, 2 or 4, naturally aligned. */
    public int read(int register, int bytes) {
        requireAligned(register, bytes);
        int dword = configSpace.getInt(offset + (register & ~3), LITTLE_ENDIAN);
        return dword >>> 8 * (register & 3) & widthMask(bytes);
    }

    /** Writes a register; read-only and reserved bits keep their values. Arguments as in {@link #read}. */
    public void write(int register, int bytes, int value) {
        requireAligned(register, bytes);
        int base = register & ~3;
        int shift = 8 * (register & 3);
        int former = configSpace.getInt(offset + base, LITTLE_ENDIAN);
        int mask = widthMask(bytes) << shift & writableBits(base);
        int next = former & ~mask | value << shift & mask;
        if (base == PCI_TPH_CTRL
                && reservedEnable == ReservedEnablePolicy.KEEP_FORMER
                && RequesterEnable.of(next >>> REQ_EN_SHIFT) == RequesterEnable.RESERVED) {
            next = next & ~PCI_TPH_CTRL_REQ_EN_MASK | former & PCI_TPH_CTRL_REQ_EN_MASK;
        }
        configSpace.putInt(offset + base, next, LITTLE_ENDIAN);
    }

    /** The bits of the dword at a register offset that software can change. */
    public int writableBits(int dwordOffset) {
        if (dwordOffset == PCI_TPH_CTRL) {
            return controlWritable;
        }
        int firstEntry = (dwordOffset - PCI_TPH_BASE_SIZEOF) / ST_ENTRY_BYTES;
        if (dwordOffset < PCI_TPH_BASE_SIZEOF || firstEntry >= steeringEntries()) {
            return 0;
        }
        int perEntry = extended() ? 0xFFFF : 0x00FF;
        return firstEntry + 1 < steeringEntries() ? perEntry << 16 | perEntry : perEntry;
    }

    /** The rules of section 7.9.13.2 that the announced capability breaks, as dumps of real devices may. */
    public List<Problem> conformanceProblems(String source) {
        List<Problem> problems = TphRequesterConfig.problems(source, hasTagModes(), location(), tableEntries);
        if (!supports(StMode.NO_ST)) {
            problems.add(new Problem(source, 0, 0, "No ST mode must be supported, but bit 0 is clear", ""));
        }
        return problems;
    }

    private boolean hasTagModes() {
        return (capabilityRegister & (PCI_TPH_CAP_ST_IV | PCI_TPH_CAP_ST_DS)) != 0;
    }

    private int entryOffset(int index) {
        return offset + PCI_TPH_BASE_SIZEOF + ST_ENTRY_BYTES * index;
    }

    private void requireAligned(int register, int bytes) {
        boolean width = bytes == 1 || bytes == 2 || bytes == 4;
        if (!width || (register & bytes - 1) != 0 || register < 0 || register + bytes > sizeBytes()) {
            throw new IllegalArgumentException(
                    "configuration access must be aligned and inside: register=" + register + " bytes=" + bytes);
        }
    }

    private static int widthMask(int bytes) {
        return bytes == 4 ? -1 : (1 << 8 * bytes) - 1;
    }
}
