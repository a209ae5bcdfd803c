package tlpsim.gen.capture;

/** Classic capture file (draft-ietf-opsawg-pcap): a header of 24 bytes, then records with a header of 16 bytes. */
final class PcapLayout {
    static final int MICROSECOND_MAGIC = 0xA1B2C3D4;
    static final int NANOSECOND_MAGIC = 0xA1B23C4D;
    static final int SWAPPED_MICROSECOND_MAGIC = 0xD4C3B2A1;
    static final int SWAPPED_NANOSECOND_MAGIC = 0x4D3CB2A1;

    static final int FILE_HEADER_BYTES = 24;
    static final int VERSION_MAJOR_OFFSET = 4;
    static final int VERSION_MINOR_OFFSET = 6;
    static final int SNAPLEN_OFFSET = 16;
    static final int LINK_TYPE_OFFSET = 20;

    static final int RECORD_HEADER_BYTES = 16;
    static final int SECONDS_OFFSET = 0;
    static final int FRACTION_OFFSET = 4;
    static final int CAPTURED_OFFSET = 8;
    static final int ORIGINAL_OFFSET = 12;

    static final int VERSION_MAJOR = 2;
    static final int VERSION_MINOR = 4;
    static final int LINK_TYPE_MASK = 0xFFFF;
    /** Set where bits 31:28 of the link type give the length of the FCS in units of 16 bits. */
    static final int FCS_PRESENT = 1 << 26;

    static final int FCS_SHIFT = 28;

    private PcapLayout() {}
}
