package tlpsim.scenarios.cli;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.NearestName;
import tlpsim.core.problem.Problem;
import tlpsim.scenarios.result.Figures;
import tlpsim.scenarios.result.Metric;
import tlpsim.scenarios.store.ResultStore;
import tlpsim.scenarios.store.StoredPoint;
import tlpsim.scenarios.store.StoredRun;
import tlpsim.scenarios.wiring.Column;

/** Points of a study as a table on a terminal: what was varied, the verdict, and a few metrics without hints and as configured. */
final class PointsTable {
    /** What a verdict looks at. */
    private static final List<Metric> USUAL =
            List.of(Metric.DROPPED_PERCENT, Metric.END_P99_NS, Metric.CYCLES_PER_PACKET, Metric.DRAM_BYTES_PER_PACKET);

    private final ResultStore store;
    private final List<Metric> metrics;

    /** @param metrics the usual ones where it is empty */
    PointsTable(ResultStore store, List<Metric> metrics) {
        this.store = store;
        this.metrics = metrics.isEmpty() ? USUAL : List.copyOf(metrics);
    }

    /** Metrics by their names, with {@code -} or {@code _}. */
    static List<Metric> metrics(List<String> names) {
        List<Metric> found = new ArrayList<>();
        for (String name : names) {
            String key = name.replace('-', '_').toLowerCase(Locale.ROOT);
            List<String> known = new ArrayList<>();
            for (Metric metric : Metric.values()) {
                known.add(metric.key());
            }
            int index = known.indexOf(key);
            if (index < 0) {
                throw new InvalidInputException(new Problem(
                        "--metric",
                        0,
                        0,
                        "'" + name + "' is not a metric; 'explain metrics' lists them",
                        NearestName.hint(key, known)));
            }
            found.add(Metric.values()[index]);
        }
        return found;
    }

    /** @param most lines; the rest is only counted */
    String text(List<StoredPoint> points, int most) {
        Set<String> keys = new LinkedHashSet<>();
        points.forEach(point -> keys.addAll(point.parameters().keySet()));
        List<String> header = new ArrayList<>(keys);
        header.add("status");
        header.add("answer");
        for (Metric metric : metrics) {
            header.add("off: " + metric.key());
            header.add("configured");
        }
        header.add("run");
        TextTable table = new TextTable(header);
        for (StoredPoint point : points.subList(0, Math.min(most, points.size()))) {
            table.add(row(point, keys));
        }
        int left = points.size() - most;
        return table + (left > 0 ? "... and " + left + " more points\n" : "");
    }

    private List<String> row(StoredPoint point, Set<String> keys) {
        Optional<StoredRun> run = store.run(point.runId());
        List<String> row = new ArrayList<>();
        keys.forEach(key -> row.add(point.parameters().getOrDefault(key, "")));
        row.add(status(run));
        row.add(run.flatMap(StoredRun::simulated)
                .map(StoredRun.Simulated::answer)
                .orElse("-"));
        for (Metric metric : metrics) {
            row.add(figure(run, Column.HINTS_OFF, metric));
            row.add(figure(run, Column.CONFIGURED, metric));
        }
        row.add(point.runId().substring(0, 12));
        return row;
    }

    private static String status(Optional<StoredRun> run) {
        if (run.isEmpty()) {
            return "open";
        }
        if (!run.get().isDone()) {
            return "failed";
        }
        return run.get().simulated().orElseThrow().steady() ? "done" : "NOT STEADY";
    }

    private static String figure(Optional<StoredRun> run, Column column, Metric metric) {
        return run.flatMap(found -> found.metric(column.label(), metric.key()))
                .map(found -> Figures.fixed(found.mean(), metric.decimals()))
                .orElse("-");
    }
}
