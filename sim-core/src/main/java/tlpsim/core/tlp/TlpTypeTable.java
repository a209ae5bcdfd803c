package tlpsim.core.tlp;

/**
 * What the first byte of a header says, for all 256 values of each mode: Fmt/Type of Non-Flit Mode (Base Specification
 * Table 2-3) and Type[7:0] of Flit Mode (Table 2-5, Reserved rows included, since a receiver must know their size to
 * skip them).
 */
final class TlpTypeTable {
    static final int KIND_MASK = 0x1F;
    static final int BASE_DW_SHIFT = 5;
    static final int BASE_DW_MASK = 0x7;
    static final int DATA = 1 << 8;
    static final int ADDRESS64 = 1 << 9;
    static final int MEMORY = 1 << 10;
    static final int ST_IN_TAG = 1 << 11;
    static final int RESERVED = 1 << 12;
    static final int COMPLETION = 1 << 13;
    static final int ATOMIC = 1 << 14;
    /** Has byte enables: memory, I/O and Configuration requests. */
    static final int BYTE_ENABLES = 1 << 15;

    static final int[] NON_FLIT = new int[256];
    static final int[] FLIT = new int[256];

    private static final TlpKind[] KINDS = TlpKind.values();

    /** Rows of Reserved Flit Mode types: first, last, header base in DW, 1 if Length counts a payload. */
    private static final int[][] FLIT_RESERVED = {
        {0x06, 0x07, 4, 1}, {0x08, 0x09, 3, 0}, {0x0E, 0x0F, 3, 0}, {0x10, 0x15, 5, 1}, {0x16, 0x17, 7, 1},
        {0x18, 0x19, 7, 0}, {0x1A, 0x1B, 7, 1}, {0x1C, 0x1D, 3, 0}, {0x1E, 0x1F, 6, 0}, {0x23, 0x2D, 4, 0},
        {0x2E, 0x2F, 5, 0}, {0x38, 0x3D, 4, 0}, {0x3E, 0x3F, 5, 0}, {0x41, 0x41, 6, 1}, {0x43, 0x43, 6, 1},
        {0x46, 0x47, 3, 1}, {0x49, 0x49, 3, 1}, {0x4F, 0x4F, 4, 0}, {0x50, 0x55, 6, 1}, {0x56, 0x57, 7, 1},
        {0x58, 0x59, 3, 1}, {0x5A, 0x5A, 4, 1}, {0x5C, 0x5D, 4, 1}, {0x5E, 0x5F, 5, 1}, {0x62, 0x6B, 4, 1},
        {0x6F, 0x6F, 4, 1}, {0x78, 0x7A, 4, 1}, {0x7C, 0x7F, 4, 1}, {0x90, 0x93, 4, 0}, {0x94, 0x97, 5, 0},
        {0x98, 0x9B, 6, 0}, {0x9C, 0x9F, 7, 0}, {0xA0, 0xA7, 5, 0}, {0xA8, 0xA9, 6, 0}, {0xAA, 0xAB, 7, 0},
        {0xAC, 0xAD, 5, 0}, {0xAE, 0xAF, 6, 0}, {0xB0, 0xBF, 5, 1}, {0xC0, 0xC7, 6, 0}, {0xC8, 0xC9, 7, 0},
        {0xCA, 0xCB, 5, 1}, {0xCC, 0xCD, 6, 1}, {0xCE, 0xCF, 7, 1}, {0xD0, 0xDF, 6, 1}, {0xE0, 0xE1, 4, 0},
        {0xE2, 0xE3, 6, 0}, {0xE4, 0xE5, 4, 1}, {0xE6, 0xE7, 6, 1}, {0xE8, 0xEF, 7, 0}, {0xF0, 0xF1, 4, 1},
        {0xF2, 0xF3, 5, 1}, {0xF4, 0xF5, 6, 1}, {0xF6, 0xF7, 7, 1}, {0xF8, 0xFF, 7, 1},
    };

    static {
        fillNonFlit();
        fillFlit();
    }

    private TlpTypeTable() {}

    static TlpKind kindOf(int descriptor) {
        return KINDS[descriptor & KIND_MASK];
    }

    static int baseDw(int descriptor) {
        return descriptor >>> BASE_DW_SHIFT & BASE_DW_MASK;
    }

    /** The first byte of a kind, or -1 where the mode has no such TLP. Messages: routing 0 (to the Root Complex). */
    static int firstByte(TlpKind kind, boolean address64, boolean flit) {
        int[] table = flit ? FLIT : NON_FLIT;
        for (int value = 0; value < table.length; value++) {
            int descriptor = table[value];
            boolean sizeFits = !kind.hasTwoAddressSizes() || ((descriptor & ADDRESS64) != 0) == address64;
            if ((descriptor & RESERVED) == 0 && kindOf(descriptor) == kind && sizeFits) {
                return value;
            }
        }
        return -1;
    }

    private static void fillNonFlit() {
        for (int value = 0; value < 256; value++) {
            int fmt = value >>> 5;
            int baseDw = fmt < TlpLayout.FMT_PREFIX ? 3 + (fmt & 1) : 1;
            int data = fmt == TlpLayout.FMT_3DW_DATA || fmt == TlpLayout.FMT_4DW_DATA ? DATA : 0;
            NON_FLIT[value] = RESERVED | data | baseDw << BASE_DW_SHIFT;
        }
        for (int value = 0x80; value < 0xA0; value++) {
            NON_FLIT[value] = descriptor(TlpKind.LOCAL_PREFIX, 1, false, false);
        }
        fillCommon(NON_FLIT);
        addressed(NON_FLIT, TlpLayout.TYPE_MRD_3DW, TlpKind.MRD, false);
    }

    private static void fillFlit() {
        for (int[] row : FLIT_RESERVED) {
            for (int value = row[0]; value <= row[1]; value++) {
                FLIT[value] = RESERVED | (row[3] == 1 ? DATA : 0) | row[2] << BASE_DW_SHIFT;
            }
        }
        for (int value = 0x80; value < 0x90; value++) {
            FLIT[value] = descriptor(TlpKind.LOCAL_PREFIX, 1, false, false);
        }
        fillCommon(FLIT);
        FLIT[FlitLayout.TYPE_NOP] = descriptor(TlpKind.NOP, 1, false, false);
        FLIT[FlitLayout.TYPE_MRD_32] = descriptor(TlpKind.MRD, 3, false, false);
        FLIT[TlpLayout.TYPE_MRD_4DW] = descriptor(TlpKind.MRD, 4, false, true);
        FLIT[FlitLayout.TYPE_UIO_MRD] = descriptor(TlpKind.UIO_MRD, 4, false, true);
        FLIT[FlitLayout.TYPE_UIO_MWR] = descriptor(TlpKind.UIO_MWR, 4, true, true);
        FLIT[FlitLayout.TYPE_UIO_WR_CPL] = descriptor(TlpKind.UIO_WR_CPL, 3, false, false);
        FLIT[FlitLayout.TYPE_UIO_RD_CPL] = descriptor(TlpKind.UIO_RD_CPL, 3, false, false);
        FLIT[FlitLayout.TYPE_UIO_RD_CPLD] = descriptor(TlpKind.UIO_RD_CPLD, 3, true, false);
    }

    /** The types that both modes encode alike: all but MRd with a 32-bit address. */
    private static void fillCommon(int[] table) {
        addressed(table, TlpLayout.TYPE_MRDLK_3DW, TlpKind.MRD_LK, false);
        addressed(table, TlpLayout.TYPE_MWR_3DW, TlpKind.MWR, true);
        addressed(table, TlpLayout.TYPE_FETCHADD_3DW, TlpKind.FETCH_ADD, true);
        addressed(table, TlpLayout.TYPE_SWAP_3DW, TlpKind.SWAP, true);
        addressed(table, TlpLayout.TYPE_CAS_3DW, TlpKind.CAS, true);
        addressed(table, TlpLayout.TYPE_DMWR_3DW, TlpKind.DMWR, true);
        table[TlpLayout.TYPE_IORD] = descriptor(TlpKind.IORD, 3, false, false);
        table[TlpLayout.TYPE_IOWR] = descriptor(TlpKind.IOWR, 3, true, false);
        table[TlpLayout.TYPE_CFGRD0] = descriptor(TlpKind.CFG_RD0, 3, false, false);
        table[TlpLayout.TYPE_CFGWR0] = descriptor(TlpKind.CFG_WR0, 3, true, false);
        table[TlpLayout.TYPE_CFGRD1] = descriptor(TlpKind.CFG_RD1, 3, false, false);
        table[TlpLayout.TYPE_CFGWR1] = descriptor(TlpKind.CFG_WR1, 3, true, false);
        table[TlpLayout.TYPE_CPL] = descriptor(TlpKind.CPL, 3, false, false);
        table[TlpLayout.TYPE_CPLD] = descriptor(TlpKind.CPLD, 3, true, false);
        table[TlpLayout.TYPE_CPLLK] = descriptor(TlpKind.CPL_LK, 3, false, false);
        table[TlpLayout.TYPE_CPLDLK] = descriptor(TlpKind.CPLD_LK, 3, true, false);
        for (int routing = 0; routing < 8; routing++) {
            table[TlpLayout.TYPE_MSG + routing] = descriptor(TlpKind.MSG, 4, false, false);
            table[TlpLayout.TYPE_MSGD + routing] = descriptor(TlpKind.MSGD, 4, true, false);
        }
    }

    private static void addressed(int[] table, int type3Dw, TlpKind kind, boolean data) {
        table[type3Dw] = descriptor(kind, 3, data, false);
        table[type3Dw | TlpLayout.TYPE_4DW] = descriptor(kind, 4, data, true);
    }

    private static int descriptor(TlpKind kind, int baseDw, boolean data, boolean address64) {
        boolean stInTag = kind == TlpKind.MWR;
        return kind.ordinal()
                | baseDw << BASE_DW_SHIFT
                | (data ? DATA : 0)
                | (address64 ? ADDRESS64 : 0)
                | (kind.isMemoryRequest() ? MEMORY : 0)
                | (stInTag ? ST_IN_TAG : 0)
                | (kind.isCompletion() ? COMPLETION : 0)
                | (kind.isAtomic() ? ATOMIC : 0)
                | (kind.isMemoryRequest() || kind.isIo() || kind.isConfig() ? BYTE_ENABLES : 0);
    }
}
