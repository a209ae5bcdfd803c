package tlpsim.core.firmware;

/**
 * The flat binary table of one root port: what a read-only file in sysfs could hold. Little-endian, no padding.
 *
 * <pre>
 * header, 32 bytes
 *   00h  magic "TPHCPUST" (8 bytes)
 *   08h  u16 version, 1
 *   0Ah  u16 bytes of the header, 32
 *   0Ch  u16 bytes of an entry, 16
 *   0Eh  u16 reserved, 0
 *   10h  u32 entries, 1 to 65,536
 *   14h  12 bytes reserved, 0
 * entry, 16 bytes, ascending by logical processor, which counts from 0 without a gap
 *   00h  u32 logical processor
 *   04h  u32 ACPI processor UID
 *   08h  u64 result of _DSM, see {@link tlpsim.core.tph.DsmResult}
 * </pre>
 */
public final class CpuTagTableLayout {
    /** "TPHCPUST" as a little-endian number. */
    public static final long MAGIC = 0x5453555043485054L;

    public static final int VERSION = 1;
    public static final int VERSION_OFFSET = 8;
    public static final int HEADER_BYTES_OFFSET = 10;
    public static final int ENTRY_BYTES_OFFSET = 12;
    public static final int RESERVED_OFFSET = 14;
    public static final int ENTRIES_OFFSET = 16;
    public static final int HEADER_BYTES = 32;

    public static final int CPU_OFFSET = 0;
    public static final int UID_OFFSET = 4;
    public static final int RESULT_OFFSET = 8;
    public static final int ENTRY_BYTES = 16;

    /** Bits of a result that must be 0. */
    public static final long RESULT_RESERVED = 0x000000F8_000000F8L;

    private CpuTagTableLayout() {}
}
