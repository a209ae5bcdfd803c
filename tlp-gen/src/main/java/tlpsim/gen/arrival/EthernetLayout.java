package tlpsim.gen.arrival;

/**
 * Bytes that a frame takes on an Ethernet medium (IEEE 802.3) around its layer 2 bytes. Sizes here count layer 2
 * without the frame check sequence: what a NIC writes to memory.
 *
 * <pre>preamble and start delimiter 8 | layer 2 bytes | frame check sequence 4 | inter-packet gap 12</pre>
 */
public final class EthernetLayout {
    public static final int PREAMBLE_BYTES = 8;
    public static final int FCS_BYTES = 4;
    public static final int GAP_BYTES = 12;
    /** What layer 1 adds to a frame. */
    public static final int L1_OVERHEAD_BYTES = PREAMBLE_BYTES + FCS_BYTES + GAP_BYTES;
    /** Layer 2 header without VLAN tag. */
    public static final int HEADER_BYTES = 14;
    /** Smallest frame without the frame check sequence. */
    public static final int MIN_FRAME_BYTES = 60;
    /** Largest frame that sizes may name. */
    public static final int MAX_FRAME_BYTES = 65_535;

    private EthernetLayout() {}
}
