package tlpsim.scenarios.sweep;

/**
 * One run to do, as plain bytes that may travel to another process.
 *
 * @param runId   what is run: equal ids are equal runs, and running one twice does no harm
 * @param content what {@link PointTask#run} takes
 */
@SuppressWarnings("ArrayRecordComponent")
public record RunTask(String runId, byte[] content) {}
