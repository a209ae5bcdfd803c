package tlpsim.scenarios.reproduce;

import static tlpsim.scenarios.reproduce.ReproduceText.decimals;
import static tlpsim.scenarios.reproduce.ReproduceText.signed;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * A user's measurements beside runs of the user's scenario.
 *
 * @param mappings of the experiments in the table
 * @param fitted   keys and the values found
 * @param notes    about rows that were skipped and fits that were not made
 */
public record OwnReport(
        String table,
        String scenario,
        List<KeyMapping> mappings,
        Map<String, String> fitted,
        List<Row> rows,
        List<String> notes) {

    /**
     * @param steady     whether the run's window was steady
     * @param convention what the simulated figure counts where it is not what the study's does, or empty
     */
    record Row(OwnPoint point, double simulated, boolean steady, String convention) {
        double error() {
            return simulated - point.measured();
        }

        double comparable() {
            return point.metric().comparable(error(), point.measured());
        }

        boolean hasFigure() {
            return !Double.isNaN(simulated) && !Double.isInfinite(simulated);
        }

        /** Whether errors of several rows may hold it: no per cent of nothing measured, nothing from a window that was not steady. */
        boolean counts() {
            return steady && hasFigure() && point.metric().isComparable(point.measured());
        }

        private String remark() {
            String state = steady ? "" : "NOT STEADY";
            return state.isEmpty() || convention.isEmpty() ? state + convention : state + "; " + convention;
        }
    }

    public boolean isSteady() {
        return rows.stream().allMatch(Row::steady);
    }

    static int counted(List<Row> rows) {
        return (int) rows.stream().filter(Row::counts).count();
    }

    /** Root mean square over the rows that count; NaN where none does. */
    static double error(List<Row> rows) {
        double squares = 0;
        for (Row row : rows) {
            squares += row.counts() ? row.comparable() * row.comparable() : 0;
        }
        return StrictMath.sqrt(squares / counted(rows));
    }

    private String role(Row row) {
        if (!row.counts()) {
            return "left out";
        }
        return row.point().fit() && !fitted.isEmpty() ? "calibrated" : "predicted";
    }

    public String csv() {
        StringBuilder csv = new StringBuilder("experiment,param,metric,x,measured,simulated,error,role,unit,steady\n");
        for (Row row : rows) {
            OwnPoint point = row.point();
            csv.append(String.join(
                            ",",
                            point.experiment(),
                            point.param(),
                            point.metric().name(),
                            point.x(),
                            decimals(point.measured(), 4),
                            decimals(row.simulated(), 4),
                            decimals(row.error(), 4),
                            role(row),
                            point.metric().unit(),
                            Boolean.toString(row.steady())))
                    .append('\n');
        }
        return csv.toString();
    }

    public String text() {
        StringBuilder out = new StringBuilder();
        line(out, "Measured: %s. Simulated: %s, as configured. Error: simulated minus measured.", table, scenario);
        for (KeyMapping mapping : mappings) {
            line(out, "%s sets %s", mapping.experiment(), keys(mapping));
        }
        fitted.forEach((path, value) -> line(out, "fitted: %s = %s", path, value));
        line(out, "");
        line(out, "| experiment | param | x | metric | measured | simulated | error | unit | | |");
        line(out, "|---|---|---|---|---|---|---|---|---|---|");
        for (Row row : rows) {
            OwnPoint point = row.point();
            line(
                    out,
                    "| %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |",
                    point.experiment(),
                    point.param(),
                    point.x(),
                    point.metric().name(),
                    decimals(point.measured(), 2),
                    decimals(row.simulated(), 2),
                    signed(row.error(), 2),
                    point.metric().unit(),
                    role(row),
                    row.remark());
        }
        line(out, "");
        summary(out, "calibrated");
        summary(out, "predicted");
        leftOut(out);
        return out.toString();
    }

    private static String keys(KeyMapping mapping) {
        return mapping.param().isEmpty()
                ? mapping.x()
                : mapping.x().isEmpty() ? mapping.param() : mapping.param() + ", " + mapping.x();
    }

    private void summary(StringBuilder out, String role) {
        List<Row> chosen = rows.stream().filter(row -> role(row).equals(role)).toList();
        if (!chosen.isEmpty()) {
            line(
                    out,
                    "%s: %d points, root mean square error %s (points of rates, per cent of other figures)",
                    role,
                    chosen.size(),
                    decimals(error(chosen), 2));
        }
    }

    private void leftOut(StringBuilder out) {
        leftOut(
                out,
                "run not steady",
                rows.stream().filter(row -> !row.steady()).count());
        leftOut(
                out,
                "nothing to derive the figure from",
                rows.stream().filter(row -> row.steady() && !row.hasFigure()).count());
        leftOut(
                out,
                "0 measured, of which nothing is a per cent",
                rows.stream()
                        .filter(row -> row.steady() && row.hasFigure() && !row.counts())
                        .count());
    }

    private static void leftOut(StringBuilder out, String why, long points) {
        if (points > 0) {
            line(out, "left out: %d points, %s", points, why);
        }
    }

    private static void line(StringBuilder out, String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
