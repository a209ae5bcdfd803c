package tlpsim.scenarios.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Memory bandwidth by sequential reads of all processors at once, each over an array of its own. */
public final class StreamRead {
    private static final int LONG_BYTES = 8;

    private final int threads;
    private final int longs;

    /** @param bytesPerThread together well above the last-level caches */
    public StreamRead(int threads, long bytesPerThread) {
        this.threads = threads;
        this.longs = (int) Math.min(Integer.MAX_VALUE - 8, bytesPerThread / LONG_BYTES);
    }

    /** Bytes per second of all threads together, in rounds of {@code passes} over the arrays. */
    public Spread measure(int rounds, int passes) throws InterruptedException {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Long>> readers = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                long[] array = new long[longs];
                Arrays.fill(array, thread);
                readers.add(() -> read(array, passes));
            }
            round(pool, readers, passes);
            long[] rates = new long[rounds];
            for (int round = 0; round < rounds; round++) {
                rates[round] = round(pool, readers, passes);
            }
            Arrays.sort(rates);
            return new Spread(rates[rounds / 2], rates[0], rates[rounds - 1]);
        } finally {
            pool.shutdownNow();
        }
    }

    private long round(ExecutorService pool, List<Callable<Long>> readers, int passes) throws InterruptedException {
        long start = System.nanoTime();
        long sum = 0;
        for (Future<Long> reader : pool.invokeAll(readers)) {
            try {
                sum += reader.get();
            } catch (ExecutionException failure) {
                throw new IllegalStateException("a reader failed", failure.getCause());
            }
        }
        long elapsed = System.nanoTime() - start;
        // The sum is used, so that the reads cannot be left out.
        double bytes = (double) threads * longs * LONG_BYTES * passes;
        return sum == Long.MIN_VALUE ? 0 : (long) (bytes * 1e9 / elapsed);
    }

    private static long read(long[] array, int passes) {
        long sum = 0;
        for (int pass = 0; pass < passes; pass++) {
            for (long value : array) {
                sum += value;
            }
            sum ^= pass;
        }
        return sum;
    }
}
