package tlpsim.scenarios.config;

/** Order of the pages of one command. */
public enum PageOrder {
    ASCENDING,
    DESCENDING,
    LAST_FIRST,
    INTERLEAVED
}
