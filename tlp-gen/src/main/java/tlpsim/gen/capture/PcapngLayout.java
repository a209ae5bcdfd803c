package tlpsim.gen.capture;

/** Next-generation capture file (draft-ietf-opsawg-pcapng): blocks of type, length, body, length. */
final class PcapngLayout {
    static final int SECTION_HEADER = 0x0A0D0D0A;
    static final int INTERFACE_DESCRIPTION = 1;
    /** Obsolete, but still found in old files. */
    static final int PACKET = 2;

    static final int SIMPLE_PACKET = 3;
    static final int ENHANCED_PACKET = 6;

    static final int BYTE_ORDER_MAGIC = 0x1A2B3C4D;
    static final int SWAPPED_BYTE_ORDER_MAGIC = 0x4D3C2B1A;

    /** Type, length before the body; length after it. */
    static final int BLOCK_OVERHEAD_BYTES = 12;

    static final int BODY_OFFSET = 8;
    static final int SECTION_HEADER_BYTES = 28;
    static final int INTERFACE_BODY_BYTES = 8;
    static final int PACKET_BODY_BYTES = 20;
    static final int SIMPLE_PACKET_BODY_BYTES = 4;

    static final int OPTION_END = 0;
    static final int OPTION_TSRESOL = 9;
    static final int OPTION_FCSLEN = 13;
    static final int OPTION_TSOFFSET = 14;

    private PcapngLayout() {}
}
