package tlpsim.scenarios.config;

/** The _DSM method that the kernel asks for tags. */
public enum DsmPresence {
    PRESENT,
    /** The host bridges have no such method. */
    ABSENT,
    /** The method is there, and its evaluation fails. */
    FAILS
}
