package tlpsim.scenarios.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;
import tlpsim.scenarios.result.InterruptSwitch;
import tlpsim.scenarios.result.Metric;
import tlpsim.scenarios.store.ResultStore;
import tlpsim.scenarios.store.StoreException;
import tlpsim.scenarios.store.StoredPoint;
import tlpsim.scenarios.store.StoredRun;
import tlpsim.scenarios.sweep.ShardRunner;
import tlpsim.scenarios.sweep.ShardRunner.Shard;
import tlpsim.scenarios.sweep.Sweep;
import tlpsim.scenarios.sweep.SweepConfig;
import tlpsim.scenarios.sweep.SweepPlan;
import tlpsim.scenarios.sweep.TaskRunner;
import tlpsim.scenarios.sweep.ThreadRunner;

/** Runs a scenario at many points and keeps the results in a store. */
@Command(
        name = "sweep",
        mixinStandardHelpOptions = true,
        description =
                "Runs a scenario at many points, side by side, and keeps every result. The same command again does"
                        + " what is missing.",
        footer = {
            "",
            "Values: KEY=A,B,C   KEY=FROM..TO:N (N values)   KEY=FROM..TO:logN   KEY=FROM..TO:+STEP   KEY=FROM..TO:xFACTOR",
            "        with --sobol also KEY=FROM..TO and KEY=FROM..TO:log",
            "",
            "Examples:",
            "  tlpsim sweep scenarios/quickstart.yaml --vary workloads.rx.queues.ring=64..1024:x2",
            "  tlpsim sweep scenarios/quickstart.yaml --vary workloads.rx.arrivals.rate='20..180 Gbit/s:5' --dry-run",
            "  tlpsim sweep study.yaml --store shard2.db --shard 2/4",
            "",
            "Exit codes: 0 done, 1 a point failed or the store cannot be written, 2 invalid input, 4 a point is not",
            "steady, 130 interrupted."
        })
public final class SweepCommand implements Callable<Integer> {
    private static final int MOST_LINES = 40;
    private static final int MOST_FAILURES = 10;
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final Console console;

    @Parameters(paramLabel = "FILE", description = "A scenario or a sweep file, or - for standard input.")
    private String file;

    @Option(names = "--vary", paramLabel = "KEY=VALUES", description = "Varies a key; several give every combination.")
    private List<String> vary = new ArrayList<>();

    @Option(
            names = "--tie",
            paramLabel = "KEY=OTHER",
            description = "KEY follows a varied key: its value, or a text with {OTHER}, {OTHER-1} or {OTHER*2} in it.")
    private List<String> tie = new ArrayList<>();

    @Option(names = "--sobol", paramLabel = "N", description = "Draws N points that fill the given ranges evenly.")
    private Integer sobol;

    @Option(names = "--set", paramLabel = "PATH=VALUE", description = "Changes one key at every point.")
    private List<String> assignments = new ArrayList<>();

    @Option(names = "--replicates", paramLabel = "N", description = "Replicates of each point.")
    private Integer replicates;

    @Option(
            names = "--seed-set",
            paramLabel = "NAME",
            description = "Takes the seeds of this name. All points share them; another name shares none.")
    private String seedSet = "";

    @Option(names = "--study", paramLabel = "NAME", description = "Name in the store; the scenario's by default.")
    private String study = "";

    @Mixin
    private StoreOption storeOption = new StoreOption();

    @Option(names = "--workers", paramLabel = "N", description = "Runs side by side; one per processor by default.")
    private int workers = Runtime.getRuntime().availableProcessors();

    @Option(names = "--shard", paramLabel = "I/N", description = "Runs only the I-th of N shares; merge them later.")
    private String shard = "1/1";

    @Option(names = "--retry-failed", description = "Runs points again that failed before.")
    private boolean retryFailed;

    @Option(names = "--dry-run", description = "Prints the points and the time that they would take, and runs none.")
    private boolean dryRun;

    @Option(names = "--metric", paramLabel = "NAME", description = "A metric for the table at the end; repeatable.")
    private List<String> metrics = new ArrayList<>();

    @Option(names = "--json", description = "Print what was done as JSON instead of text.")
    private boolean json;

    public SweepCommand(Console console) {
        this.console = console;
    }

    @Override
    public Integer call() {
        if (workers < 1) {
            throw new InvalidInputException(new Problem("--workers", 0, 0, workers + "; allowed: at least 1", ""));
        }
        Shard share = Shard.parse(shard);
        List<Metric> shown = PointsTable.metrics(metrics);
        SweepPlan plan = new SweepCommandInput(console).plan(file, options());
        try {
            return dryRun
                    ? new SweepCommandDryRun(console, storeOption.file(), workers).print(plan, share, retryFailed)
                    : run(plan, share, shown);
        } catch (StoreException | IOException failure) {
            console.err().println("error: " + failure.getMessage());
            return ExitCode.FAILED;
        }
    }

    private SweepConfig options() {
        return new SweepConfig(
                study,
                "",
                assignments,
                vary,
                tie,
                sobol == null ? OptionalInt.empty() : OptionalInt.of(sobol),
                replicates == null ? OptionalInt.empty() : OptionalInt.of(replicates),
                seedSet);
    }

    private int run(SweepPlan plan, Shard share, List<Metric> shown) throws IOException {
        try (ResultStore store = storeOption.open();
                InterruptHook hook = new InterruptHook()) {
            InterruptSwitch interrupts = hook.interrupts();
            Sweep sweep = new Sweep(plan, store, retryFailed);
            sweep.begin();
            Sweep.Counts before = sweep.counts(share);
            console.err()
                    .println("study " + plan.study() + ": " + plan.points().size() + " points, " + before.all()
                            + " runs" + (share.of() == 1 ? "" : " in shard " + shard) + ", " + before.done()
                            + " done before" + (before.failed() == 0 ? "" : ", " + before.failed() + " failed"));
            SweepCommandProgress progress = new SweepCommandProgress(console, before.open());
            long startNanos = System.nanoTime();
            try {
                sweep.run(runner(share, before.open(), interrupts), progress::finished);
            } finally {
                progress.clear();
            }
            return report(plan, store, sweep.counts(share), interrupts, shown, System.nanoTime() - startNanos);
        }
    }

    /** Fewer runs than workers: then each of them gets several threads. */
    private TaskRunner runner(Shard share, int open, InterruptSwitch interrupts) {
        int atOnce = Math.max(1, Math.min(workers, open));
        return new ShardRunner(share, new ThreadRunner(atOnce, (workers + atOnce - 1) / atOnce, interrupts));
    }

    private int report(
            SweepPlan plan,
            ResultStore store,
            Sweep.Counts after,
            InterruptSwitch interrupts,
            List<Metric> shown,
            long wallNanos) {
        List<StoredPoint> points = store.points(plan.study());
        List<StoredRun> failures = failures(plan, store);
        boolean steady = isSteady(plan, store);
        if (json) {
            console.out()
                    .println(json(plan, after, steady, interrupts.isInterrupted())
                            .toPrettyString());
        } else {
            console.out().print(new PointsTable(store, shown).text(points, MOST_LINES));
        }
        for (StoredRun failed : failures.subList(0, Math.min(MOST_FAILURES, failures.size()))) {
            console.err()
                    .println("failed: " + failed.runId().substring(0, 12) + ": "
                            + failed.failure().orElseThrow());
        }
        if (failures.size() > MOST_FAILURES) {
            console.err().println("... and " + (failures.size() - MOST_FAILURES) + " more; 'results export' has all");
        }
        console.err()
                .println(after.done() + " of " + after.all() + " runs done, " + after.failed() + " failed, "
                        + SweepCommandProgress.time(wallNanos / NANOS_PER_SECOND) + "; store " + store.file());
        if (interrupts.isInterrupted()) {
            console.err().println("interrupted; the same command does the rest");
            return ExitCode.INTERRUPTED;
        }
        if (!failures.isEmpty()) {
            return ExitCode.FAILED;
        }
        return steady ? ExitCode.OK : ExitCode.INCONCLUSIVE;
    }

    private static List<StoredRun> failures(SweepPlan plan, ResultStore store) {
        return plan.distinctRuns().stream()
                .flatMap(point -> store.run(point.stored().runId()).stream())
                .filter(run -> !run.isDone())
                .toList();
    }

    private static boolean isSteady(SweepPlan plan, ResultStore store) {
        return plan.distinctRuns().stream()
                .flatMap(point -> store.run(point.stored().runId()).stream())
                .flatMap(run -> run.simulated().stream())
                .allMatch(StoredRun.Simulated::steady);
    }

    private ObjectNode json(SweepPlan plan, Sweep.Counts counts, boolean steady, boolean interrupted) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("schema_version", 1);
        root.put("study", plan.study());
        root.put("store", storeOption.file().toString());
        root.put("shard", shard);
        root.put("points", plan.points().size());
        root.put("runs", counts.all());
        root.put("done", counts.done());
        root.put("failed", counts.failed());
        root.put("steady", steady);
        root.put("interrupted", interrupted);
        return root;
    }
}
