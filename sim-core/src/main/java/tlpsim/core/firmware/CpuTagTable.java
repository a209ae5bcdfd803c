package tlpsim.core.firmware;

import static tlpsim.core.firmware.CpuTagTableLayout.CPU_OFFSET;
import static tlpsim.core.firmware.CpuTagTableLayout.ENTRIES_OFFSET;
import static tlpsim.core.firmware.CpuTagTableLayout.ENTRY_BYTES;
import static tlpsim.core.firmware.CpuTagTableLayout.ENTRY_BYTES_OFFSET;
import static tlpsim.core.firmware.CpuTagTableLayout.HEADER_BYTES;
import static tlpsim.core.firmware.CpuTagTableLayout.HEADER_BYTES_OFFSET;
import static tlpsim.core.firmware.CpuTagTableLayout.MAGIC;
import static tlpsim.core.firmware.CpuTagTableLayout.RESERVED_OFFSET;
import static tlpsim.core.firmware.CpuTagTableLayout.RESULT_OFFSET;
import static tlpsim.core.firmware.CpuTagTableLayout.RESULT_RESERVED;
import static tlpsim.core.firmware.CpuTagTableLayout.UID_OFFSET;
import static tlpsim.core.firmware.CpuTagTableLayout.VERSION;
import static tlpsim.core.firmware.CpuTagTableLayout.VERSION_OFFSET;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.TreeMap;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;

/** The answers of one root port's firmware for every processor, read from or written to a {@link CpuTagTableLayout}. Immutable. */
public final class CpuTagTable implements DsmMethod {
    private final int[] uids;
    private final long[] results;
    private final TreeMap<Integer, Integer> cpuOfUid = new TreeMap<>();

    private CpuTagTable(int[] uids, long[] results) {
        this.uids = uids;
        this.results = results;
        for (int cpu = 0; cpu < uids.length; cpu++) {
            cpuOfUid.put(uids[cpu], cpu);
        }
    }

    /** A table of results by logical processor. */
    public static CpuTagTable of(int[] uids, long[] results) {
        if (uids.length != results.length) {
            throw new IllegalArgumentException(
                    "one result per processor: uids=" + uids.length + " results=" + results.length);
        }
        return new CpuTagTable(uids.clone(), results.clone());
    }

    /**
     * Reads a table.
     *
     * @param source what the user called it, for messages
     * @throws InvalidInputException for anything that is not such a table; the message names the byte
     */
    public static CpuTagTable read(String source, byte[] bytes) {
        ByteBuffer in = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int entries = readHeader(source, in);
        int[] uids = new int[entries];
        long[] results = new long[entries];
        for (int cpu = 0; cpu < entries; cpu++) {
            int at = HEADER_BYTES + cpu * ENTRY_BYTES;
            require(
                    in.getInt(at + CPU_OFFSET) == cpu,
                    source,
                    at,
                    "processor " + Integer.toUnsignedString(in.getInt(at + CPU_OFFSET)) + " where " + cpu + " belongs");
            uids[cpu] = in.getInt(at + UID_OFFSET);
            require(uids[cpu] >= 0, source, at + UID_OFFSET, "UID above 2147483647");
            results[cpu] = in.getLong(at + RESULT_OFFSET);
            require(
                    (results[cpu] & RESULT_RESERVED) == 0,
                    source,
                    at + RESULT_OFFSET,
                    "reserved bits of the result are set: 0x" + Long.toHexString(results[cpu]));
        }
        CpuTagTable table = new CpuTagTable(uids, results);
        require(table.cpuOfUid.size() == entries, source, HEADER_BYTES, "two processors have the same UID");
        return table;
    }

    private static int readHeader(String source, ByteBuffer in) {
        int length = in.capacity();
        require(length >= HEADER_BYTES, source, length, "cut off: " + length + " of the header's 32 bytes");
        require(in.getLong(0) == MAGIC, source, 0, "not a CPU tag table: it must begin with TPHCPUST");
        field(source, in, VERSION_OFFSET, "version", VERSION);
        field(source, in, HEADER_BYTES_OFFSET, "bytes of the header", HEADER_BYTES);
        field(source, in, ENTRY_BYTES_OFFSET, "bytes of an entry", ENTRY_BYTES);
        field(source, in, RESERVED_OFFSET, "reserved field", 0);
        for (int at = ENTRIES_OFFSET + 4; at < HEADER_BYTES; at++) {
            require(in.get(at) == 0, source, at, "a reserved byte of the header is not 0");
        }
        int entries = in.getInt(ENTRIES_OFFSET);
        require(
                entries >= 1 && entries <= CpuTopology.MAX_CPUS,
                source,
                ENTRIES_OFFSET,
                "entries " + Integer.toUnsignedString(entries) + "; allowed: 1 to 65536");
        int expected = HEADER_BYTES + entries * ENTRY_BYTES;
        require(length >= expected, source, length, "cut off: " + entries + " entries take " + expected + " bytes");
        require(length <= expected, source, expected, (length - expected) + " bytes after the last entry");
        return entries;
    }

    private static void field(String source, ByteBuffer in, int at, String name, int expected) {
        int given = in.getShort(at) & 0xFFFF;
        require(given == expected, source, at, name + " " + given + "; allowed: " + expected);
    }

    private static void require(boolean holds, String source, int at, String message) {
        if (!holds) {
            String where = "byte 0x" + Integer.toHexString(at);
            throw new InvalidInputException(new Problem(source, 0, 0, where + ": " + message, ""));
        }
    }

    /** The table's bytes. */
    public byte[] toBytes() {
        ByteBuffer out =
                ByteBuffer.allocate(HEADER_BYTES + uids.length * ENTRY_BYTES).order(ByteOrder.LITTLE_ENDIAN);
        out.putLong(0, MAGIC);
        out.putShort(VERSION_OFFSET, (short) VERSION);
        out.putShort(HEADER_BYTES_OFFSET, (short) HEADER_BYTES);
        out.putShort(ENTRY_BYTES_OFFSET, (short) ENTRY_BYTES);
        out.putInt(ENTRIES_OFFSET, uids.length);
        for (int cpu = 0; cpu < uids.length; cpu++) {
            int at = HEADER_BYTES + cpu * ENTRY_BYTES;
            out.putInt(at + CPU_OFFSET, cpu);
            out.putInt(at + UID_OFFSET, uids[cpu]);
            out.putLong(at + RESULT_OFFSET, results[cpu]);
        }
        return out.array();
    }

    public int cpus() {
        return uids.length;
    }

    /** The ACPI UID of a logical processor of the table. */
    public int uid(int cpu) {
        return uids[cpu];
    }

    @Override
    public boolean answers(int uid) {
        return cpuOfUid.containsKey(uid);
    }

    @Override
    public long evaluate(int uid) {
        return results[cpuOfUid.get(uid)];
    }
}
