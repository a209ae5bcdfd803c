package tlpsim.scenarios.result;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tlpsim.scenarios.wiring.Column;

/**
 * What simulating a part of the sets costs in accuracy: metrics of replicates that were simulated both ways, on the same traffic.
 *
 * @param compared replicates
 * @param rows     every metric of every column that has a figure both ways, in order
 */
public record FidelityError(int compared, List<Row> rows) {
    /** Percentages may be off by so many points before a result says so first. */
    public static final double TOLERATED_POINTS = 0.5;

    /**
     * @param exact mean over the compared replicates
     * @param error mean of sampled minus exact; {@link Estimate#halfWidth} is the noise of that over replicates
     */
    public record Row(Column column, Metric metric, double exact, Estimate error) {
        /** A percentage: the error is in points. */
        public boolean isPoints() {
            return metric.unit().equals("%");
        }

        /** In points, or in percent of the exact figure; NaN where that is 0. */
        public double size() {
            if (isPoints()) {
                return StrictMath.abs(error.mean());
            }
            return exact == 0 ? Double.NaN : StrictMath.abs(100 * error.mean() / exact);
        }
    }

    /** @return without rows where nothing was compared */
    public static FidelityError of(ScenarioResult result) {
        int compared = result.exact().isEmpty()
                ? 0
                : result.exact().get(Column.CONFIGURED).size();
        List<Row> rows = new ArrayList<>();
        for (Column column : compared == 0 ? new Column[0] : Column.values()) {
            for (Metric metric : Metric.values()) {
                double[] exact = values(result.exact().get(column), metric, result, compared);
                double[] sampled = values(result.columns().get(column), metric, result, compared);
                Estimate error = Estimate.ofDifference(exact, sampled);
                if (error.count() > 0) {
                    rows.add(new Row(column, metric, Estimate.of(exact).mean(), error));
                }
            }
        }
        return new FidelityError(compared, List.copyOf(rows));
    }

    private static double[] values(List<WindowResult> windows, Metric metric, ScenarioResult result, int compared) {
        double[] values = new double[compared];
        for (int replicate = 0; replicate < compared; replicate++) {
            values[replicate] = metric.of(windows.get(replicate), result.platform());
        }
        return values;
    }

    /** The percentages that are off by more than is tolerated, the worst first. */
    public List<Row> beyondTolerance() {
        return worst(true).stream().filter(row -> row.size() > TOLERATED_POINTS).toList();
    }

    /** The rows in points, or the others, the worst first. */
    public List<Row> worst(boolean points) {
        return rows.stream()
                .filter(row -> row.isPoints() == points && !Double.isNaN(row.size()))
                .sorted(Comparator.comparingDouble(Row::size).reversed())
                .toList();
    }
}
