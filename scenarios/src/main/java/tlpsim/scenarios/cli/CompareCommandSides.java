package tlpsim.scenarios.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import tlpsim.core.pipeline.InterruptedRunException;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;
import tlpsim.scenarios.compare.Side;
import tlpsim.scenarios.result.InterruptSwitch;
import tlpsim.scenarios.store.ResultExport;
import tlpsim.scenarios.store.ResultStore;
import tlpsim.scenarios.store.StoredPoint;
import tlpsim.scenarios.store.StoredRun;
import tlpsim.scenarios.sweep.ShardRunner.Shard;
import tlpsim.scenarios.sweep.Sweep;
import tlpsim.scenarios.sweep.SweepConfig;
import tlpsim.scenarios.sweep.SweepPlan;
import tlpsim.scenarios.sweep.ThreadRunner;

/** What the words of {@code compare} mean: a result file, a scenario that is run unless the store has it, a run of the store, a point of a study. */
final class CompareCommandSides {
    private static final String STUDY = "study:";
    private static final String COMPARED = "compare";

    private final Console console;
    private final StoreOption storeOption;
    private final String column;

    /** What a scenario is run with. */
    record Options(List<String> sets, Integer replicates, String seedSet) {}

    /** @param column label of the column that is compared */
    CompareCommandSides(Console console, StoreOption storeOption, String column) {
        this.console = console;
        this.storeOption = storeOption;
        this.column = column;
    }

    Side side(String word, Options options) throws IOException {
        if (word.startsWith(STUDY)) {
            return ofPoint(word);
        }
        if (word.endsWith(".json")) {
            return ofResult(word);
        }
        if (word.endsWith(".yaml") || word.endsWith(".yml") || word.contains(".yaml#")) {
            return ofScenario(word, options);
        }
        try (ResultStore store = storeOption.openExisting()) {
            List<String> ids = store.runIds(word);
            if (ids.size() != 1) {
                throw invalid(
                        "'" + word + "' begins " + (ids.isEmpty() ? "no run" : ids.size() + " runs") + " of "
                                + store.file()
                                + "; allowed: FILE.json, FILE.yaml, FILE.yaml#VARIANT, the beginning of a run id, study:NAME[,KEY=VALUE...]");
            }
            return ofRun(word, store.run(ids.get(0)).orElseThrow());
        }
    }

    private Side ofRun(String label, StoredRun run) {
        if (!run.isDone()) {
            throw invalid(label + ": the run failed: " + run.failure().orElseThrow());
        }
        return Side.of(label, run, column);
    }

    /** {@code study:NAME,KEY=VALUE,...}: as many as tell one point from the others. */
    private Side ofPoint(String word) throws IOException {
        String[] parts = word.substring(STUDY.length()).split(",(?=[^,]*=)");
        Map<String, String> wanted = new LinkedHashMap<>();
        for (int part = 1; part < parts.length; part++) {
            int equals = parts[part].indexOf('=');
            wanted.put(
                    parts[part].substring(0, equals).strip(),
                    parts[part].substring(equals + 1).strip());
        }
        try (ResultStore store = storeOption.openExisting()) {
            List<StoredPoint> points = store.points(parts[0].strip()).stream()
                    .filter(point -> point.parameters().entrySet().containsAll(wanted.entrySet()))
                    .toList();
            if (points.size() != 1) {
                throw invalid("'" + word + "' means " + points.size() + " points of " + store.file()
                        + (points.size() > 1
                                ? ", " + ResultExport.words(points.get(0).parameters()) + " the first"
                                : ""));
            }
            StoredPoint point = points.get(0);
            return ofRun(
                    word,
                    store.run(point.runId()).orElseThrow(() -> invalid("'" + word + "': the point is not done yet")));
        }
    }

    private Side ofResult(String file) throws IOException {
        if (!Files.isRegularFile(Path.of(file))) {
            throw new InvalidInputException(new Problem(file, 0, 0, "the file does not exist", ""));
        }
        JsonNode simulated;
        try {
            simulated = new ObjectMapper()
                    .readTree(Files.readAllBytes(Path.of(file)))
                    .path("simulated");
        } catch (JsonProcessingException broken) {
            throw new InvalidInputException(new Problem(file, 0, 0, "this is not JSON", ""));
        }
        JsonNode columnNode = simulated.path("columns").path(column.replace(' ', '_'));
        if (!columnNode.path("metrics").isObject()) {
            throw new InvalidInputException(
                    new Problem(file, 0, 0, "this is no result of 'run' with the column '" + column + "'", ""));
        }
        List<Long> seeds = new ArrayList<>();
        columnNode
                .path("replicates")
                .forEach(replicate -> seeds.add(replicate.path("seed").asLong()));
        Map<String, double[]> samples = new LinkedHashMap<>();
        columnNode.path("metrics").properties().forEach(metric -> {
            JsonNode values = metric.getValue().path("values");
            double[] numbers = new double[values.size()];
            for (int replicate = 0; replicate < numbers.length; replicate++) {
                numbers[replicate] = values.get(replicate).isNull()
                        ? Double.NaN
                        : values.get(replicate).asDouble();
            }
            samples.put(metric.getKey(), numbers);
        });
        return new Side(file, simulated.path("steady").asBoolean(), seeds, samples);
    }

    /** Runs the scenario unless the store has it. */
    private Side ofScenario(String word, Options options) throws IOException {
        int mark = word.indexOf(".yaml#");
        String file = mark < 0 ? word : word.substring(0, mark + ".yaml".length());
        String variant = mark < 0 ? "" : word.substring(mark + ".yaml#".length());
        SweepConfig config = new SweepConfig(
                COMPARED,
                "",
                options.sets(),
                List.of(),
                List.of(),
                OptionalInt.empty(),
                options.replicates() == null ? OptionalInt.empty() : OptionalInt.of(options.replicates()),
                options.seedSet());
        SweepPlan all = new SweepCommandInput(console).plan(file, config);
        List<SweepPlan.Point> wanted = all.points().stream()
                .filter(point ->
                        point.stored().parameters().getOrDefault("variant", "").equals(variant))
                .toList();
        if (wanted.size() != 1) {
            throw invalid("'" + word + "': one of these is meant: "
                    + String.join(
                            ", ",
                            all.points().stream()
                                    .map(point -> file + "#"
                                            + point.stored().parameters().get("variant"))
                                    .toList()));
        }
        // The run is kept, but it is no point of a study: two scenarios would be the same point.
        return ofRun(label(word, options), run(new SweepPlan(COMPARED, wanted)));
    }

    private static String label(String word, Options options) {
        return options.sets().isEmpty() ? word : word + " " + String.join(" ", options.sets());
    }

    private StoredRun run(SweepPlan plan) throws IOException {
        try (ResultStore store = storeOption.open();
                InterruptHook hook = new InterruptHook()) {
            InterruptSwitch interrupts = hook.interrupts();
            Sweep sweep = new Sweep(plan, store, true);
            if (sweep.counts(Shard.ALL).open() > 0) {
                console.err()
                        .println("running "
                                + plan.points().get(0).task().orElseThrow().source());
            }
            sweep.run(new ThreadRunner(1, Runtime.getRuntime().availableProcessors(), interrupts), run -> {});
            return store.run(plan.points().get(0).stored().runId()).orElseThrow(InterruptedRunException::new);
        }
    }

    private static InvalidInputException invalid(String message) {
        return new InvalidInputException(new Problem("compare", 0, 0, message, ""));
    }
}
