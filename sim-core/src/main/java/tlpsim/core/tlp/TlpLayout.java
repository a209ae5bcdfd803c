package tlpsim.core.tlp;

/**
 * Non-Flit Mode headers (Base Specification 2.2.1.1, 2.2.4 to 2.2.9).
 *
 * <pre>
 *                  31    29 28      24 23 22 20 19 18 17 16 15 14 13 12 11 10 9                 0
 *                 +--------+----------+--+-----+--+--+--+--+--+--+-----+-----+-------------------+
 *  DW0            |  Fmt   |   Type   |T9| TC  |T8|A2|LN|TH|TD|EP| A1:0| AT  |  Length (0=1024)  |
 *                 +--------+----------+--+-----+--+--+--+--+--+--+-----+-----+-------------------+
 *  DW1 request    |        Requester ID [31:16]         |   Tag [15:8]   | LastBE 7:4 | FirstBE 3:0|
 *      MWr, TH=1  |        Requester ID                 |   ST[7:0]      | LastBE     | FirstBE    |
 *      MRd, AtomicOp, DMWr, TH=1:  Requester ID         |   Tag          |        ST[7:0]          |
 *                 +-------------------------------------+----------------+-----------------------+-+
 *  DW2 3DW        |                      Address[31:2]                                       | PH   |
 *  DW2 4DW        |                      Address[63:32]                                             |
 *  DW3 4DW        |                      Address[31:2]                                       | PH   |
 *                 +---------------------------------------------------------------------------------+
 *  DW1 completion |        Completer ID [31:16]         |Status 15:13|BCM 12| Byte Count 11:0 (0=4096)|
 *  DW2 completion |        Requester ID [31:16]         |   Tag [15:8]   | R  |  Lower Address [6:0]  |
 *  DW2 Cfg        |  Bus [31:24] | Dev [23:19] | Fn [18:16] | R [15:12] | Ext Reg [11:8] | Reg [7:2] | R|
 *  DW1 Msg        |        Requester ID [31:16]         |   Tag [15:8]   |     Message Code [7:0]    |
 * </pre>
 *
 * <p>PH and ST mean something only with TH=1, which is defined for requests to Memory Space (2.2.7.1.1, Tables 2-17 and
 * 2-19). T9 and T8 extend the Tag to 10 bits. LN is Reserved since revision 6.
 */
public final class TlpLayout {
    public static final int DW_BYTES = 4;
    public static final int HEADER_3DW_BYTES = 12;
    public static final int HEADER_4DW_BYTES = 16;
    public static final int MAX_LENGTH_DW = 1024;
    public static final int MAX_BYTE_COUNT = 4096;
    /** No request crosses a naturally aligned block of this size (2.2.7). */
    public static final int BOUNDARY_BYTES = 4096;
    /**
     * Prefixes, the largest header and OHC that a well-formed packet of either mode can carry in front of its payload.
     */
    public static final int MAX_HEADER_BYTES = 64;

    public static final int FMT_SHIFT = 29;
    public static final int FMT_MASK = 0x7;
    public static final int TYPE_SHIFT = 24;
    public static final int TYPE_MASK = 0x1F;
    public static final int FMT_3DW_NO_DATA = 0;
    public static final int FMT_4DW_NO_DATA = 1;
    public static final int FMT_3DW_DATA = 2;
    public static final int FMT_4DW_DATA = 3;
    public static final int FMT_PREFIX = 4;

    public static final int T9 = 1 << 23;
    public static final int TC_SHIFT = 20;
    public static final int TC_MASK = 0x7;
    public static final int T8 = 1 << 19;
    public static final int ATTR2 = 1 << 18;
    public static final int LN = 1 << 17;
    public static final int TH = 1 << 16;
    public static final int TD = 1 << 15;
    public static final int EP = 1 << 14;
    public static final int ATTR10_SHIFT = 12;
    public static final int ATTR10_MASK = 0x3;
    public static final int AT_SHIFT = 10;
    public static final int AT_MASK = 0x3;
    public static final int LENGTH_MASK = 0x3FF;

    /** Attr[0]: No Snoop; Attr[1]: Relaxed Ordering; Attr[2]: ID-based Ordering (2.2.6.3). */
    public static final int ATTR_NO_SNOOP = 1;

    public static final int ATTR_RELAXED_ORDERING = 2;
    public static final int ATTR_ID_ORDERING = 4;

    /** Address Type: untranslated, translation request, translated, reserved (2.2.4.1). */
    public static final int AT_UNTRANSLATED = 0;

    public static final int AT_TRANSLATION_REQUEST = 1;
    public static final int AT_TRANSLATED = 2;

    public static final int DW1_OFFSET = 4;
    public static final int TAG_OFFSET = 6;
    public static final int BE_OFFSET = 7;
    public static final int DW2_OFFSET = 8;
    public static final int DW3_OFFSET = 12;
    public static final int ID_SHIFT = 16;
    public static final int TAG_SHIFT = 8;
    public static final int LAST_BE_SHIFT = 4;
    public static final int BE_MASK = 0xF;
    public static final int PH_MASK = 0x3;

    public static final int STATUS_SHIFT = 13;
    public static final int STATUS_MASK = 0x7;
    public static final int BCM = 1 << 12;
    public static final int BYTE_COUNT_MASK = 0xFFF;
    public static final int LOWER_ADDRESS_MASK = 0x7F;

    /** Completion Status: Successful, Unsupported Request, Request Retry Status, Completer Abort (Table 2-36). */
    public static final int STATUS_SC = 0;

    public static final int STATUS_UR = 1;
    public static final int STATUS_RRS = 2;
    public static final int STATUS_CA = 4;

    public static final int TYPE_MWR_3DW = 0x40;
    public static final int TYPE_MWR_4DW = 0x60;
    public static final int TYPE_MRD_3DW = 0x00;
    public static final int TYPE_MRD_4DW = 0x20;
    public static final int TYPE_MRDLK_3DW = 0x01;
    public static final int TYPE_MRDLK_4DW = 0x21;
    public static final int TYPE_IORD = 0x02;
    public static final int TYPE_IOWR = 0x42;
    public static final int TYPE_CFGRD0 = 0x04;
    public static final int TYPE_CFGWR0 = 0x44;
    public static final int TYPE_CFGRD1 = 0x05;
    public static final int TYPE_CFGWR1 = 0x45;
    public static final int TYPE_CPL = 0x0A;
    public static final int TYPE_CPLD = 0x4A;
    public static final int TYPE_CPLLK = 0x0B;
    public static final int TYPE_CPLDLK = 0x4B;
    public static final int TYPE_FETCHADD_3DW = 0x4C;
    public static final int TYPE_SWAP_3DW = 0x4D;
    public static final int TYPE_CAS_3DW = 0x4E;
    public static final int TYPE_DMWR_3DW = 0x5B;
    /** Added to a 3DW type to select the 4DW form, in either mode (MRd of Flit Mode excepted). */
    public static final int TYPE_4DW = 0x20;
    /** Msg: 0x30 + routing r[2:0]. */
    public static final int TYPE_MSG = 0x30;
    /** MsgD: 0x70 + routing r[2:0]. */
    public static final int TYPE_MSGD = 0x70;

    private TlpLayout() {}
}
