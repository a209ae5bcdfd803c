package tlpsim.scenarios.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tlpsim.core.pipeline.InterruptedRunException;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;
import tlpsim.scenarios.plan.Judgement;
import tlpsim.scenarios.plan.Objective;
import tlpsim.scenarios.plan.RunReading;
import tlpsim.scenarios.result.InterruptSwitch;
import tlpsim.scenarios.store.ResultStore;
import tlpsim.scenarios.store.StoredRun;
import tlpsim.scenarios.sweep.PointTask;
import tlpsim.scenarios.sweep.Sweep;
import tlpsim.scenarios.sweep.SweepPlan;
import tlpsim.scenarios.sweep.ThreadRunner;
import tlpsim.scenarios.sweep.Tie;

/** Judges values of one key by runs, with more replicates where noise does not let it say. Every run is kept in the store. */
final class PlanCommandProbe {
    private final PointTask base;
    private final String key;
    private final List<String> ties;
    private final List<Objective> objectives;
    private final ResultStore store;
    private final InterruptSwitch interrupts;
    private final int mostReplicates;
    private final Map<String, Optional<StoredRun>> latest = new LinkedHashMap<>();
    private int runs;

    /** What is asked. */
    record Question(String key, List<String> ties, List<Objective> objectives, int mostReplicates) {}

    PlanCommandProbe(PointTask base, Question question, ResultStore store, InterruptSwitch interrupts) {
        this.base = base;
        key = question.key();
        ties = question.ties();
        objectives = question.objectives();
        mostReplicates = question.mostReplicates();
        this.store = store;
        this.interrupts = interrupts;
    }

    /** Runs that were done here, and not before. */
    int runs() {
        return runs;
    }

    /** The run that decided, or that came last. */
    Optional<StoredRun> run(String value) {
        return latest.getOrDefault(value, Optional.empty());
    }

    /** Has the values run side by side, which are judged later. */
    void prepare(String study, List<String> values, int workers) {
        List<Map<String, String>> design = new ArrayList<>();
        values.forEach(value -> design.add(point(value)));
        SweepPlan plan = SweepPlan.of(study, base, design);
        if (plan.points().stream()
                .anyMatch(point ->
                        !point.task().map(PointTask::variant).orElse("").isEmpty())) {
            throw new InvalidInputException(new Problem(
                    base.source(),
                    0,
                    0,
                    "a scenario with variants is several; allowed: a scenario without variants",
                    ""));
        }
        Sweep sweep = new Sweep(plan, store, false);
        sweep.begin();
        sweep.run(new ThreadRunner(Math.min(workers, values.size()), 1, interrupts), run -> runs++);
        if (interrupts.isInterrupted()) {
            throw new InterruptedRunException();
        }
    }

    private Map<String, String> point(String value) {
        Map<String, String> point = new LinkedHashMap<>();
        point.put(key, value);
        ties.forEach(text -> {
            Tie tie = Tie.parse(text, List.of(key));
            point.put(tie.key(), tie.at(point));
        });
        return point;
    }

    /** Empty where the value makes no valid scenario, or where its run fails. */
    Optional<Judgement> judge(String value, String column) {
        Optional<StoredRun> run = latest.containsKey(value) ? latest.get(value) : run(value, 0);
        while (run.isPresent() && run.get().isDone()) {
            Judgement judgement = judge(run.get(), column);
            boolean steady = RunReading.isSteady(run.get(), column);
            int replicates = run.get().replicates().size();
            if (judgement != Judgement.OPEN || !steady || replicates >= mostReplicates) {
                latest.put(value, run);
                return Optional.of(judgement);
            }
            run = run(value, Math.min(mostReplicates, 2 * replicates));
        }
        latest.put(value, Optional.empty());
        return Optional.empty();
    }

    private Judgement judge(StoredRun run, String column) {
        if (!RunReading.isSteady(run, column)) {
            return Judgement.OPEN;
        }
        Judgement all = Judgement.MET;
        for (Objective objective : objectives) {
            all = all.and(objective.judge(run, column));
        }
        return all;
    }

    /** @param replicates 0 for those of the scenario */
    private Optional<StoredRun> run(String value, int replicates) {
        List<String> sets = new ArrayList<>(base.assignments());
        if (replicates > 0) {
            sets.add("measure.replicates=" + replicates);
        }
        PointTask task = new PointTask(base.source(), base.text(), base.directory(), sets, "");
        try {
            SweepPlan plan = SweepPlan.of("", task, List.of(point(value)));
            new Sweep(plan, store, false)
                    .run(new ThreadRunner(1, Runtime.getRuntime().availableProcessors(), interrupts), run -> runs++);
            if (interrupts.isInterrupted()) {
                throw new InterruptedRunException();
            }
            return store.run(plan.points().get(0).stored().runId());
        } catch (InvalidInputException invalid) {
            return Optional.empty();
        }
    }
}
