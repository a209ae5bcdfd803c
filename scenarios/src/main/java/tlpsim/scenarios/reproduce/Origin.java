package tlpsim.scenarios.reproduce;

/** Where a number comes from. */
public enum Origin {
    /** Read from a machine or a published measurement. */
    MEASURED,
    /** Stated by a manual, a source file or a paper. */
    DOCUMENTED,
    /** Follows from others by arithmetic. */
    DERIVED,
    /** Chosen because simulated results then agree with measured ones. */
    CALIBRATED,
    /** Not known. */
    ASSUMED
}
