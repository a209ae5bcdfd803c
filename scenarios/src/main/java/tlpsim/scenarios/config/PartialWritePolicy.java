package tlpsim.scenarios.config;

/** A write of less than a line that misses: fetch the line first, or write masked. */
public enum PartialWritePolicy {
    FETCH,
    MASKED
}
