package tlpsim.scenarios.store;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A run as plain bytes, which may travel between processes: UTF-8 JSON. */
public final class RunBytes {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private RunBytes() {}

    public static byte[] write(StoredRun run) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("run_id", run.runId());
        root.put("scenario", run.scenario());
        root.put("scenario_sha256", run.scenarioHash());
        root.put("text", run.text());
        root.put("tool", run.tool());
        run.failure().ifPresent(failure -> root.put("failure", failure));
        run.simulated().ifPresent(simulated -> {
            ObjectNode node = root.putObject("simulated");
            node.put("json", simulated.json());
            node.put("digest", simulated.digest());
            node.put("seed", simulated.seed());
            node.put("steady", simulated.steady());
            node.put("answer", simulated.answer());
            node.put("sentence", simulated.sentence());
        });
        ArrayNode replicates = root.putArray("replicates");
        run.replicates()
                .forEach(one -> replicates.addObject().put("name", one.name()).put("seed", one.seed()));
        ArrayNode metrics = root.putArray("metrics");
        run.metrics().forEach(metric -> write(metric, metrics.addObject()));
        ArrayNode histograms = root.putArray("histograms");
        run.histograms()
                .forEach(one -> histograms
                        .addObject()
                        .put("column", one.column())
                        .put("name", one.name())
                        .put("encoded", one.encoded()));
        root.put("environment", run.environment());
        root.put("wall_ns", run.wallNanos());
        try {
            return MAPPER.writeValueAsBytes(root);
        } catch (IOException impossible) {
            throw new UncheckedIOException("a tree of plain values has bytes", impossible);
        }
    }

    private static void write(StoredMetric metric, ObjectNode node) {
        node.put("column", metric.column());
        node.put("metric", metric.metric());
        node.put("unit", metric.unit());
        node.put("decimals", metric.decimals());
        node.put("mean", metric.print(metric.mean()));
        node.put("half_width_95", metric.print(metric.halfWidth()));
        node.put("count", metric.count());
        node.put("samples", metric.samplesJson());
    }

    /** @throws IllegalArgumentException where the bytes are no run */
    public static StoredRun read(byte[] bytes) {
        try {
            JsonNode root = MAPPER.readTree(bytes);
            return new StoredRun(
                    root.required("run_id").asText(),
                    root.required("scenario").asText(),
                    root.required("scenario_sha256").asText(),
                    root.required("text").asText(),
                    root.required("tool").asText(),
                    Optional.ofNullable(root.get("failure")).map(JsonNode::asText),
                    Optional.ofNullable(root.get("simulated")).map(RunBytes::simulated),
                    replicates(root.required("replicates")),
                    metrics(root.required("metrics")),
                    histograms(root.required("histograms")),
                    root.required("environment").asText(),
                    root.required("wall_ns").asLong());
        } catch (IOException broken) {
            throw new IllegalArgumentException("these bytes are no run: " + broken.getMessage(), broken);
        }
    }

    private static StoredRun.Simulated simulated(JsonNode node) {
        return new StoredRun.Simulated(
                node.required("json").asText(),
                node.required("digest").asText(),
                node.required("seed").asLong(),
                node.required("steady").asBoolean(),
                node.required("answer").asText(),
                node.required("sentence").asText());
    }

    private static List<StoredReplicate> replicates(JsonNode nodes) {
        List<StoredReplicate> replicates = new ArrayList<>();
        nodes.forEach(node -> replicates.add(new StoredReplicate(
                node.required("name").asText(), node.required("seed").asLong())));
        return replicates;
    }

    private static List<StoredMetric> metrics(JsonNode nodes) {
        List<StoredMetric> metrics = new ArrayList<>();
        nodes.forEach(node -> metrics.add(new StoredMetric(
                node.required("column").asText(),
                node.required("metric").asText(),
                node.required("unit").asText(),
                node.required("decimals").asInt(),
                number(node.required("mean")),
                number(node.required("half_width_95")),
                node.required("count").asInt(),
                StoredMetric.samples(node.required("samples").asText()))));
        return metrics;
    }

    private static double number(JsonNode node) {
        return node.asText().isEmpty() ? Double.NaN : Double.parseDouble(node.asText());
    }

    private static List<StoredHistogram> histograms(JsonNode nodes) throws IOException {
        List<StoredHistogram> histograms = new ArrayList<>();
        for (JsonNode node : nodes) {
            histograms.add(new StoredHistogram(
                    node.required("column").asText(),
                    node.required("name").asText(),
                    node.required("encoded").binaryValue()));
        }
        return histograms;
    }
}
