package tlpsim.scenarios.config;

/** The column of the answer that an expectation looks at. */
public enum ExpectColumn {
    HINTS_OFF,
    AS_CONFIGURED,
    PERFECT_TAGS,
    IDEAL_BOUND
}
