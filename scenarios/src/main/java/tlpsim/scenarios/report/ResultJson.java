package tlpsim.scenarios.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import tlpsim.scenarios.result.CounterSnapshot;
import tlpsim.scenarios.result.Crossover;
import tlpsim.scenarios.result.Estimate;
import tlpsim.scenarios.result.Extremes;
import tlpsim.scenarios.result.Figures;
import tlpsim.scenarios.result.FlowFigures;
import tlpsim.scenarios.result.Metric;
import tlpsim.scenarios.result.ModelBasis;
import tlpsim.scenarios.result.OutcomeCounts;
import tlpsim.scenarios.result.PeerTagCounts;
import tlpsim.scenarios.result.PlatformDefault;
import tlpsim.scenarios.result.ScenarioResult;
import tlpsim.scenarios.result.VariantResults;
import tlpsim.scenarios.result.Verdict;
import tlpsim.scenarios.result.WindowResult;
import tlpsim.scenarios.schema.CanonicalForm;
import tlpsim.scenarios.wiring.Column;
import tlpsim.scenarios.wiring.ControlRecord;

/**
 * A result as JSON: {@code simulated} (the same for the same scenario and seed, everywhere), {@code speed}, {@code environment}. No NaN: a figure that does
 * not exist is left out.
 */
public final class ResultJson {
    /** Raised when a reader of older results would be misled. */
    public static final int SCHEMA_VERSION = 1;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ResultJson() {}

    public static ObjectNode of(ScenarioResult result, Verdict verdict) {
        return of(result, verdict, Extremes.none());
    }

    /** With the other ends of what is assumed. */
    public static ObjectNode of(ScenarioResult result, Verdict verdict, Extremes extremes) {
        ObjectNode root = NODES.objectNode();
        root.put("schema_version", SCHEMA_VERSION);
        root.put("kind", "run");
        root.set("simulated", simulated(result, verdict, extremes));
        root.set("speed", speed(result));
        root.set("environment", environment());
        return root;
    }

    /** The variants of a scenario: each is a result of its own, by id. */
    public static ObjectNode of(VariantResults results) {
        ObjectNode root = NODES.objectNode();
        root.put("schema_version", SCHEMA_VERSION);
        root.put("kind", "variants");
        root.put("name", results.name());
        root.put("question", results.question());
        ObjectNode variants = root.putObject("variants");
        for (VariantResults.Variant variant : results.variants()) {
            ObjectNode node = variants.putObject(variant.id());
            ArrayNode set = node.putArray("set");
            variant.set().forEach(set::add);
            node.set("simulated", simulated(variant.result(), variant.verdict(), variant.extremes()));
            node.set("speed", speed(variant.result()));
        }
        ArrayNode crossovers = root.putArray("crossovers");
        for (Crossover crossover : Crossover.of(results.variants())) {
            ObjectNode node = crossovers.addObject();
            node.put("path", crossover.path());
            node.put("below", Figures.decimal(crossover.below(), 3));
            node.put("above", Figures.decimal(crossover.above(), 3));
            node.put("at", Figures.decimal(crossover.at(), 1));
            node.put("turns_worse", crossover.turnsWorse());
        }
        root.set("environment", environment());
        return root;
    }

    private static ObjectNode simulated(ScenarioResult result, Verdict verdict, Extremes extremes) {
        ObjectNode node = NODES.objectNode();
        node.put("name", result.scenario().name());
        node.put("question", result.scenario().question());
        node.put("scenario_sha256", CanonicalForm.hash(result.scenario()));
        node.put("seed", result.scenario().seed());
        node.put("digest", hex(result.digest()));
        node.put("steady", result.isSteady());
        ArrayNode reasons = node.putArray("not_steady");
        result.unsteadyReasons().forEach(reasons::add);
        node.put("interrupted", result.interrupted());
        if (!result.scenario().measure().fidelity().isExact()) {
            node.set("fidelity", FidelityPrinter.json(result));
        }
        ObjectNode answer = node.putObject("verdict");
        answer.put("answer", verdict.answer().label());
        answer.put("sentence", verdict.sentence());
        answer.put("basis", verdict.basis());
        if (!extremes.others().isEmpty()) {
            answer.set("extremes", ExtremesPrinter.json(verdict, extremes));
        }
        node.put("model_error", ModelBasis.error(result.scenario().platform()));
        node.put("hints_off_means", PlatformDefault.sentence(result.scenario().platform()));
        ObjectNode columns = node.putObject("columns");
        for (Column column : Column.values()) {
            columns.set(column.label().replace(' ', '_'), column(result, column));
        }
        FlowFigures flows = new FlowFigures(result);
        if (flows.areTelling()) {
            node.set("flow_delays", FlowJson.delays(flows));
            node.set("flows", FlowJson.of(flows));
            node.set("elements", FlowJson.elements(result));
        }
        if (PeerTagCounts.areTelling(result.scenario())) {
            node.set("peer_tags", PeerTagsPrinter.json(result));
        }
        ControlRecord control = result.columns().get(Column.CONFIGURED).get(0).control();
        node.set("granted", ControlJson.granted(control));
        ArrayNode notLinux = node.putArray("not_linux");
        control.notLinux().forEach(notLinux::add);
        node.set("control_plane", ControlJson.calls(control));
        node.set("scenario", CanonicalForm.json(result.scenario()));
        return node;
    }

    private static ObjectNode column(ScenarioResult result, Column column) {
        ObjectNode node = NODES.objectNode();
        ObjectNode metrics = node.putObject("metrics");
        for (Metric metric : Metric.values()) {
            Estimate estimate = result.estimate(column, metric);
            if (estimate.count() == 0) {
                continue;
            }
            ObjectNode figure = metrics.putObject(metric.key());
            figure.put("unit", metric.unit());
            figure.put("mean", Figures.decimal(estimate.mean(), metric.decimals() + 3));
            if (estimate.count() > 1) {
                figure.put("half_width_95", Figures.decimal(estimate.halfWidth(), metric.decimals() + 3));
            }
            ArrayNode values = figure.putArray("values");
            for (double value : result.values(column, metric)) {
                if (Double.isNaN(value)) {
                    values.addNull();
                } else {
                    values.add(Figures.decimal(value, metric.decimals() + 3));
                }
            }
        }
        ArrayNode replicates = node.putArray("replicates");
        for (WindowResult window : result.columns().get(column)) {
            replicates.add(replicate(result, window));
        }
        return node;
    }

    private static ObjectNode replicate(ScenarioResult result, WindowResult window) {
        ObjectNode node = NODES.objectNode();
        node.put("seed", window.seed());
        node.put("digest", hex(window.digest()));
        node.put("warm_up_ps", window.warmUpPs());
        node.put("window_ps", window.windowPs());
        node.put("tlps", window.counts().tlps()[0]);
        ArrayNode idle = node.putArray("idle_queues");
        window.steadiness().idle().forEach(idle::add);
        ObjectNode outcomes = node.putObject("hint_outcomes");
        OutcomeCounts.of(result.scenario(), window.counts()).forEach((flow, counts) -> {
            ObjectNode row = outcomes.putObject(flow);
            counts.forEach(row::put);
        });
        node.set("lines", lines(window.counts()));
        return node;
    }

    /** The raw counters behind hit rates and DRAM traffic, by name. */
    private static ObjectNode lines(CounterSnapshot counts) {
        ObjectNode node = NODES.objectNode();
        for (int counter = 0; counter < counts.memory().length; counter++) {
            if (counts.memory()[counter] != 0) {
                node.put(tlpsim.completer.memory.HostCounterLayout.name(counter), counts.memory()[counter]);
            }
        }
        return node;
    }

    private static ObjectNode speed(ScenarioResult result) {
        ObjectNode node = NODES.objectNode();
        long wallNanos = result.columns().values().stream()
                .flatMap(List::stream)
                .mapToLong(WindowResult::wallNanos)
                .sum();
        node.put("threading", result.threading().label());
        node.put("tlps", result.allTlps());
        node.put("line_accesses", result.allLines());
        node.put("wall_ns", result.wallNanos());
        if (result.allLines() > 0) {
            node.put("ns_per_line_access", Figures.decimal((double) wallNanos / result.allLines(), 1));
        }
        if (!Double.isNaN(result.exactSlowdown())) {
            node.put("exact_takes_times", Figures.decimal(result.exactSlowdown(), 2));
        }
        node.put("ns_per_tlp_and_simulation", Figures.decimal((double) wallNanos / result.allTlps(), 1));
        return node;
    }

    /** Where this process runs. */
    public static ObjectNode environment() {
        ObjectNode node = NODES.objectNode();
        node.put("tool", "tlpsim");
        node.put("java", System.getProperty("java.runtime.version", ""));
        node.put("vm", System.getProperty("java.vm.name", ""));
        node.put("os", System.getProperty("os.name", "") + " " + System.getProperty("os.arch", ""));
        node.put("processors", Runtime.getRuntime().availableProcessors());
        return node;
    }

    private static String hex(long digest) {
        return String.format(Locale.ROOT, "%016x", digest);
    }
}
