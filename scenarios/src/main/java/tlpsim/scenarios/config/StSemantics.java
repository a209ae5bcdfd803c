package tlpsim.scenarios.config;

/** What a steering tag means to a peer. */
public enum StSemantics {
    /** Where the lines go: a tag that is lost or another one costs time. */
    PLACEMENT,
    /** What is to be done with the data: a tag that is lost or another one is a wrong operation. */
    OPERATION
}
