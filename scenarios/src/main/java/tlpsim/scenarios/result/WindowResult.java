package tlpsim.scenarios.result;

import java.util.List;
import org.HdrHistogram.Histogram;
import tlpsim.scenarios.wiring.ControlRecord;

/**
 * What one simulation measured: one column, one seed.
 *
 * @param seed       of every stream
 * @param warmUpPs   simulated time before the window
 * @param windowPs   length of the window
 * @param counts     what happened in the window
 * @param latencies  by workload and point, {@code workload * LatencyRecorder.POINTS + point}; in picoseconds
 * @param flowLatencies the same by flow and point
 * @param control    what the control plane said
 * @param digest     over all events from the start to the end of the window
 * @param steadiness what the stationarity test says
 * @param wallNanos  wall time of warm-up and window; outside the deterministic result
 * @param allTlps    TLPs of warm-up and window
 * @param allLines   line accesses of warm-up and window: a 64-byte line written by a device, or read or written by a core or read by a device
 */
public record WindowResult(
        long seed,
        long warmUpPs,
        long windowPs,
        CounterSnapshot counts,
        List<Histogram> latencies,
        List<Histogram> flowLatencies,
        ControlRecord control,
        long digest,
        Steadiness steadiness,
        long wallNanos,
        long allTlps,
        long allLines) {}
