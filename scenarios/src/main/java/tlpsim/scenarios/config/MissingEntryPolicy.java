package tlpsim.scenarios.config;

/** No table entry for a vector: no TPH at all, or ST 0. */
public enum MissingEntryPolicy {
    SKIP,
    ST_0
}
