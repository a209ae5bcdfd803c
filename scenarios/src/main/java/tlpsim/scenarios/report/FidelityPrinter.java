package tlpsim.scenarios.report;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintStream;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tlpsim.scenarios.result.FidelityError;
import tlpsim.scenarios.result.Figures;
import tlpsim.scenarios.result.ScenarioResult;
import tlpsim.scenarios.wiring.Column;

/** The error of a result in which only a part of the sets was simulated. */
final class FidelityPrinter {
    private static final int MOST_NAMED = 6;

    private FidelityPrinter() {}

    static void print(PrintStream out, String indent, ScenarioResult result) {
        if (result.scenario().measure().fidelity().isExact()) {
            return;
        }
        int replicates = result.columns().get(Column.CONFIGURED).size();
        FidelityError error = FidelityError.of(result);
        String mode = indent + "fidelity    ".substring(0, 12 - indent.length())
                + result.scenario().measure().fidelity().text() + ", one set in "
                + (1 << result.scenario().measure().fidelity().log2());
        if (error.compared() == 0) {
            out.println(mode + "; not compared with exact (measure.exact-replicates: 0)");
            return;
        }
        List<FidelityError.Row> beyond = error.beyondTolerance();
        out.println(mode + "; against exact, " + error.compared() + " of " + replicates + " replicates: "
                + (beyond.isEmpty() ? "percentages within " : "OFF BY MORE THAN ") + FidelityError.TOLERATED_POINTS
                + " points");
        out.println("            in points: " + named(beyond.isEmpty() ? error.worst(true) : beyond));
        out.println("            in percent: " + named(error.worst(false)));
    }

    private static String named(List<FidelityError.Row> rows) {
        String named =
                rows.stream().limit(MOST_NAMED).map(FidelityPrinter::text).collect(Collectors.joining("; "));
        int more = rows.size() - MOST_NAMED;
        return rows.isEmpty() ? "-" : more > 0 ? named + "; " + more + " more" : named;
    }

    private static String text(FidelityError.Row row) {
        double error = row.isPoints() ? row.error().mean() : 100 * row.error().mean() / row.exact();
        String noise = row.isPoints() && row.error().count() > 1
                ? " ±" + Figures.fixed(row.error().halfWidth(), 2)
                : "";
        return row.metric().key().replace('_', '-') + " " + (error > 0 ? "+" : "") + Figures.fixed(error, 2) + noise
                + " (" + row.column().label() + ")";
    }

    /** Wall time: outside the simulated result. */
    static String speed(ScenarioResult result) {
        double times = result.exactSlowdown();
        return Double.isNaN(times) ? "" : "; exact takes " + Figures.fixed(times, 2) + " times as long";
    }

    static ObjectNode json(ScenarioResult result) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        FidelityError error = FidelityError.of(result);
        node.put("mode", result.scenario().measure().fidelity().text());
        node.put("exact_replicates", error.compared());
        if (error.compared() == 0) {
            return node;
        }
        node.put("within_half_a_point", error.beyondTolerance().isEmpty());
        ObjectNode columns = node.putObject("error");
        for (FidelityError.Row row : error.rows()) {
            ObjectNode column = columns.withObjectProperty(row.column().label().replace(' ', '_'));
            ObjectNode figure = column.putObject(row.metric().key().toLowerCase(Locale.ROOT));
            int decimals = row.metric().decimals() + 3;
            figure.put("exact", Figures.decimal(row.exact(), decimals));
            figure.put("sampled_minus_exact", Figures.decimal(row.error().mean(), decimals));
            if (row.error().count() > 1) {
                figure.put("half_width_95", Figures.decimal(row.error().halfWidth(), decimals));
            }
        }
        return node;
    }
}
