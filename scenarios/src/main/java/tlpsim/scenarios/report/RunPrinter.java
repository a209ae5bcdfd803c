package tlpsim.scenarios.report;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tlpsim.scenarios.result.Estimate;
import tlpsim.scenarios.result.Extremes;
import tlpsim.scenarios.result.Figures;
import tlpsim.scenarios.result.FlowFigures;
import tlpsim.scenarios.result.Metric;
import tlpsim.scenarios.result.ModelBasis;
import tlpsim.scenarios.result.OutcomeCounts;
import tlpsim.scenarios.result.PlatformDefault;
import tlpsim.scenarios.result.ScenarioResult;
import tlpsim.scenarios.result.Verdict;
import tlpsim.scenarios.result.WindowResult;
import tlpsim.scenarios.wiring.Column;

/** Prints a result as text: the simulated figures, then, apart, how fast they were simulated. */
public final class RunPrinter {
    /** Heads the outcomes of hints. */
    static final String HINTS = "hints (as configured, first replicate)";

    private static final int NAME_WIDTH = 34;
    private static final int COLUMN_WIDTH = 19;
    private static final int MOST_IDLE_NAMED = 8;

    private final PrintStream out;
    private final ScenarioResult result;

    public RunPrinter(PrintStream out, ScenarioResult result) {
        this.out = out;
        this.result = result;
    }

    public void print(Verdict verdict, Extremes extremes) {
        if (!result.isSteady()) {
            out.println("NOT STEADY: thresholds and plans refuse this result");
            result.unsteadyReasons().forEach(reason -> out.println("  " + reason));
        }
        out.println(result.scenario().name()
                + (result.scenario().question().isEmpty()
                        ? ""
                        : ": " + result.scenario().question()));
        out.println();
        header();
        for (Metric.Group group : Metric.Group.values()) {
            out.println(group.name().toLowerCase(Locale.ROOT));
            for (Metric metric : Metric.values()) {
                if (metric.group() == group) {
                    row(metric);
                }
            }
        }
        outcomes();
        if (new FlowFigures(result).areTelling()) {
            new PathsPrinter(out, result).print();
        }
        PeerTagsPrinter.print(out, result);
        new ControlPrinter(out, result).print();
        out.println();
        ExtremesPrinter.print(out, result, verdict, extremes);
        out.println("verdict     " + verdict.sentence());
        out.println("baseline    " + PlatformDefault.sentence(result.scenario().platform()) + ".");
        out.println("rests on    " + verdict.basis() + ".");
        ModelBasis.values(result.scenario().platform()).ifPresent(values -> out.println("values      " + values));
        footer();
    }

    private void header() {
        StringBuilder line = new StringBuilder(pad("", NAME_WIDTH));
        for (Column column : Column.values()) {
            line.append(left(column.label(), COLUMN_WIDTH));
        }
        out.println(line.toString().stripTrailing());
    }

    private void row(Metric metric) {
        StringBuilder line = new StringBuilder();
        String unit = metric.unit().isEmpty() ? "" : " [" + metric.unit() + "]";
        line.append(pad("  " + metric.key().replace('_', '-') + unit, NAME_WIDTH));
        boolean any = false;
        for (Column column : Column.values()) {
            Estimate estimate = result.estimate(column, metric);
            any |= estimate.count() > 0;
            line.append(left(text(estimate, metric.decimals()), COLUMN_WIDTH));
        }
        if (any) {
            out.println(line.toString().stripTrailing());
        }
    }

    /** Mean, and the half width of the interval where there is one. */
    static String text(Estimate estimate, int decimals) {
        if (estimate.count() == 0) {
            return "-";
        }
        String mean = Figures.fixed(estimate.mean(), decimals);
        boolean interval = estimate.count() > 1 && estimate.halfWidth() > 0;
        return interval ? mean + " ±" + Figures.fixed(estimate.halfWidth(), decimals) : mean;
    }

    private void outcomes() {
        out.println(HINTS);
        WindowResult window = result.columns().get(Column.CONFIGURED).get(0);
        Map<String, Map<String, Long>> table = OutcomeCounts.of(result.scenario(), window.counts());
        table.forEach((flow, counts) -> {
            StringBuilder line = new StringBuilder(pad("  " + flow, NAME_WIDTH));
            counts.forEach((outcome, count) ->
                    line.append("  ").append(outcome).append(' ').append(count));
            out.println(line);
        });
    }

    private void footer() {
        WindowResult first = result.columns().get(Column.CONFIGURED).get(0);
        int replicates = result.columns().get(Column.CONFIGURED).size();
        out.println("simulated   seed " + result.scenario().seed() + ", " + replicates + " replicate"
                + (replicates == 1 ? "" : "s")
                + ", window " + Figures.fixed(first.windowPs() / 1e9, 3) + " ms after "
                + Figures.fixed(first.warmUpPs() / 1e9, 3)
                + " ms, digest " + String.format(Locale.ROOT, "%016x", result.digest())
                + (result.isSteady() ? ", steady" : ", NOT STEADY")
                + (result.interrupted() ? ", INTERRUPTED" : ""));
        List<Integer> idle = first.steadiness().idle();
        if (!idle.isEmpty()) {
            String names = idle.stream()
                    .limit(MOST_IDLE_NAMED)
                    .map(String::valueOf)
                    .reduce((a, b) -> a + ", " + b)
                    .orElse("");
            out.println("idle queues " + idle.size() + ": " + names + (idle.size() > MOST_IDLE_NAMED ? ", ..." : ""));
        }
        FidelityPrinter.print(out, "", result);
        out.println("intervals   95 % over seeds; model error: "
                + ModelBasis.error(result.scenario().platform()));
        long wallNanos = result.columns().values().stream()
                .flatMap(List::stream)
                .mapToLong(WindowResult::wallNanos)
                .sum();
        out.println(
                "speed       " + result.allTlps() + " TLPs in " + Figures.fixed(result.wallNanos() / 1e9, 2) + " s, "
                        + Figures.fixed((double) wallNanos / result.allTlps(), 0) + " ns per TLP and simulation, "
                        + Figures.fixed((double) wallNanos / result.allLines(), 1) + " ns per line access, "
                        + result.threading().label() + FidelityPrinter.speed(result));
    }

    /** The text, filled up to a width with blanks; at least one follows it. */
    static String pad(String text, int width) {
        return text.length() >= width ? text + " " : text + " ".repeat(width - text.length());
    }

    private static String left(String text, int width) {
        return " " + pad(text, width - 1);
    }
}
