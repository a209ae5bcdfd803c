package tlpsim.scenarios.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tlpsim.scenarios.store.ResultStore;
import tlpsim.scenarios.store.RunStatus;
import tlpsim.scenarios.sweep.ShardRunner.Shard;
import tlpsim.scenarios.sweep.SweepEstimate;
import tlpsim.scenarios.sweep.SweepPlan;

/** What a sweep would do: every point and whether its run is there, and the time that the others take. */
final class SweepCommandDryRun {
    private static final long NANOS_PER_SECOND = 1_000_000_000;

    private final Console console;
    private final Path file;
    private final int workers;

    SweepCommandDryRun(Console console, Path file, int workers) {
        this.console = console;
        this.file = file;
        this.workers = workers;
    }

    int print(SweepPlan plan, Shard shard, boolean retryFailed) {
        Optional<ResultStore> store =
                Files.isRegularFile(file) ? Optional.of(ResultStore.openExisting(file)) : Optional.empty();
        try {
            Set<String> keys = new LinkedHashSet<>();
            plan.points()
                    .forEach(point -> keys.addAll(point.stored().parameters().keySet()));
            List<String> header = new ArrayList<>(keys);
            header.addAll(List.of("run", "would"));
            TextTable table = new TextTable(header);
            List<SweepPlan.Point> open = new ArrayList<>();
            Set<String> seen = new LinkedHashSet<>();
            for (SweepPlan.Point point : plan.points()) {
                String would = would(point, shard, store, retryFailed);
                if (would.equals("run") && seen.add(point.stored().runId())) {
                    open.add(point);
                }
                List<String> row = new ArrayList<>();
                keys.forEach(key -> row.add(point.stored().parameters().getOrDefault(key, "")));
                row.add(point.stored().runId().substring(0, 12));
                row.add(would);
                table.add(row);
            }
            console.out().print(table);
            console.out()
                    .println("study " + plan.study() + ": " + plan.points().size() + " points, " + open.size()
                            + (open.size() == 1 ? " run" : " runs") + " to do" + time(plan, open, store));
            return ExitCode.OK;
        } finally {
            store.ifPresent(ResultStore::close);
        }
    }

    private static String would(SweepPlan.Point point, Shard shard, Optional<ResultStore> store, boolean retryFailed) {
        if (point.invalid().isPresent()) {
            return "fail: " + point.invalid().get().failure().orElse("");
        }
        String runId = point.stored().runId();
        RunStatus status = store.map(found -> found.status(runId)).orElse(RunStatus.ABSENT);
        return switch (status) {
            case DONE -> "be skipped, done";
            case FAILED -> retryFailed && shard.holds(runId) ? "run" : "be skipped, failed before";
            case ABSENT -> shard.holds(runId) ? "run" : "be left to another shard";
        };
    }

    /** From finished runs of the study where there are some, else from a few that are begun. */
    private String time(SweepPlan plan, List<SweepPlan.Point> open, Optional<ResultStore> store) {
        if (open.isEmpty()) {
            return "";
        }
        long known = store.map(found -> found.meanWallNanos(plan.study())).orElse(0L);
        long nanos = known > 0 ? known : SweepEstimate.nanosPerRun(open);
        if (nanos == 0) {
            return "";
        }
        int atOnce = Math.min(workers, open.size());
        long rounds = (open.size() + atOnce - 1) / atOnce;
        long seconds = Math.max(1, rounds * nanos / NANOS_PER_SECOND);
        return ", about " + SweepCommandProgress.time(seconds) + " with " + workers
                + (workers == 1 ? " worker" : " workers") + " (from "
                + (known > 0 ? "finished runs of the study" : "a short trial") + ")";
    }
}
