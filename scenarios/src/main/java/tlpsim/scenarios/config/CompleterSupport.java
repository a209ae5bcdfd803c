package tlpsim.scenarios.config;

/** TPH Completer Supported: 00b, 01b, 11b. */
public enum CompleterSupport {
    NONE,
    TPH,
    EXTENDED
}
