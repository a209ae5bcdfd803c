package tlpsim.scenarios.reproduce;

import java.util.List;

/**
 * Looks for the values of some parameters, among their candidates, with the smallest root mean square error of the hit rate of device
 * writes: one parameter after another, twice round. Small on purpose: it names values that can be read and argued about.
 */
final class ParameterFit {
    private static final int ROUNDS = 2;

    private final PointRuns runs;
    private final List<String> keys;

    ParameterFit(PointRuns runs, List<String> keys) {
        this.runs = runs;
        this.keys = keys;
    }

    PlatformParameters fit(PlatformParameters start, List<MeasuredPoint> points) {
        PlatformParameters best = start;
        double least = error(start, points);
        for (int round = 0; round < ROUNDS; round++) {
            for (String key : keys) {
                for (long candidate : start.parameter(key).candidates()) {
                    PlatformParameters tried = best.with(key, candidate);
                    double error = error(tried, points);
                    if (error < least) {
                        least = error;
                        best = tried;
                    }
                }
            }
        }
        return best;
    }

    private double error(PlatformParameters parameters, List<MeasuredPoint> points) {
        return ErrorStatistics.of(runs.of(parameters, points)).rootMeanSquare();
    }
}
