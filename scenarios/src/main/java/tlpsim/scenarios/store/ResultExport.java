package tlpsim.scenarios.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogWriter;

/**
 * Points of a store for other tools. Only what is deterministic is written, in the order of the design: stores that hold the same runs give the same bytes, whoever
 * ran them, and in which order.
 */
public final class ResultExport {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int SCHEMA_VERSION = 1;
    private static final double PS_PER_NS = 1000;
    /** What stands before the metrics; parameters come behind the study. */
    private static final List<String> ABOUT_RUN = List.of(
            "run_id", "scenario", "status", "failure", "digest", "seed", "replicates", "steady", "answer", "column");

    private final ResultStore store;
    private final String study;
    private final PrintStream out;

    /** @param study whose points are written, or of all where it is empty */
    public ResultExport(ResultStore store, String study, PrintStream out) {
        this.store = store;
        this.study = study;
        this.out = out;
    }

    /**
     * A line per point and column: parameters, the run, then for each metric its mean and the half width of its 95 % interval.
     *
     * @param metrics those written; all where it is empty
     */
    public void csv(List<String> metrics) {
        List<StoredPoint> points = store.points(study);
        List<String> written = metrics.isEmpty() ? store.metrics(study) : metrics;
        Set<String> keys = new LinkedHashSet<>();
        points.forEach(point -> keys.addAll(point.parameters().keySet()));
        List<String> header = new ArrayList<>(List.of("study"));
        header.addAll(keys);
        header.addAll(ABOUT_RUN);
        for (String metric : written) {
            header.add(metric);
            header.add(metric + "_half_width_95");
        }
        writeLine(header);
        for (StoredPoint point : points) {
            Optional<StoredRun> run = store.run(point.runId());
            List<String> columns = run.isPresent() && run.get().isDone() ? columns(run.get()) : List.of("");
            for (String column : columns) {
                writeLine(line(point, keys, run, column, written));
            }
        }
    }

    private static List<String> line(
            StoredPoint point, Set<String> keys, Optional<StoredRun> run, String column, List<String> metrics) {
        List<String> line = new ArrayList<>(List.of(point.study()));
        keys.forEach(key -> line.add(point.parameters().getOrDefault(key, "")));
        Optional<StoredRun.Simulated> simulated = run.flatMap(StoredRun::simulated);
        line.add(point.runId());
        line.add(run.map(StoredRun::scenario).orElse(""));
        line.add(status(run));
        line.add(run.flatMap(StoredRun::failure).orElse(""));
        line.add(simulated.map(StoredRun.Simulated::digest).orElse(""));
        line.add(simulated.map(found -> Long.toString(found.seed())).orElse(""));
        line.add(simulated
                .map(found -> Integer.toString(run.get().replicates().size()))
                .orElse(""));
        line.add(simulated.map(found -> found.steady() ? "yes" : "no").orElse(""));
        line.add(simulated.map(StoredRun.Simulated::answer).orElse(""));
        line.add(column);
        for (String metric : metrics) {
            Optional<StoredMetric> figure = run.flatMap(found -> found.metric(column, metric));
            line.add(figure.map(found -> found.print(found.mean())).orElse(""));
            line.add(figure.map(found -> found.print(found.halfWidth())).orElse(""));
        }
        return line;
    }

    private static String status(Optional<StoredRun> run) {
        return run.map(found -> found.isDone() ? "done" : "failed").orElse("open");
    }

    /** In the order in which a run was stored is not known any more: by name. */
    private static List<String> columns(StoredRun run) {
        return run.metrics().stream().map(StoredMetric::column).distinct().toList();
    }

    private void writeLine(List<String> fields) {
        StringWriter text = new StringWriter();
        try (CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
            csv.writeRecord(fields);
        } catch (IOException impossible) {
            throw new UncheckedIOException("a string takes every text", impossible);
        }
        out.print(text);
    }

    /** One JSON object. */
    public void json() {
        out.print("{\"schema_version\":" + SCHEMA_VERSION + ",\"points\":[");
        String separator = "\n";
        for (StoredPoint point : store.points(study)) {
            out.print(separator + object(point));
            separator = ",\n";
        }
        out.print("\n]}\n");
    }

    /** One JSON object per line. */
    public void ndjson() {
        for (StoredPoint point : store.points(study)) {
            out.print(object(point) + "\n");
        }
    }

    private ObjectNode object(StoredPoint point) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("schema_version", SCHEMA_VERSION);
        root.put("study", point.study());
        ObjectNode parameters = root.putObject("parameters");
        point.parameters().forEach(parameters::put);
        root.put("run_id", point.runId());
        Optional<StoredRun> run = store.run(point.runId());
        root.put("status", status(run));
        run.ifPresent(found -> describe(found, root));
        return root;
    }

    private static void describe(StoredRun run, ObjectNode root) {
        root.put("scenario", run.scenario());
        root.put("scenario_sha256", run.scenarioHash());
        root.put("tool", run.tool());
        run.failure().ifPresent(failure -> root.put("failure", failure));
        run.simulated().ifPresent(simulated -> {
            root.put("digest", simulated.digest());
            root.put("seed", simulated.seed());
            root.put("steady", simulated.steady());
            root.putObject("verdict").put("answer", simulated.answer()).put("sentence", simulated.sentence());
        });
        ArrayNode replicates = root.putArray("replicates");
        run.replicates()
                .forEach(one -> replicates.addObject().put("name", one.name()).put("seed", one.seed()));
        ObjectNode columns = root.putObject("columns");
        for (StoredMetric metric : run.metrics()) {
            ObjectNode node = columns.withObjectProperty(metric.column().replace(' ', '_'))
                    .putObject(metric.metric());
            node.put("unit", metric.unit());
            node.set("mean", number(metric.print(metric.mean())));
            if (!Double.isNaN(metric.halfWidth())) {
                node.set("half_width_95", number(metric.print(metric.halfWidth())));
            }
            node.set("samples", number(metric.samplesJson()));
        }
    }

    /** With the digits that the text has. */
    private static JsonNode number(String text) {
        return MAPPER.getNodeFactory().rawValueNode(new RawValue(text));
    }

    /** An HdrHistogram log: an interval per histogram, tagged with run, column and name; values in picoseconds, the column of maxima in nanoseconds. */
    public void hdrLog() {
        HistogramLogWriter log = new HistogramLogWriter(out);
        log.outputLogFormatVersion();
        log.outputComment("[values in picoseconds; tag: run/column/workload/point of latency]");
        log.outputLegend();
        Set<String> runIds = new LinkedHashSet<>();
        store.points(study).forEach(point -> runIds.add(point.runId()));
        int interval = 0;
        for (String runId : runIds) {
            List<StoredHistogram> histograms =
                    store.run(runId).map(StoredRun::histograms).orElse(List.of());
            for (StoredHistogram stored : histograms) {
                Histogram histogram = Histogram.decodeFromByteBuffer(ByteBuffer.wrap(stored.encoded()), 0);
                String tag = runId + "/" + stored.column() + "/" + stored.name();
                histogram.setTag(tag.toLowerCase(Locale.ROOT).replace(' ', '_').replace(',', '_'));
                log.outputIntervalHistogram(interval, interval + 1.0, histogram, PS_PER_NS);
                interval++;
            }
        }
    }

    /** Parameters as {@code key=value key=value}. */
    public static String words(Map<String, String> parameters) {
        List<String> words = new ArrayList<>();
        parameters.forEach((key, value) -> words.add(key + "=" + value));
        return String.join(" ", words);
    }
}
