package tlpsim.scenarios.sweep;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;
import tlpsim.scenarios.config.ResolvedScenario;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.ScenarioReader;
import tlpsim.scenarios.preset.PresetCatalogue;
import tlpsim.scenarios.store.StoredPoint;
import tlpsim.scenarios.store.StoredRun;

/**
 * Every point of a sweep with the run that answers it.
 *
 * @param study  the name of the whole
 * @param points in the order of the design; each run may answer several
 */
public record SweepPlan(String study, List<Point> points) {
    private static final int ID_DIGITS = 32;

    /**
     * One point: a task, or the failure of a combination of values that is no valid scenario.
     *
     * @param scenario to estimate its time; empty if invalid
     */
    public record Point(
            StoredPoint stored,
            Optional<PointTask> task,
            Optional<ScenarioConfig> scenario,
            Optional<StoredRun> invalid) {}

    /**
     * Reads the scenario at every point. A scenario with variants is run in each of them, as one more thing that is varied.
     *
     * @param base   the scenario and what holds at every point; its variant is empty
     * @param design assignments by key, from {@link Design}
     * @throws InvalidInputException where no point is valid: then with the problems of the first
     */
    public static SweepPlan of(String study, PointTask base, List<Map<String, String>> design) {
        List<Point> points = new ArrayList<>();
        ScenarioReader reader = new ScenarioReader(PresetCatalogue.bundled());
        Optional<InvalidInputException> first = Optional.empty();
        for (Map<String, String> assigned : design) {
            List<String> sets = new ArrayList<>(base.assignments());
            assigned.forEach((key, value) -> sets.add(key + "=" + value));
            PointTask task = new PointTask(base.source(), base.text(), base.directory(), sets, "");
            try {
                addValid(points, study, task, assigned, reader);
            } catch (InvalidInputException problems) {
                first = first.isEmpty() ? Optional.of(problems) : first;
                points.add(invalid(study, points.size(), task, assigned, problems));
            }
        }
        if (first.isPresent()
                && points.stream().allMatch(point -> point.invalid().isPresent())) {
            throw first.get();
        }
        return new SweepPlan(study.isEmpty() ? name(points) : study, named(points, study));
    }

    private static void addValid(
            List<Point> points, String study, PointTask task, Map<String, String> assigned, ScenarioReader reader) {
        ResolvedScenario resolved = reader.read(task.source(), task.text(), task.directory(), task.assignments());
        if (resolved.variants().isEmpty()) {
            points.add(valid(study, points.size(), task, assigned, resolved.config()));
        }
        for (ResolvedScenario.Variant variant : resolved.variants()) {
            Map<String, String> parameters = new LinkedHashMap<>(assigned);
            parameters.put("variant", variant.id());
            PointTask ofVariant =
                    new PointTask(task.source(), task.text(), task.directory(), task.assignments(), variant.id());
            points.add(valid(study, points.size(), ofVariant, parameters, variant.config()));
        }
    }

    private static Point valid(
            String study, int position, PointTask task, Map<String, String> parameters, ScenarioConfig scenario) {
        String runId = RunIdentity.runId(scenario, task.directory());
        return new Point(
                new StoredPoint(study, pointId(parameters), position, runId, parameters),
                Optional.of(task),
                Optional.of(scenario),
                Optional.empty());
    }

    private static Point invalid(
            String study,
            int position,
            PointTask task,
            Map<String, String> parameters,
            InvalidInputException problems) {
        String runId = RunIdentity.runIdOfInvalid(task.text(), task.assignments());
        String cause = String.join(
                "; ", problems.problems().stream().map(Problem::toString).toList());
        StoredRun run = RunRecords.failed(runId, RunIdentity.fileName(task.source()), task.text(), cause, 0);
        return new Point(
                new StoredPoint(study, pointId(parameters), position, runId, parameters),
                Optional.empty(),
                Optional.empty(),
                Optional.of(run));
    }

    private static String pointId(Map<String, String> parameters) {
        StringBuilder text = new StringBuilder();
        parameters.forEach(
                (key, value) -> text.append(key).append('=').append(value).append('\n'));
        return RunIdentity.hash(text.toString()).substring(0, ID_DIGITS);
    }

    private static String name(List<Point> points) {
        return points.stream()
                .flatMap(point -> point.scenario().stream())
                .map(ScenarioConfig::name)
                .findFirst()
                .orElseThrow();
    }

    /** A study without a name of its own has the scenario's, which is known only now. */
    private static List<Point> named(List<Point> points, String study) {
        if (!study.isEmpty()) {
            return List.copyOf(points);
        }
        String name = name(points);
        return points.stream()
                .map(point -> new Point(
                        new StoredPoint(
                                name,
                                point.stored().pointId(),
                                point.stored().position(),
                                point.stored().runId(),
                                point.stored().parameters()),
                        point.task(),
                        point.scenario(),
                        point.invalid()))
                .toList();
    }

    /** The runs that answer the points, each once. */
    public List<Point> distinctRuns() {
        Map<String, Point> byRun = new LinkedHashMap<>();
        points.forEach(point -> byRun.putIfAbsent(point.stored().runId(), point));
        return List.copyOf(byRun.values());
    }

    /** The tasks of all valid runs, each once; made when they are asked for. */
    Iterator<RunTask> tasks() {
        return distinctRuns().stream()
                .filter(point -> point.task().isPresent())
                .map(point -> new RunTask(
                        point.stored().runId(),
                        point.task().get().bytes(point.stored().runId())))
                .iterator();
    }
}
