package tlpsim.scenarios.reproduce;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import tlpsim.completer.forwarding.ForwardingModel;

/** Runs of the forwarding model, which has no TLPs. */
public final class ForwardingRuns implements PointRuns {
    private final RunPool pool;
    private final long seed;

    public ForwardingRuns(int threads, long seed) {
        this.pool = new RunPool(threads);
        this.seed = seed;
    }

    @Override
    public List<SimulatedPoint> of(PlatformParameters parameters, List<MeasuredPoint> points) {
        Map<String, Callable<PointResult>> missing = new TreeMap<>();
        for (MeasuredPoint point : points) {
            String key = key(parameters, point);
            if (!pool.has(key)) {
                ForwardingSetup setup = point.forwarding();
                missing.put(
                        key,
                        () -> PointResult.ofLines(
                                new ForwardingModel(parameters.host(), parameters.workload(setup), seed).run(), setup));
            }
        }
        pool.run(missing);
        List<SimulatedPoint> rows = new ArrayList<>();
        for (MeasuredPoint point : points) {
            if (point.metric() != Metric.LATENCY && point.metric() != Metric.LATENCY_99) {
                rows.add(new SimulatedPoint(point, pool.result(key(parameters, point))));
            }
        }
        return rows;
    }

    private static String key(PlatformParameters parameters, MeasuredPoint point) {
        return parameters.values() + point.forwarding();
    }
}
