package tlpsim.core.tlp;

/**
 * Flit Mode headers: a header base, then Orthogonal Header Content in the order A, B, C, E (Base Specification
 * 2.2.1.2).
 *
 * <pre>
 *                 31            24 23  21 20      16 15  13 12   10 9                 0
 *                +----------------+------+----------+------+-------+-------------------+
 *  DW0           |   Type[7:0]    |  TC  | OHC[4:0] |  TS  | Attr  |  Length (0=1024)  |
 *                +----------------+------+----------+--+-+-+-------+-------------------+
 *  DW1 request   |      Requester ID [31:16]        |EP|R|          Tag[13:0]          |
 *  DW2 3DW, DW3  |                    Address[31:2]                               | AT |
 *  DW2 4DW       |                    Address[63:32]                                   |
 *  DW1 completion|      Completer ID [31:16]        |EP|LA6|        Tag[13:0]          |
 *  DW2 completion|      Destination BDF [31:16]     | LA[5:2] 15:12 | Byte Count 11:0   |
 *                +-----------------------------------+---------------------------------+
 *  OHC-A1 memory |NW|PV|PMR|ER|        PASID[19:0] 27:8            | LastBE  | FirstBE  |
 *  OHC-A2 I/O    |                  R                              | LastBE  | FirstBE  |
 *  OHC-A3 Cfg    | Dest Segment 31:24 |    R    |DSV 15|    R      | LastBE  | FirstBE  |
 *  OHC-A4 Msg    | Dest Segment | PASID[15:8] |DSV 15|PV 14| R |PASID[19:16]|PASID[7:0] |
 *  OHC-A5 Cpl    | Dest Segment | Completer Segment |DSV 15|  R  | LA[1:0] 4:3| Status 2:0|
 *  OHC-B         |   R 31:24    |    ST[15:0] 23:8     | PH 7:6 | HV 5:4 | AMA 3:1 | AV 0 |
 *  OHC-C         | Requester Segment | PR_Sent_Counter | Stream_ID |R|Sub|RSV|R|K|T|
 *  OHC-E1/2/4    | End-End content, 1, 2 or 4 DW
 *
 *  OHC[0]=A, [1]=B, [2]=C, [4:3]=E: 00 none, 01 1 DW, 10 2 DW, 11 4 DW
 *  TS: 000 none, 001 1 DW (ECRC), 010 1, 011 2, 100 2, 101 3, 110 4, 111 5 DW
 *  HV: 00 no hints, 01 PH and ST[7:0] valid, 10 reserved (treat as 00), 11 PH and ST[15:0] valid
 * </pre>
 *
 * <p>There is no TH bit and no End-End prefix: the hints of an address-routed request are in OHC-B (2.2.7.2), which an
 * analyzer capture of a ConnectX write confirms. Without OHC-A the byte enables of a memory request are implied
 * (2.2.5.2).
 */
public final class FlitLayout {
    public static final int TYPE_NOP = 0x00;
    public static final int TYPE_MRD_32 = 0x03;
    public static final int TYPE_UIO_WR_CPL = 0x0C;
    public static final int TYPE_UIO_RD_CPL = 0x0D;
    public static final int TYPE_UIO_MRD = 0x22;
    public static final int TYPE_UIO_RD_CPLD = 0x48;
    public static final int TYPE_UIO_MWR = 0x61;

    public static final int TC_SHIFT = 21;
    public static final int OHC_SHIFT = 16;
    public static final int OHC_MASK = 0x1F;
    public static final int OHC_A = 1;
    public static final int OHC_B = 2;
    public static final int OHC_C = 4;
    public static final int OHC_E_SHIFT = 3;
    public static final int TS_SHIFT = 13;
    public static final int TS_MASK = 0x7;
    public static final int TS_ECRC = 1;
    public static final int ATTR_SHIFT = 10;
    public static final int ATTR_MASK = 0x7;

    public static final int EP = 1 << 15;
    public static final int TAG_MASK = 0x3FFF;
    public static final int AT_MASK = 0x3;
    public static final int CPL_LA6 = 1 << 14;
    public static final int CPL_LA52_SHIFT = 12;
    public static final int CPL_LA52_MASK = 0xF;

    public static final int A1_NW = 1 << 31;
    public static final int A1_PV = 1 << 30;
    public static final int A1_PMR = 1 << 29;
    public static final int A1_ER = 1 << 28;
    public static final int A1_PASID_SHIFT = 8;
    public static final int A_SEGMENT_SHIFT = 24;
    public static final int A_DSV = 1 << 15;
    public static final int A4_PV = 1 << 14;
    public static final int A5_COMPLETER_SEGMENT_SHIFT = 16;
    public static final int A5_LA10_SHIFT = 3;
    public static final int A5_STATUS_MASK = 0x7;

    public static final int B_ST_SHIFT = 8;
    public static final int B_PH_SHIFT = 6;
    public static final int B_HV_SHIFT = 4;
    public static final int B_AMA_SHIFT = 1;
    public static final int B_AV = 1;

    public static final int HV_NONE = 0;
    public static final int HV_ST8 = 1;
    public static final int HV_RESERVED = 2;
    public static final int HV_ST16 = 3;

    /** Packed table of OHC-E size in DW by OHC[4:3]: four bits each. */
    private static final int OHC_E_DW = 0x4210;

    /** Packed table of trailer size in DW by TS: four bits each. */
    private static final int TRAILER_DW = 0x54322110;

    private FlitLayout() {}

    /** DWs of Orthogonal Header Content that the OHC field of DW0 announces: 0 to 7. */
    public static int ohcDw(int ohc) {
        return (ohc & 1) + (ohc >>> 1 & 1) + (ohc >>> 2 & 1) + ohcEDw(ohc);
    }

    /** DWs of OHC-E: 0, 1, 2 or 4. */
    public static int ohcEDw(int ohc) {
        return OHC_E_DW >>> ((ohc >>> OHC_E_SHIFT & 3) << 2) & 0xF;
    }

    /** DWs behind the payload that the TS field announces: 0 to 5. */
    public static int trailerDw(int ts) {
        return TRAILER_DW >>> ((ts & TS_MASK) << 2) & 0xF;
    }
}
