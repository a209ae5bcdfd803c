package tlpsim.scenarios.sweep;

/**
 * What a run left, as plain bytes that may come from another process.
 *
 * @param runId   of the task
 * @param content what {@link tlpsim.scenarios.store.RunBytes} reads
 */
@SuppressWarnings("ArrayRecordComponent")
public record RunAnswer(String runId, byte[] content) {}
