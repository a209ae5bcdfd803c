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
 */
public record OwnReport(
        String table, String scenario, List<KeyMapping> mappings, Map<String, String> fitted, List<Row> rows) {

    /** @param steady whether the run's window was steady */
    record Row(OwnPoint point, double simulated, boolean steady) {
        double error() {
            return simulated - point.measured();
        }

        double comparable() {
            return point.metric().comparable(error(), point.measured());
        }
    }

    static double error(List<Row> rows) {
        double squares = 0;
        for (Row row : rows) {
            squares += row.comparable() * row.comparable();
        }
        return rows.isEmpty() ? 0 : StrictMath.sqrt(squares / rows.size());
    }

    private String role(Row row) {
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
                            number(row.simulated(), 4),
                            Double.isNaN(row.simulated()) ? "-" : decimals(row.error(), 4),
                            role(row),
                            point.metric().unit(),
                            Boolean.toString(row.steady())))
                    .append('\n');
        }
        return csv.toString();
    }

    private static String number(double value, int decimals) {
        return Double.isNaN(value) ? "-" : decimals(value, decimals);
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
                    number(row.simulated(), 2),
                    Double.isNaN(row.simulated()) ? "-" : signed(row.error(), 2),
                    point.metric().unit(),
                    role(row),
                    row.steady() ? "" : "not steady");
        }
        line(out, "");
        summary(out, "calibrated");
        summary(out, "predicted");
        return out.toString();
    }

    private static String keys(KeyMapping mapping) {
        return mapping.param().isEmpty()
                ? mapping.x()
                : mapping.x().isEmpty() ? mapping.param() : mapping.param() + ", " + mapping.x();
    }

    private void summary(StringBuilder out, String role) {
        List<Row> chosen = rows.stream()
                .filter(row -> role(row).equals(role) && !Double.isNaN(row.simulated()))
                .toList();
        if (!chosen.isEmpty()) {
            line(
                    out,
                    "%s: %d points, root mean square error %s (points of rates, per cent of other figures)",
                    role,
                    chosen.size(),
                    decimals(error(chosen), 2));
        }
    }

    private static void line(StringBuilder out, String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
