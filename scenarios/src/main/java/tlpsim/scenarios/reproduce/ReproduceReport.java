package tlpsim.scenarios.reproduce;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Simulated against measured.
 *
 * @param source     of the measurements
 * @param parameters that every point was run with
 * @param points     sorted by experiment, metric, series and x
 * @param fitted     keys whose values were fitted in this run, to the points marked so
 * @param leftOut    each experiment predicted without itself, or empty
 */
public record ReproduceReport(
        String source,
        PlatformParameters parameters,
        List<SimulatedPoint> points,
        List<String> fitted,
        List<LeftOut> leftOut) {

    /** Percentage points of the hit rate of device writes. */
    public static final double MOST_ALL = 6.0;

    public static final double MOST_SINGLE_CORE = 4.0;
    public static final double MOST_SINGLE_CORE_POINT = 12.0;

    public ReproduceReport {
        List<SimulatedPoint> sorted = new ArrayList<>(points);
        sorted.sort(Comparator.<SimulatedPoint>comparingInt(
                        point -> point.measured().experiment().ordinal())
                .thenComparingInt(point -> point.measured().metric().ordinal())
                .thenComparingInt(point -> point.measured().paramNumber())
                .thenComparingInt(point -> point.measured().x()));
        points = List.copyOf(sorted);
    }

    public List<SimulatedPoint> of(Metric metric) {
        return ErrorStatistics.ofMetric(points, metric);
    }

    public ErrorStatistics all() {
        return ErrorStatistics.of(of(Metric.ITOM));
    }

    public ErrorStatistics singleCore() {
        return ErrorStatistics.of(ErrorStatistics.ofSingleCore(of(Metric.ITOM)));
    }

    OrderCheck order(Metric metric) {
        return OrderCheck.of(of(metric));
    }

    /** Neighbouring points that come in another order than measured. */
    public List<String> wrongOrder() {
        return order(Metric.ITOM).broken();
    }

    /**
     * {@code calibrated}: parameters were chosen to agree with this point; {@code in sight}: with other figures of its runs, among them which runs of several cores
     * have a backlog; {@code predicted}: neither.
     */
    public String role(SimulatedPoint point) {
        if (!fitted.isEmpty()) {
            return point.measured().fit() && point.measured().metric() == Metric.ITOM ? "calibrated" : "predicted";
        }
        if (!source.equals(MeasuredFile.PUBLISHED)) {
            return "predicted";
        }
        boolean throughputSeen = point.measured().metric() == Metric.THROUGHPUT
                && point.measured().experiment() != Experiment.PKT_RATE;
        if (point.measured().metric() == Metric.ITOM || throughputSeen) {
            return "calibrated";
        }
        return point.singleCore() ? "predicted" : "in sight";
    }

    /** What of the thresholds for the published points is not met; empty = all are met. */
    public List<String> failures() {
        List<String> failures = new ArrayList<>();
        above(failures, "RMSE of all points", all().rootMeanSquare(), MOST_ALL);
        above(failures, "RMSE of the points of one core", singleCore().rootMeanSquare(), MOST_SINGLE_CORE);
        above(failures, "largest error of a point of one core", singleCore().largest(), MOST_SINGLE_CORE_POINT);
        for (String pair : wrongOrder()) {
            failures.add("not in the measured order: " + pair);
        }
        return failures;
    }

    private static void above(List<String> failures, String what, double value, double most) {
        if (value > most) {
            failures.add(
                    what + " " + ReproduceText.decimals(value, 2) + ", at most " + ReproduceText.decimals(most, 2));
        }
    }
}
