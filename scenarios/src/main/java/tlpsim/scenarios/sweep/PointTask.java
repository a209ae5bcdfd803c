package tlpsim.scenarios.sweep;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tlpsim.core.pipeline.InterruptedRunException;
import tlpsim.core.pipeline.SimulationFailedException;
import tlpsim.core.pipeline.Threading;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.scenarios.config.ResolvedScenario;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.ScenarioReader;
import tlpsim.scenarios.preset.PresetCatalogue;
import tlpsim.scenarios.result.InterruptSwitch;
import tlpsim.scenarios.result.ScenarioResult;
import tlpsim.scenarios.result.ScenarioRunner;
import tlpsim.scenarios.store.RunBytes;
import tlpsim.scenarios.store.StoredRun;
import tlpsim.scenarios.wiring.EngineConfig;
import tlpsim.scenarios.wiring.NotYetException;

/**
 * The body of a task: bytes in, bytes out. It needs nothing but its bytes and the files that the scenario names.
 *
 * @param source      the scenario's file as the user named it
 * @param text        of the scenario
 * @param directory   that file names in it are relative to
 * @param assignments as of {@code --set}, in order
 * @param variant     the variant to run; empty where there are none
 */
public record PointTask(String source, String text, Path directory, List<String> assignments, String variant) {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    public PointTask {
        assignments = List.copyOf(assignments);
    }

    /** This task as bytes, with the id that its run has. */
    public byte[] bytes(String runId) {
        ObjectNode root = MAPPER.createObjectNode();
        root.put("run_id", runId);
        root.put("source", source);
        root.put("text", text);
        root.put("directory", directory.toString());
        ArrayNode sets = root.putArray("assignments");
        assignments.forEach(sets::add);
        root.put("variant", variant);
        try {
            return MAPPER.writeValueAsBytes(root);
        } catch (IOException impossible) {
            throw new UncheckedIOException("a tree of plain values has bytes", impossible);
        }
    }

    private static JsonNode tree(byte[] content) {
        try {
            return MAPPER.readTree(content);
        } catch (IOException broken) {
            throw new IllegalArgumentException("these bytes are no task: " + broken.getMessage(), broken);
        }
    }

    private static PointTask of(JsonNode root) {
        List<String> sets = new ArrayList<>();
        root.required("assignments").forEach(set -> sets.add(set.asText()));
        return new PointTask(
                root.required("source").asText(),
                root.required("text").asText(),
                Path.of(root.required("directory").asText()),
                sets,
                root.required("variant").asText());
    }

    /**
     * Runs a task, in whatever process this is. A run that fails on its own account is an answer too.
     *
     * @param threads over which its simulations are spread; the answer does not depend on it
     * @return what {@link RunBytes} reads
     * @throws InterruptedRunException if stopped before it was complete
     */
    public static byte[] run(byte[] content, int threads, InterruptSwitch interrupts) {
        JsonNode root = tree(content);
        return RunBytes.write(of(root).answer(root.required("run_id").asText(), threads, interrupts));
    }

    private StoredRun answer(String runId, int threads, InterruptSwitch interrupts) {
        long startNanos = System.nanoTime();
        String name = RunIdentity.fileName(source);
        String shown = text;
        String cause;
        try {
            ScenarioConfig scenario = scenario();
            RunRecords records = new RunRecords(scenario, directory);
            name = scenario.name();
            shown = RunIdentity.text(scenario);
            if (records.runId().equals(runId)) {
                return records.done(simulate(scenario, threads, interrupts));
            }
            cause = "a file that the scenario names is another one than when the run was planned";
        } catch (InterruptedRunException stop) {
            throw stop;
        } catch (NotYetException missing) {
            cause = "not yet: " + missing.getMessage() + " cannot be simulated by this version";
        } catch (SimulationFailedException | InvalidInputException failure) {
            cause = failure.getMessage();
        } catch (RuntimeException | OutOfMemoryError failure) {
            cause = failure.toString();
        }
        return RunRecords.failed(runId, name, shown, cause, System.nanoTime() - startNanos);
    }

    private ScenarioResult simulate(ScenarioConfig scenario, int threads, InterruptSwitch interrupts) {
        ScenarioResult result = new ScenarioRunner(
                        scenario, directory, EngineConfig.of(Threading.INLINE), interrupts, progress -> {}, threads)
                .run();
        if (result.interrupted()) {
            throw new InterruptedRunException();
        }
        return result;
    }

    private ScenarioConfig scenario() {
        ResolvedScenario resolved =
                new ScenarioReader(PresetCatalogue.bundled()).read(source, text, directory, assignments);
        return resolved.variants().stream()
                .filter(found -> found.id().equals(variant))
                .map(ResolvedScenario.Variant::config)
                .findFirst()
                .orElse(resolved.config());
    }
}
