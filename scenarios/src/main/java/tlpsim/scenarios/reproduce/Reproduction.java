package tlpsim.scenarios.reproduce;

import java.util.ArrayList;
import java.util.List;

/** Holds a table of measurements against the simulation. */
public final class Reproduction {
    private final String source;
    private final PlatformParameters parameters;
    private final ForwardingRuns runs;

    public Reproduction(String source, PlatformParameters parameters, long seed, int threads) {
        this.source = source;
        this.parameters = parameters;
        this.runs = new ForwardingRuns(threads, seed);
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
