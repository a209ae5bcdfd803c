package tlpsim.scenarios.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import tlpsim.scenarios.result.Metric;
import tlpsim.scenarios.store.StoredMetric;
import tlpsim.scenarios.store.StoredRun;

/** What a plan takes from the JSON of a stored run. */
public final class RunReading {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    /** Mpps times picoseconds of the window, to packets. */
    private static final double PACKETS = 1e-6;

    private RunReading() {}

    /** Whether a column alone is steady; others of the same run may not be. */
    public static boolean isSteady(StoredRun run, String column) {
        for (JsonNode reason : simulated(run).path("not_steady")) {
            if (reason.asText().startsWith(column + ":")) {
                return false;
            }
        }
        return true;
    }

    /** Packets that were finished in the windows of all replicates. */
    static double packets(StoredRun run, String column) {
        double windowPs = simulated(run)
                .path("columns")
                .path(column.replace(' ', '_'))
                .path("replicates")
                .path(0)
                .path("window_ps")
                .asDouble();
        double packets = 0;
        for (double mpps : run.metric(column, Metric.THROUGHPUT_MPPS.key())
                .map(StoredMetric::samples)
                .orElse(new double[0])) {
            packets += mpps * windowPs * PACKETS;
        }
        return packets;
    }

    private static JsonNode simulated(StoredRun run) {
        try {
            return MAPPER.readTree(run.simulated().orElseThrow().json());
        } catch (IOException broken) {
            throw new UncheckedIOException("the store holds JSON", broken);
        }
    }
}
