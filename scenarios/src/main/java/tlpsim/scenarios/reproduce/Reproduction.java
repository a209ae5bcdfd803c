package tlpsim.scenarios.reproduce;

import java.util.ArrayList;
import java.util.List;

/** Holds a table of measurements against the simulation. */
public final class Reproduction {
    private final String source;
    private final PlatformParameters parameters;
    private final PointRuns runs;

    /** @param runs what simulates the points, with parameters of its kind */
    public Reproduction(String source, PlatformParameters parameters, PointRuns runs) {
        this.source = source;
        this.parameters = parameters;
        this.runs = runs;
    }

    /**
     * @param fitted      keys to fit to the points that are marked so, or none
     * @param leaveOneOut whether each experiment is also predicted without itself
     */
    public ReproduceReport report(List<MeasuredPoint> points, List<String> fitted, boolean leaveOneOut) {
        PlatformParameters used = parameters;
        if (!fitted.isEmpty()) {
            List<MeasuredPoint> marked = new ArrayList<>();
            for (MeasuredPoint point : points) {
                if (point.fit() && point.metric() == Metric.ITOM) {
                    marked.add(point);
                }
            }
            used = new ParameterFit(runs, fitted).fit(parameters, marked);
        }
        List<LeftOut> leftOut = leaveOneOut ? LeftOut.of(runs, parameters, points) : List.of();
        return new ReproduceReport(source, used, runs.of(used, points), fitted, leftOut);
    }
}
