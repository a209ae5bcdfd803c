package tlpsim.scenarios.sweep;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.HdrHistogram.Histogram;
import tlpsim.core.telemetry.LatencyRecorder;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.report.ResultJson;
import tlpsim.scenarios.result.Estimate;
import tlpsim.scenarios.result.Metric;
import tlpsim.scenarios.result.ScenarioResult;
import tlpsim.scenarios.result.Verdict;
import tlpsim.scenarios.result.WindowResult;
import tlpsim.scenarios.store.StoredHistogram;
import tlpsim.scenarios.store.StoredMetric;
import tlpsim.scenarios.store.StoredReplicate;
import tlpsim.scenarios.store.StoredRun;
import tlpsim.scenarios.wiring.Column;

/** Results of one scenario as the store keeps them. */
public final class RunRecords {
    /** More than tables show, so that differences keep their digits; as in the JSON of a run. */
    private static final int MORE_DECIMALS = 3;
    /** By point of {@link LatencyRecorder}. */
    private static final List<String> POINT_NAMES = List.of("visible", "start", "end", "wire");

    private final ScenarioConfig scenario;
    private final String runId;
    private final String text;

    public RunRecords(ScenarioConfig scenario, Path directory) {
        this.scenario = scenario;
        runId = RunIdentity.runId(scenario, directory);
        text = RunIdentity.text(scenario);
    }

    public String runId() {
        return runId;
    }

    /** A run that has a result. */
    public StoredRun done(ScenarioResult result) {
        Verdict verdict = Verdict.of(result);
        ObjectNode json = ResultJson.of(result, verdict);
        StoredRun.Simulated simulated = new StoredRun.Simulated(
                json.get("simulated").toString(),
                String.format(Locale.ROOT, "%016x", result.digest()),
                scenario.seed(),
                result.isSteady(),
                verdict.answer().label(),
                verdict.sentence());
        return new StoredRun(
                runId,
                scenario.name(),
                RunIdentity.hash(text),
                text,
                ToolVersion.TEXT,
                Optional.empty(),
                Optional.of(simulated),
                replicates(result),
                metrics(result),
                histograms(result),
                json.get("environment").toString(),
                result.wallNanos());
    }

    /** A run that has none, also of a scenario that could not be read. */
    static StoredRun failed(String runId, String scenario, String text, String cause, long wallNanos) {
        return new StoredRun(
                runId,
                scenario,
                RunIdentity.hash(text),
                text,
                ToolVersion.TEXT,
                Optional.of(cause),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                ResultJson.environment().toString(),
                wallNanos);
    }

    private List<StoredReplicate> replicates(ScenarioResult result) {
        List<StoredReplicate> replicates = new ArrayList<>();
        for (WindowResult window : result.columns().get(Column.CONFIGURED)) {
            replicates.add(new StoredReplicate(scenario.seed() + "/" + replicates.size(), window.seed()));
        }
        return replicates;
    }

    private static List<StoredMetric> metrics(ScenarioResult result) {
        List<StoredMetric> metrics = new ArrayList<>();
        for (Column column : Column.values()) {
            for (Metric metric : Metric.values()) {
                Estimate estimate = result.estimate(column, metric);
                if (estimate.count() > 0) {
                    metrics.add(new StoredMetric(
                            column.label(),
                            metric.key(),
                            metric.unit(),
                            metric.decimals() + MORE_DECIMALS,
                            estimate.mean(),
                            estimate.halfWidth(),
                            estimate.count(),
                            result.values(column, metric)));
                }
            }
        }
        return metrics;
    }

    private List<StoredHistogram> histograms(ScenarioResult result) {
        List<StoredHistogram> histograms = new ArrayList<>();
        for (Column column : Column.values()) {
            List<WindowResult> windows = result.columns().get(column);
            for (int index = 0; index < windows.get(0).latencies().size(); index++) {
                Histogram sum = windows.get(0).latencies().get(index).copy();
                for (WindowResult window : windows.subList(1, windows.size())) {
                    sum.add(window.latencies().get(index));
                }
                if (sum.getTotalCount() > 0) {
                    String workload = scenario.workloads()
                            .get(index / LatencyRecorder.POINTS)
                            .id();
                    String point = POINT_NAMES.get(index % LatencyRecorder.POINTS);
                    histograms.add(new StoredHistogram(column.label(), workload + "/" + point, encoded(sum)));
                }
            }
        }
        return histograms;
    }

    /** Not compressed: what a deflater makes of the same bytes is not the same everywhere. */
    private static byte[] encoded(Histogram histogram) {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoByteBuffer(buffer);
        return Arrays.copyOf(buffer.array(), length);
    }
}
