package tlpsim.scenarios.config;

/** What an 8-bit completer does with HV=11. */
public enum ExtendedAt8Policy {
    IGNORE,
    LOW_BYTE,
    UNSUPPORTED_REQUEST
}
