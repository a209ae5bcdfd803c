package tlpsim.scenarios.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tlpsim.scenarios.result.Estimate;
import tlpsim.scenarios.result.Extremes;
import tlpsim.scenarios.result.Extremes.Extreme;
import tlpsim.scenarios.result.Figures;
import tlpsim.scenarios.result.Metric;
import tlpsim.scenarios.result.ScenarioResult;
import tlpsim.scenarios.result.Verdict;
import tlpsim.scenarios.wiring.Column;

/** The column as configured at both ends of what is assumed about tags, as text and as JSON. */
public final class ExtremesPrinter {
    private static final List<Metric> SHOWN = List.of(
            Metric.DROPPED_PERCENT,
            Metric.END_P99_NS,
            Metric.CYCLES_PER_PACKET,
            Metric.DRAM_BYTES_PER_PACKET,
            Metric.READ_L2_PERCENT,
            Metric.READ_LLC_PERCENT);
    private static final int NAME_WIDTH = 36;
    private static final int COLUMN_WIDTH = 17;

    private ExtremesPrinter() {}

    /** Nothing where nothing is assumed. */
    public static void print(PrintStream out, ScenarioResult result, Verdict verdict, Extremes extremes) {
        if (extremes.others().isEmpty()) {
            return;
        }
        List<String> headings = new ArrayList<>(List.of("hints off", "as configured: " + extremes.configured()));
        extremes.others().forEach(extreme -> headings.add(extreme.label()));
        row(out, "both ends of what is assumed", headings, headings);
        for (Metric metric : SHOWN) {
            List<String> figures = new ArrayList<>();
            figures.add(figure(result, Column.HINTS_OFF, metric));
            figures.add(figure(result, Column.CONFIGURED, metric));
            extremes.others().forEach(extreme -> figures.add(figure(extreme.result(), Column.CONFIGURED, metric)));
            row(out, "  " + name(metric), figures, headings);
        }
        List<String> answers = new ArrayList<>(List.of("", verdict.answer().label()));
        extremes.others().forEach(extreme -> answers.add(answer(extreme)));
        row(out, "  answer", answers, headings);
        out.println();
    }

    private static void row(PrintStream out, String name, List<String> cells, List<String> headings) {
        StringBuilder line = new StringBuilder(RunPrinter.pad(name, NAME_WIDTH));
        for (int index = 0; index < cells.size(); index++) {
            int width = Math.max(COLUMN_WIDTH, headings.get(index).length() + 2);
            line.append(' ').append(RunPrinter.pad(cells.get(index), width));
        }
        out.println(line.toString().stripTrailing());
    }

    /** The ends other than the one that is configured. */
    public static ObjectNode json(Verdict verdict, Extremes extremes) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("configured", extremes.configured());
        node.put("holds", extremes.holds(verdict.answer()));
        ArrayNode others = node.putArray("others");
        for (Extreme extreme : extremes.others()) {
            ObjectNode other = others.addObject();
            other.put("label", extreme.label());
            ArrayNode set = other.putArray("set");
            extreme.set().forEach(set::add);
            other.put("answer", extreme.answer().label());
            other.put("steady", extreme.result().isSteady());
            other.put(
                    "digest",
                    String.format(Locale.ROOT, "%016x", extreme.result().digest()));
            ObjectNode metrics = other.putObject("metrics");
            for (Metric metric : Metric.values()) {
                Estimate estimate = extreme.result().estimate(Column.CONFIGURED, metric);
                if (estimate.count() > 0) {
                    metrics.put(metric.key(), Figures.decimal(estimate.mean(), metric.decimals() + 3));
                }
            }
        }
        return node;
    }

    private static String answer(Extreme extreme) {
        return extreme.answer().label() + (extreme.result().isSteady() ? "" : " (not steady)");
    }

    private static String figure(ScenarioResult result, Column column, Metric metric) {
        return RunPrinter.text(result.estimate(column, metric), metric.decimals());
    }

    private static String name(Metric metric) {
        return metric.key().replace('_', '-') + (metric.unit().isEmpty() ? "" : " [" + metric.unit() + "]");
    }
}
