package tlpsim.core.tlp;

/**
 * TLP prefixes of Non-Flit Mode: DWs in front of the header, Local ones first (Base Specification 2.2.10).
 *
 * <pre>
 *            31  29  28 27   24 23           16 15  13 12 11   8 7             0
 *           +------+--+-------+---------------+------+--+------+---------------+
 *  any      | 100b |E |  type |                                                |   E=0 Local, E=1 End-End
 *  TPH 0x90 | 100b |1 |  0000 |    ST[15:8]   | AMA  |AV|   R  |       R       |   2.2.7.1.1 Table 2-16
 *           +------+--+-------+--+--+----+----+------+--+------+---------------+
 *  PASID 91 | 100b |1 |  0001 |PM|ER| R  |               PASID[19:0]           |   6.20.2.1
 *           +------+--+-------+--+--+----+-------------------------------------+
 *  IDE 0x92, VendPrefixE0 0x9E, VendPrefixE1 0x9F: content kept as it is
 *  Local: MR-IOV 0x80, VendPrefixL0 0x8E, VendPrefixL1 0x8F
 * </pre>
 */
public final class PrefixLayout {
    public static final int PREFIX_BYTES = 4;
    /** More End-End prefixes than this make a TLP malformed (2.2.10.4). */
    public static final int MAX_END_END = 4;

    public static final int MR_IOV = 0x80;
    public static final int FLIT_MODE = 0x8D;
    public static final int VENDOR_LOCAL_0 = 0x8E;
    public static final int VENDOR_LOCAL_1 = 0x8F;
    public static final int TPH = 0x90;
    public static final int PASID = 0x91;
    public static final int IDE = 0x92;
    public static final int VENDOR_END_END_0 = 0x9E;
    public static final int VENDOR_END_END_1 = 0x9F;
    /** Bit of the first byte that tells an End-End prefix from a Local one. */
    public static final int END_END = 0x10;

    public static final int TPH_ST_HIGH_SHIFT = 16;
    public static final int TPH_AMA_SHIFT = 13;
    public static final int TPH_AMA_MASK = 0x7;
    public static final int TPH_AV = 1 << 12;

    public static final int PASID_MASK = 0xFFFFF;
    public static final int PASID_PRIVILEGED = 1 << 23;
    public static final int PASID_EXECUTE = 1 << 22;

    private PrefixLayout() {}

    /** True for first bytes 0x80 to 0x9F: Fmt[2:0] = 100b. */
    public static boolean isPrefix(int firstByte) {
        return (firstByte & 0xE0) == 0x80;
    }

    public static boolean isEndEnd(int firstByte) {
        return (firstByte & END_END) != 0;
    }

    /** The specification's name of a prefix by its first byte; "reserved" for an encoding without one. */
    public static String nameOf(int firstByte) {
        return switch (firstByte) {
            case MR_IOV -> "MRIOV";
            case FLIT_MODE -> "FlitModePrefix";
            case VENDOR_LOCAL_0 -> "VendPrefixL0";
            case VENDOR_LOCAL_1 -> "VendPrefixL1";
            case TPH -> "TPH";
            case PASID -> "PASID";
            case IDE -> "IDE";
            case VENDOR_END_END_0 -> "VendPrefixE0";
            case VENDOR_END_END_1 -> "VendPrefixE1";
            default -> "reserved";
        };
    }
}
