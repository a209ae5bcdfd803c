package tlpsim.scenarios.store;

/**
 * Latencies of a column, all replicates together.
 *
 * @param name    workload and point, {@code rx/end}
 * @param encoded an HdrHistogram in its V2 encoding, not compressed; values in picoseconds
 */
@SuppressWarnings("ArrayRecordComponent")
public record StoredHistogram(String column, String name, byte[] encoded) {}
