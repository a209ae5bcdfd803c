package tlpsim.scenarios.reproduce;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import tlpsim.completer.forwarding.ForwardingModel;
import tlpsim.completer.forwarding.ForwardingResult;

/** Runs of the forwarding model, each setup of each parameter set once. Runs are independent: threads change no result. */
public final class ForwardingRuns {
    private final int threads;
    private final long seed;
    private final Map<String, ForwardingResult> results = new TreeMap<>();

    public ForwardingRuns(int threads, long seed) {
        this.threads = threads;
        this.seed = seed;
    }

    /** One row per point, in their order. */
    public List<SimulatedPoint> of(PlatformParameters parameters, List<MeasuredPoint> points) {
        Map<String, Callable<ForwardingResult>> missing = new TreeMap<>();
        for (MeasuredPoint point : points) {
            String key = key(parameters, point);
            if (!results.containsKey(key)) {
                ForwardingSetup setup = point.forwarding();
                missing.put(key, () -> new ForwardingModel(parameters.host(), parameters.workload(setup), seed).run());
            }
        }
        run(missing);
        List<SimulatedPoint> rows = new ArrayList<>();
        for (MeasuredPoint point : points) {
            rows.add(new SimulatedPoint(point, results.get(key(parameters, point))));
        }
        return rows;
    }

    private static String key(PlatformParameters parameters, MeasuredPoint point) {
        return parameters.values() + point.forwarding();
    }

    private void run(Map<String, Callable<ForwardingResult>> missing) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            Map<String, Future<ForwardingResult>> running = new TreeMap<>();
            missing.forEach((key, task) -> running.put(key, pool.submit(task)));
            for (Map.Entry<String, Future<ForwardingResult>> entry : running.entrySet()) {
                results.put(entry.getKey(), entry.getValue().get());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        } finally {
            pool.shutdownNow();
        }
    }
}
