package tlpsim.scenarios.config;

/** What a wrong operation at a peer does to a run. */
public enum WrongOperationPolicy {
    /** The run does not meet its expectations. */
    FAIL,
    /** It is counted. */
    REPORT
}
