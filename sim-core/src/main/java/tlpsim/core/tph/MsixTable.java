package tlpsim.core.tph;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static tlpsim.core.tph.PciTphLayout.MAX_MSIX_ENTRIES;
import static tlpsim.core.tph.PciTphLayout.MSIX_ST_SHIFT;
import static tlpsim.core.tph.PciTphLayout.PCI_MSIX_ENTRY_CTRL_MASKBIT;
import static tlpsim.core.tph.PciTphLayout.PCI_MSIX_ENTRY_CTRL_ST;
import static tlpsim.core.tph.PciTphLayout.PCI_MSIX_ENTRY_DATA;
import static tlpsim.core.tph.PciTphLayout.PCI_MSIX_ENTRY_LOWER_ADDR;
import static tlpsim.core.tph.PciTphLayout.PCI_MSIX_ENTRY_SIZE;
import static tlpsim.core.tph.PciTphLayout.PCI_MSIX_ENTRY_UPPER_ADDR;
import static tlpsim.core.tph.PciTphLayout.PCI_MSIX_ENTRY_VECTOR_CTRL;

import org.agrona.concurrent.AtomicBuffer;

/**
 * The MSI-X table of one function (section 7.7.2), live in its memory space. With ST table location 10b its Vector
 * Control words hold the steering tags, whether MSI-X is enabled or not.
 *
 * <p>Not thread safe: owned by the process that owns the device. No call allocates.
 */
public final class MsixTable implements SteeringTable {
    private static final int ADDRESS_LOW_WRITABLE = ~3;
    private static final int ST_LOWER = 0x00FF0000;

    private final AtomicBuffer memory;
    private final int offset;
    private final int entries;
    private final int steeringEntries;
    private final int controlWritable;

    private MsixTable(AtomicBuffer memory, int offset, int entries, int steeringEntries, int steeringBits) {
        if (entries < 1 || entries > MAX_MSIX_ENTRIES) {
            throw new IllegalArgumentException("MSI-X table entries must be 1 to 2048: entries=" + entries);
        }
        this.memory = memory;
        this.offset = offset;
        this.entries = entries;
        this.steeringEntries = Math.min(entries, steeringEntries);
        this.controlWritable = PCI_MSIX_ENTRY_CTRL_MASKBIT | steeringBits;
    }

    /** A table whose ST fields exist as the function's TPH capability says. The bytes keep their values. */
    public static MsixTable wrap(AtomicBuffer memory, int offset, int entries, TphRequesterCapability capability) {
        if (capability.location() != StTableLocation.MSIX) {
            return wrapWithoutTags(memory, offset, entries);
        }
        int bits = capability.extended() ? PCI_MSIX_ENTRY_CTRL_ST : ST_LOWER;
        return new MsixTable(memory, offset, entries, capability.tableEntries(), bits);
    }

    /** A table without ST fields. The bytes keep their values. */
    public static MsixTable wrapWithoutTags(AtomicBuffer memory, int offset, int entries) {
        return new MsixTable(memory, offset, entries, 0, 0);
    }

    /** Bytes that a table occupies. */
    public static int sizeBytes(int entries) {
        return entries * PCI_MSIX_ENTRY_SIZE;
    }

    /** Every entry masked, everything else 0. */
    public void reset() {
        memory.setMemory(offset, sizeBytes(entries), (byte) 0);
        for (int entry = 0; entry < entries; entry++) {
            memory.putInt(position(entry, PCI_MSIX_ENTRY_VECTOR_CTRL), PCI_MSIX_ENTRY_CTRL_MASKBIT, LITTLE_ENDIAN);
        }
    }

    public int entries() {
        return entries;
    }

    /** Reads a dword of an entry; {@code register} is one of the PCI_MSIX_ENTRY offsets. */
    public int read(int entry, int register) {
        return memory.getInt(position(entry, register), LITTLE_ENDIAN);
    }

    /** Writes a dword of an entry; reserved bits keep their values. */
    public void write(int entry, int register, int value) {
        int mask = writableBits(register);
        int position = position(entry, register);
        memory.putInt(position, memory.getInt(position, LITTLE_ENDIAN) & ~mask | value & mask, LITTLE_ENDIAN);
    }

    /** The bits of a dword of an entry that software can change. */
    public int writableBits(int register) {
        return switch (register) {
            case PCI_MSIX_ENTRY_LOWER_ADDR -> ADDRESS_LOW_WRITABLE;
            case PCI_MSIX_ENTRY_UPPER_ADDR, PCI_MSIX_ENTRY_DATA -> -1;
            case PCI_MSIX_ENTRY_VECTOR_CTRL -> controlWritable;
            default -> throw new IllegalArgumentException("no such MSI-X dword: register=" + register);
        };
    }

    /** The Vector Control word of an entry. */
    public int vectorControl(int entry) {
        return memory.getInt(position(entry, PCI_MSIX_ENTRY_VECTOR_CTRL), LITTLE_ENDIAN);
    }

    public boolean masked(int entry) {
        return (vectorControl(entry) & PCI_MSIX_ENTRY_CTRL_MASKBIT) != 0;
    }

    /** Address of the interrupt's memory write. */
    public long messageAddress(int entry) {
        long low = read(entry, PCI_MSIX_ENTRY_LOWER_ADDR) & 0xFFFFFFFFL;
        return (long) read(entry, PCI_MSIX_ENTRY_UPPER_ADDR) << 32 | low;
    }

    @Override
    public int steeringEntries() {
        return steeringEntries;
    }

    @Override
    public int steeringTag(int index) {
        return vectorControl(index) >>> MSIX_ST_SHIFT;
    }

    /** Rewrites bits 31:16 and preserves the others, as {@code pci_msix_write_tph_tag} of Linux does. */
    @Override
    public void writeSteeringTag(int index, int tag) {
        int preserved = vectorControl(index) & ~PCI_MSIX_ENTRY_CTRL_ST;
        write(index, PCI_MSIX_ENTRY_VECTOR_CTRL, preserved | tag << MSIX_ST_SHIFT);
    }

    private int position(int entry, int register) {
        return offset + entry * PCI_MSIX_ENTRY_SIZE + register;
    }
}
