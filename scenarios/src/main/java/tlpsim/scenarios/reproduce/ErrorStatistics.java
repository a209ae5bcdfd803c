package tlpsim.scenarios.reproduce;

import java.util.ArrayList;
import java.util.List;

/** Root mean square and largest error of a set of points. */
public record ErrorStatistics(int points, double rootMeanSquare, double largest) {

    public static ErrorStatistics of(List<SimulatedPoint> points) {
        double squares = 0;
        double largest = 0;
        for (SimulatedPoint point : points) {
            squares += point.error() * point.error();
            largest = Math.max(largest, Math.abs(point.error()));
        }
        double mean = points.isEmpty() ? 0 : squares / points.size();
        return new ErrorStatistics(points.size(), StrictMath.sqrt(mean), largest);
    }

    static List<SimulatedPoint> ofMetric(List<SimulatedPoint> points, Metric metric) {
        List<SimulatedPoint> chosen = new ArrayList<>();
        for (SimulatedPoint point : points) {
            if (point.measured().metric() == metric) {
                chosen.add(point);
            }
        }
        return chosen;
    }

    static List<SimulatedPoint> ofSingleCore(List<SimulatedPoint> points) {
        List<SimulatedPoint> chosen = new ArrayList<>();
        for (SimulatedPoint point : points) {
            if (point.singleCore()) {
                chosen.add(point);
            }
        }
        return chosen;
    }

    static List<SimulatedPoint> ofExperiment(List<SimulatedPoint> points, Experiment experiment) {
        List<SimulatedPoint> chosen = new ArrayList<>();
        for (SimulatedPoint point : points) {
            if (point.measured().experiment() == experiment) {
                chosen.add(point);
            }
        }
        return chosen;
    }
}
