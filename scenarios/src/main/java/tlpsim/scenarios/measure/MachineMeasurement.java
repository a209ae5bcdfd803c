package tlpsim.scenarios.measure;

import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.stream.Stream;
import tlpsim.scenarios.topology.HostFacts;

/**
 * What a machine's memory answers. A figure is absent where sysfs does not tell how large the cache is that it needs to know.
 *
 * @param l2      picoseconds per load that misses L1 and hits L2
 * @param llc     picoseconds per load that misses L2 and hits the last-level cache
 * @param dram    picoseconds per load that misses all caches
 * @param rate    bytes per second that all processors read together
 * @param threads how many read
 */
public record MachineMeasurement(
        Optional<Spread> l2, Optional<Spread> llc, Optional<Spread> dram, Spread rate, int threads) {
    private static final int ROUNDS = 5;
    private static final long SEED = 1;
    private static final long MIB = 1 << 20;
    private static final long MOST_CHASED_BYTES = 512 * MIB;
    private static final long LEAST_CHASED_BYTES = 64 * MIB;

    /**
     * Measures; some seconds.
     *
     * @param roundNs  length of a round; five of each figure are measured
     * @param progress hears what is being measured
     */
    public static MachineMeasurement take(HostFacts facts, long roundNs, Consumer<String> progress)
            throws InterruptedException {
        OptionalLong l1 = size(facts.cache(1));
        OptionalLong l2 = size(facts.cache(2));
        OptionalLong llc = size(facts.lastLevel());
        Optional<Spread> l2Ps = Optional.empty();
        if (l2.isPresent() && l1.isPresent()) {
            progress.accept("load-to-use time of L2");
            l2Ps = Optional.of(chase(Math.max(l2.getAsLong() / 2, 2 * l1.getAsLong()), roundNs));
        }
        Optional<Spread> llcPs = Optional.empty();
        Optional<Spread> dramPs = Optional.empty();
        if (llc.isPresent() && l2.isPresent()) {
            progress.accept("load-to-use time of the last-level cache");
            llcPs = Optional.of(chase(Math.min(MOST_CHASED_BYTES, llc.getAsLong() / 2), roundNs));
        }
        long beyond = Math.max(LEAST_CHASED_BYTES, 4 * llc.orElse(l2.orElse(MIB)));
        if (beyond <= MOST_CHASED_BYTES) {
            progress.accept("load-to-use time of memory");
            dramPs = Optional.of(chase(beyond, roundNs));
        }
        int threads = Runtime.getRuntime().availableProcessors();
        progress.accept("memory bandwidth");
        long each = Math.min(Runtime.getRuntime().maxMemory() / 2, Math.max(4 * llc.orElse(0), threads * 32L * MIB))
                / threads;
        return new MachineMeasurement(l2Ps, llcPs, dramPs, new StreamRead(threads, each).measure(ROUNDS, 4), threads);
    }

    /** Whether the batches or rounds of any figure differ so much that something else ran beside them. */
    public boolean isDisturbed() {
        return Stream.of(l2, llc, dram, Optional.of(rate))
                .flatMap(Optional::stream)
                .anyMatch(Spread::isWide);
    }

    private static Spread chase(long bytes, long roundNs) {
        return new PointerChase(bytes, SEED).measure(ROUNDS, roundNs);
    }

    private static OptionalLong size(Optional<HostFacts.Cache> cache) {
        return cache.map(HostFacts.Cache::sizeBytes).orElse(OptionalLong.empty());
    }
}
