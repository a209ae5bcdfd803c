package tlpsim.core.vfio;

/** What a tag means to a peer. */
public enum PeerTagSemantics {
    /** Where a line goes: a wrong tag costs time. */
    PLACEMENT,
    /** What is done with a write: a wrong tag is a wrong result. */
    OPERATION
}
