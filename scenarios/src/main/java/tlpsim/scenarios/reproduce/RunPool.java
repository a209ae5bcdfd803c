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

/** Runs that are independent of each other, several at once, each key once: threads change no result. */
final class RunPool {
    private final int threads;
    private final Map<String, PointResult> results = new TreeMap<>();

    RunPool(int threads) {
        this.threads = threads;
    }

    boolean has(String key) {
        return results.containsKey(key);
    }

    PointResult result(String key) {
        return results.get(key);
    }

    /** @param tasks in the order in which they are begun */
    void run(Map<String, Callable<PointResult>> tasks) {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<String> keys = new ArrayList<>();
            List<Future<PointResult>> running = new ArrayList<>();
            tasks.forEach((key, task) -> {
                keys.add(key);
                running.add(pool.submit(task));
            });
            for (int index = 0; index < keys.size(); index++) {
                results.put(keys.get(index), running.get(index).get());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", interrupted);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failure.getCause());
        } finally {
            pool.shutdownNow();
        }
    }
}
