package tlpsim.core.link;

/** Sizes of the parts of a TLP on a link. TH and PH cost nothing; only the prefix does, or OHC-B in Flit Mode. */
public final class WireLayout {
    /**
     * Non-Flit Mode only: start and end of the TLP, sequence number, LCRC. At 8b/10b STP 1 + sequence 2 + LCRC 4 + END
     * 1; from 8 GT/s on the STP token of 4 with the sequence number in it + LCRC 4.
     */
    public static final int FRAMING_BYTES = 8;

    public static final int HEADER_3DW_BYTES = 12;
    public static final int HEADER_4DW_BYTES = 16;
    /** End-to-end CRC: the TLP digest, or the one-DW trailer in Flit Mode. */
    public static final int ECRC_BYTES = 4;
    /** The TPH prefix that carries ST[15:8]; in Flit Mode OHC-B, which every hinted TLP carries. */
    public static final int TPH_BYTES = 4;
    /** Largest TLP that a link carries here: 4096 of payload and all that may surround it. */
    public static final int MAX_WIRE_BYTES = 4096 + 128;

    private WireLayout() {}

    /**
     * Bytes that a TLP occupies at the TLP rate of the link.
     *
     * @param flit         Flit Mode: no framing per TLP
     * @param headerBytes  12 or 16
     * @param payloadBytes 0 to 4096
     * @param prefixBytes  4 per prefix (Non-Flit Mode) or per OHC DW (Flit Mode)
     */
    public static int wireBytes(boolean flit, int headerBytes, int payloadBytes, int prefixBytes, boolean ecrc) {
        int bytes = headerBytes + payloadBytes + prefixBytes;
        if (ecrc) {
            bytes += ECRC_BYTES;
        }
        return flit ? bytes : bytes + FRAMING_BYTES;
    }
}
