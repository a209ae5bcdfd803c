package tlpsim.scenarios.reproduce;

import java.util.ArrayList;
import java.util.List;

/**
 * One experiment predicted by parameters that were fitted to the others.
 *
 * @param experiment the one left out
 * @param parameters fitted without it
 * @param error      of its points
 */
public record LeftOut(Experiment experiment, PlatformParameters parameters, ErrorStatistics error) {
    static List<LeftOut> of(PointRuns runs, PlatformParameters start, List<MeasuredPoint> all) {
        List<MeasuredPoint> points = new ArrayList<>();
        List<Experiment> experiments = new ArrayList<>();
        for (MeasuredPoint point : all) {
            if (point.metric() == Metric.ITOM) {
                points.add(point);
                if (!experiments.contains(point.experiment())) {
                    experiments.add(point.experiment());
                }
            }
        }
        List<LeftOut> results = new ArrayList<>();
        if (experiments.size() > 1) {
            for (Experiment experiment : experiments) {
                results.add(leave(runs, start, points, experiment));
            }
        }
        return results;
    }

    private static LeftOut leave(
            PointRuns runs, PlatformParameters start, List<MeasuredPoint> points, Experiment experiment) {
        List<MeasuredPoint> kept = new ArrayList<>();
        List<MeasuredPoint> left = new ArrayList<>();
        for (MeasuredPoint point : points) {
            (point.experiment() == experiment ? left : kept).add(point);
        }
        PlatformParameters fitted = new ParameterFit(runs, start.leftOutKeys()).fit(start, kept);
        return new LeftOut(experiment, fitted, ErrorStatistics.of(runs.of(fitted, left)));
    }
}
