package tlpsim.gen.arrival;

/** What a rate in bits per second counts. */
public enum RateConvention {
    /** Layer 2 bytes without frame check sequence, preamble and gap: the default of scenarios. */
    L2(0),
    /** All that passes the medium: layer 2 and 24 bytes per packet ({@code rate-at: l1}). */
    L1(EthernetLayout.L1_OVERHEAD_BYTES);

    private final int overheadBytesPerPacket;

    RateConvention(int overheadBytesPerPacket) {
        this.overheadBytesPerPacket = overheadBytesPerPacket;
    }

    public int overheadBytesPerPacket() {
        return overheadBytesPerPacket;
    }
}
