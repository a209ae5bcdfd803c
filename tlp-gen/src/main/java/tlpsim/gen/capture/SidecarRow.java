package tlpsim.gen.capture;

/** The decoded fields of one exported TLP: what dissectors do not show. Read once per row, so a view can be reused. */
public interface SidecarRow {
    /** 1-based number of the frame in the capture beside the sidecar. */
    long frame();

    /** Simulated time, to the picosecond. */
    long timePs();

    /** {@code requester} or {@code completer}. */
    String tap();

    /** Id of the queue; -1 where there is none. */
    int queue();

    /** Kind of access: descriptor, header, payload, completion... */
    String kind();

    /** TH: the TLP carries a hint. */
    boolean th();

    /** PH, 0 to 3; printed only where {@link #th()}. */
    int ph();

    /** Steering tag, 0 to 65535; printed only where {@link #th()}. */
    int steeringTag();

    /** {@code 8-bit} or {@code 16-bit}; empty without a hint. */
    String namespace();

    /** The TLP carries the TPH prefix (OHC-B with HV=11 in Flit Mode). */
    boolean prefix();

    /** Byte address; printed as hex. */
    long address();

    /** Payload or requested bytes. */
    int lengthBytes();

    /** What became of the hint, by its name in the report. */
    String outcome();
}
