package tlpsim.scenarios.store;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Runs and points made by hand. */
public final class StoredRuns {
    private StoredRuns() {}

    /** @param digest also the seed of what it holds */
    public static StoredRun done(String runId, long digest) {
        return new StoredRun(
                runId,
                "tiny",
                "ab",
                "name: tiny\n",
                "tlpsim 0",
                Optional.empty(),
                Optional.of(new StoredRun.Simulated(
                        "{\"name\":\"tiny\"}", Long.toHexString(digest), 7, true, "enable", "Enable: it pays.")),
                List.of(new StoredReplicate("7/0", 7), new StoredReplicate("7/1", -8)),
                List.of(
                        new StoredMetric(
                                "as configured", "end_p99_ns", "ns", 3, 12.3456, 0.5, 2, new double[] {12.1, 12.6}),
                        new StoredMetric("hints off", "end_p99_ns", "ns", 3, digest, Double.NaN, 1, new double[] {
                            digest, Double.NaN
                        })),
                List.of(new StoredHistogram("hints off", "rx/end", new byte[] {1, 2, (byte) digest})),
                "{\"java\":\"17\"}",
                1_000_000);
    }

    public static StoredRun failed(String runId, String cause) {
        return new StoredRun(
                runId,
                "tiny",
                "ab",
                "name: tiny\n",
                "tlpsim 0",
                Optional.of(cause),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                "{\"java\":\"17\"}",
                1);
    }

    public static StoredPoint point(String study, int position, String runId) {
        return new StoredPoint(study, "p" + position, position, runId, Map.of("seed", Integer.toString(position)));
    }
}
