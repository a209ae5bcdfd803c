package tlpsim.scenarios.reproduce;

import static tlpsim.scenarios.reproduce.ReproduceText.decimals;
import static tlpsim.scenarios.reproduce.ReproduceText.signed;

import java.util.List;
import java.util.Locale;

/** A report as text: tables that are also Markdown, with a chart per series. */
public final class ReproducePrinter {
    private final ReproduceReport report;
    private final StringBuilder out = new StringBuilder();

    private ReproducePrinter(ReproduceReport report) {
        this.report = report;
    }

    public static String text(ReproduceReport report) {
        ReproducePrinter printer = new ReproducePrinter(report);
        printer.summary();
        printer.points();
        printer.leftOut();
        printer.parameters();
        return printer.out.toString();
    }

    /** One row per point, for spreadsheets and scripts. */
    public static String csv(ReproduceReport report) {
        StringBuilder csv = new StringBuilder("experiment,param,metric,x,measured,simulated,error,role,unit\n");
        for (SimulatedPoint point : report.points()) {
            MeasuredPoint measured = point.measured();
            csv.append(String.join(
                            ",",
                            measured.experiment().label(),
                            measured.param(),
                            measured.metric().label(),
                            Integer.toString(measured.x()),
                            measured.median().toPlainString(),
                            decimals(point.simulated(), 4),
                            decimals(point.error(), 4),
                            report.role(point),
                            measured.metric().unit()))
                    .append('\n');
        }
        return csv.toString();
    }

    private void line(String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    private void summary() {
        line("## Errors");
        line("");
        line(
                "Measured: %s, medians. Simulated minus measured, in percentage points (throughput: Gbit/s).",
                report.source());
        line("");
        line("| what | points | RMSE | largest |");
        line("|---|---|---|---|");
        statistics("ItoM hit rate, all points", report.of(Metric.ITOM));
        statistics("ItoM hit rate, one core", ErrorStatistics.ofSingleCore(report.of(Metric.ITOM)));
        for (Experiment experiment : Experiment.values()) {
            statistics(
                    "ItoM hit rate, " + experiment.label(),
                    ErrorStatistics.ofExperiment(report.of(Metric.ITOM), experiment));
        }
        statistics("PCIRdCur hit rate", report.of(Metric.READ_CURRENT));
        statistics("throughput", report.of(Metric.THROUGHPUT));
        line("");
        line(
                "Neighbours in a series that differ by more than two pooled standard deviations and one point (throughput: 1 Gbit/s,"
                        + " latency: 1 us):");
        line("");
        line("| what | pairs | in another order than measured | which |");
        line("|---|---|---|---|");
        for (Metric metric : Metric.values()) {
            if (!report.of(metric).isEmpty()) {
                OrderCheck order = report.order(metric);
                line(
                        "| %s | %d | %d | %s |",
                        metric.label(), order.pairs(), order.broken().size(), String.join("; ", order.broken()));
            }
        }
        line("");
    }

    private void statistics(String what, List<SimulatedPoint> points) {
        if (!points.isEmpty()) {
            ErrorStatistics error = ErrorStatistics.of(points);
            line(
                    "| %s | %d | %s | %s |",
                    what, error.points(), decimals(error.rootMeanSquare(), 2), decimals(error.largest(), 2));
        }
    }

    private void points() {
        line("## Points");
        String before = "";
        for (SimulatedPoint point : report.points()) {
            MeasuredPoint measured = point.measured();
            String table =
                    measured.experiment().label() + ", " + measured.metric().label();
            if (!table.equals(before)) {
                before = table;
                line("");
                line("### %s, %s", table, measured.metric().unit());
                line("");
                line(
                        "| %s | %s | measured | simulated | error | | 0 to %d: m measured, s simulated, * both |",
                        measured.experiment().paramName(),
                        measured.experiment().xName(),
                        measured.metric().full());
                line("|---|---|---|---|---|---|---|");
            }
            point(point);
        }
        line("");
    }

    private void point(SimulatedPoint point) {
        MeasuredPoint measured = point.measured();
        double median = measured.median().doubleValue();
        double full = measured.metric().full();
        line(
                "| %s | %d | %s | %s | %s | %s | `%s` |",
                measured.param(),
                measured.x(),
                decimals(median, 2),
                decimals(point.simulated(), 2),
                signed(point.error(), 2),
                report.role(point),
                ReproduceText.chart(100 * median / full, 100 * point.simulated() / full));
    }

    private void leftOut() {
        if (report.leftOut().isEmpty()) {
            return;
        }
        line("## One experiment left out");
        line("");
        line(
                "%s fitted to the ItoM hit rates of the other experiments, among the values tried. The other values stay.",
                report.parameters().leftOutKeys());
        line("");
        line("| left out | fitted without it | points | RMSE | largest |");
        line("|---|---|---|---|---|");
        for (LeftOut left : report.leftOut()) {
            StringBuilder values = new StringBuilder();
            for (String key : report.parameters().leftOutKeys()) {
                values.append(values.length() == 0 ? "" : ", ")
                        .append(left.parameters().parameter(key).value());
            }
            line(
                    "| %s | %s | %d | %s | %s |",
                    left.experiment().label(),
                    values,
                    left.error().points(),
                    decimals(left.error().rootMeanSquare(), 2),
                    decimals(left.error().largest(), 2));
        }
        line("");
    }

    private void parameters() {
        line("## Parameters");
        line("");
        line("One value each for every point.");
        line("");
        line("| key | value | unit | tried | where from | |");
        line("|---|---|---|---|---|---|");
        for (PlatformParameter parameter : report.parameters().list()) {
            String origin = report.fitted().contains(parameter.key())
                    ? "fitted in this run"
                    : parameter.origin().name().toLowerCase(Locale.ROOT);
            line(
                    "| %s | %d | %s | %d to %d | %s | %s |",
                    parameter.key(),
                    parameter.value(),
                    parameter.unit(),
                    parameter.low(),
                    parameter.high(),
                    origin,
                    parameter.source());
        }
    }
}
