package tlpsim.scenarios.sweep;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.function.Consumer;
import tlpsim.scenarios.store.ResultStore;
import tlpsim.scenarios.store.RunBytes;
import tlpsim.scenarios.store.RunStatus;
import tlpsim.scenarios.store.StoredRun;

/**
 * Has the runs of a plan done that are not in the store, and writes each of them as soon as it is there. Whatever ends it, finished runs are kept, and doing it
 * again does the rest.
 */
public final class Sweep {
    private final SweepPlan plan;
    private final ResultStore store;
    private final boolean retriesFailed;

    /** @param retriesFailed whether runs that failed before are done again */
    public Sweep(SweepPlan plan, ResultStore store, boolean retriesFailed) {
        this.plan = plan;
        this.store = store;
        this.retriesFailed = retriesFailed;
    }

    /** Distinct runs of a plan. */
    public record Counts(int all, int done, int failed) {
        public int open() {
            return all - done - failed;
        }
    }

    /** How far it is, of the runs of a shard. */
    public Counts counts(ShardRunner.Shard shard) {
        int all = 0;
        int done = 0;
        int failed = 0;
        for (SweepPlan.Point point : plan.distinctRuns()) {
            if (shard.holds(point.stored().runId())) {
                RunStatus status = store.status(point.stored().runId());
                all++;
                done += status == RunStatus.DONE ? 1 : 0;
                failed += status == RunStatus.FAILED
                                && !(retriesFailed && point.task().isPresent())
                        ? 1
                        : 0;
            }
        }
        return new Counts(all, done, failed);
    }

    /** Names every point in the store, and records combinations of values that are no valid scenario. */
    public void begin() {
        store.putPoints(plan.points().stream().map(SweepPlan.Point::stored).toList());
        for (SweepPlan.Point point : plan.distinctRuns()) {
            if (point.invalid().isPresent() && store.status(point.stored().runId()) == RunStatus.ABSENT) {
                store.put(point.invalid().get());
            }
        }
    }

    /**
     * Runs what is missing, until there is nothing left or the runner is interrupted.
     *
     * @param finished told of each run when it is in the store
     */
    public void run(TaskRunner runner, Consumer<StoredRun> finished) {
        runner.run(new Missing(plan.tasks()), answer -> {
            StoredRun run = RunBytes.read(answer.content());
            store.put(run);
            finished.accept(run);
        });
    }

    /** Tasks whose run is not there at the moment at which it could start: another process may have done it. */
    private final class Missing implements Iterator<RunTask> {
        private final Iterator<RunTask> all;
        private RunTask ahead;

        private Missing(Iterator<RunTask> all) {
            this.all = all;
        }

        @Override
        public boolean hasNext() {
            while (ahead == null && all.hasNext()) {
                RunTask task = all.next();
                RunStatus status = store.status(task.runId());
                boolean missing = status == RunStatus.ABSENT || status == RunStatus.FAILED && retriesFailed;
                ahead = missing ? task : null;
            }
            return ahead != null;
        }

        @Override
        public RunTask next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            RunTask task = ahead;
            ahead = null;
            return task;
        }
    }
}
