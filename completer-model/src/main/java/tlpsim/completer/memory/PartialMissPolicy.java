package tlpsim.completer.memory;

/** What a device write of less than a line does when no cache holds the line. */
public enum PartialMissPolicy {
    /** Read the line from DRAM, merge, then go on as a full-line write does. */
    FETCH,
    /** Write the bytes to DRAM under a mask: one DRAM write, no allocation, whatever the placement. */
    MASKED_WRITE
}
