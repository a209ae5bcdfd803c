package tlpsim.scenarios.cli;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import tlpsim.scenarios.result.Figures;
import tlpsim.scenarios.result.Metric;
import tlpsim.scenarios.store.StoredRun;
import tlpsim.scenarios.wiring.Column;

/** One run of a store on a terminal. */
final class ResultsCommandRunPrinter {
    private static final long NANOS_PER_MS = 1_000_000;

    private final PrintStream out;

    ResultsCommandRunPrinter(PrintStream out) {
        this.out = out;
    }

    void print(StoredRun run) {
        out.println("run         " + run.runId());
        out.println("scenario    " + run.scenario() + ", SHA-256 " + run.scenarioHash());
        if (!run.isDone()) {
            out.println("failed      " + run.failure().orElseThrow());
            return;
        }
        StoredRun.Simulated simulated = run.simulated().orElseThrow();
        out.println("verdict     " + simulated.sentence());
        out.println(
                "simulated   seed " + simulated.seed() + ", " + run.replicates().size() + " replicates, digest "
                        + simulated.digest() + ", " + (simulated.steady() ? "steady" : "NOT STEADY"));
        out.println("made by     " + run.tool() + " in " + run.wallNanos() / NANOS_PER_MS + " ms");
        out.println();
        List<String> header = new ArrayList<>(List.of("metric", "unit"));
        for (Column column : Column.values()) {
            header.add(column.label());
        }
        TextTable table = new TextTable(header);
        for (String metric : metrics(run)) {
            table.add(row(run, metric));
        }
        out.print(table);
    }

    /** In the order of the report. */
    private static Set<String> metrics(StoredRun run) {
        Set<String> present = new LinkedHashSet<>();
        for (Metric metric : Metric.values()) {
            if (run.metrics().stream().anyMatch(found -> found.metric().equals(metric.key()))) {
                present.add(metric.key());
            }
        }
        return present;
    }

    private static List<String> row(StoredRun run, String metric) {
        Metric declared = Metric.valueOf(metric.toUpperCase(Locale.ROOT));
        List<String> row = new ArrayList<>(List.of(metric, declared.unit()));
        for (Column column : Column.values()) {
            row.add(run.metric(column.label(), metric)
                    .map(found -> Figures.fixed(found.mean(), declared.decimals())
                            + (Double.isNaN(found.halfWidth())
                                    ? ""
                                    : " +- " + Figures.fixed(found.halfWidth(), declared.decimals())))
                    .orElse("-"));
        }
        return row;
    }
}
