package tlpsim.core.tlp;

/** What is wrong with a frame of the Data Link Layer (Base Specification 3.6.3.1). */
public enum FrameFault {
    NONE("", "no rule is broken"),
    TOO_SHORT("3.6.2", "the frame is shorter than STP, sequence number, one DW, LCRC and END"),
    NO_STP("4.2.1.2", "the frame does not begin with STP (FBh)"),
    NO_END("4.2.1.2", "the frame ends neither with END (FDh) nor with EDB (FEh)"),
    NULLIFIED("3.6.2.1", "EDB and an inverted LCRC: the sender nullified the TLP, the receiver discards it"),
    BAD_LCRC("3.6.3.1", "the LCRC does not match: the receiver discards the TLP and asks for a replay");

    private final String clause;
    private final String description;

    FrameFault(String clause, String description) {
        this.clause = clause;
        this.description = description;
    }

    /** Section of the PCI Express Base Specification; empty for {@link #NONE}. */
    public String clause() {
        return clause;
    }

    public String description() {
        return description;
    }
}
