package tlpsim.scenarios.config;

/** What hardware makes of 16-bit entries when Requester Enable goes from 11b to 01b; not specified. */
public enum LoweredEnable {
    LOW_BYTE,
    CLEAR_ENTRY,
    NO_TAG
}
