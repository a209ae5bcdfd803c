package tlpsim.completer.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What theory says about caches, independent of any other simulator. */
class CachePropertiesTest {

    private static boolean hit(SetAssociativeCache cache, long line) {
        return SetAssociativeCache.isHit(cache.accessOrInsert(line, 0, -1));
    }

    /** Mattson et al., 1970: one pass over the trace that counts stack distances gives the hits of every size. */
    @Test
    void oneHistogramOfStackDistancesGivesTheHitsOfEverySize() {
        long[] trace = new SplittableRandom(3)
                .longs(20_000, 0, 60)
                .map(draw -> draw * draw / 40)
                .toArray();
        long[] histogram = stackDistances(trace);
        long expected = 0;
        for (int size = 1; size <= 64; size++) {
            expected += histogram[size - 1];
            SetAssociativeCache cache = ReplacementPolicy.LRU.create(CacheGeometry.modulo(1, size), 0);
            long hits = 0;
            for (long line : trace) {
                hits += hit(cache, line) ? 1 : 0;
            }
            assertThat(hits).as("size %d", size).isEqualTo(expected);
        }
    }

    private static long[] stackDistances(long[] trace) {
        long[] histogram = new long[1000];
        List<Long> stack = new ArrayList<>();
        for (long line : trace) {
            int distance = stack.indexOf(line);
            if (distance >= 0) {
                histogram[distance]++;
                stack.remove(distance);
            }
            stack.add(0, line);
        }
        return histogram;
    }

    @ParameterizedTest
    @CsvSource({"LRU,16", "FIFO,16", "LRU,512", "FIFO,20"})
    void aCycleHitsAlwaysUpToTheCapacityAndNeverAboveIt(ReplacementPolicy policy, int size) {
        assertThat(cyclicHitRate(policy, size, size)).isEqualTo(1.0);
        assertThat(cyclicHitRate(policy, size, size + 1)).isZero();
    }

    /** Smallest root of h = exp(-(N/C)(1-h)): N/C = 1.2 gives 0.686, 1.5 gives 0.417, 2 gives 0.203. */
    @ParameterizedTest
    @CsvSource({"1228,0.686", "1536,0.417", "2048,0.203"})
    void aCycleUnderRandomReplacementHitsAsTheFixedPointSays(int lines, double expected) {
        assertThat(cyclicHitRate(ReplacementPolicy.RANDOM, 1024, lines)).isCloseTo(expected, within(0.01));
    }

    private static double cyclicHitRate(ReplacementPolicy policy, int size, int lines) {
        SetAssociativeCache cache = policy.create(CacheGeometry.modulo(1, size), 4);
        int revolutions = 200;
        long hits = 0;
        for (int i = 0; i < revolutions * lines; i++) {
            boolean hit = hit(cache, i % lines);
            hits += hit && i >= revolutions / 2 * lines ? 1 : 0;
        }
        return (double) hits / (revolutions / 2 * lines);
    }

    @ParameterizedTest
    @EnumSource(names = {"LRU", "FIFO", "RANDOM"})
    void uniformDrawsHitInTheShareOfLinesThatFit(ReplacementPolicy policy) {
        SplittableRandom random = new SplittableRandom(8);
        SetAssociativeCache cache = policy.create(CacheGeometry.modulo(1, 300), 4);
        long hits = 0;
        for (int i = 0; i < 400_000; i++) {
            hits += hit(cache, random.nextInt(1000)) && i >= 100_000 ? 1 : 0;
        }
        assertThat(hits / 300_000.0).isCloseTo(0.3, within(0.005));
    }

    /** Che, Tung, Wang, 2002: a line of popularity q hits with 1 - exp(-qT), where T makes the expected number of cached lines the capacity. */
    @Test
    void zipfDrawsHitAsTheCharacteristicTimeSays() {
        int lines = 2000;
        int capacity = 256;
        double[] cumulative = zipf(lines);
        SplittableRandom random = new SplittableRandom(12);
        SetAssociativeCache cache = ReplacementPolicy.LRU.create(CacheGeometry.modulo(1, capacity), 0);
        long hits = 0;
        for (int i = 0; i < 600_000; i++) {
            hits += hit(cache, rank(cumulative, random.nextDouble())) && i >= 100_000 ? 1 : 0;
        }
        assertThat(hits / 500_000.0).isCloseTo(cheHitRate(cumulative, capacity), within(0.006));
    }

    private static double[] zipf(int lines) {
        double[] cumulative = new double[lines];
        double sum = 0;
        for (int k = 0; k < lines; k++) {
            sum += 1.0 / (k + 1);
            cumulative[k] = sum;
        }
        for (int k = 0; k < lines; k++) {
            cumulative[k] /= sum;
        }
        return cumulative;
    }

    private static int rank(double[] cumulative, double draw) {
        int rank = java.util.Arrays.binarySearch(cumulative, draw);
        return rank < 0 ? -rank - 1 : rank;
    }

    private static double cheHitRate(double[] cumulative, int capacity) {
        double low = 0;
        double high = 1e9;
        for (int i = 0; i < 200; i++) {
            double middle = (low + high) / 2;
            if (sums(cumulative, middle)[0] < capacity) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return sums(cumulative, low)[1];
    }

    /** Expected number of cached lines, and hit rate, for a characteristic time. */
    private static double[] sums(double[] cumulative, double time) {
        double cached = 0;
        double hits = 0;
        double before = 0;
        for (double upTo : cumulative) {
            double popularity = upTo - before;
            double present = 1 - StrictMath.exp(-popularity * time);
            cached += present;
            hits += popularity * present;
            before = upTo;
        }
        return new double[] {cached, hits};
    }

    /** Lines at random places, cyclic order, LRU: a line hits if its set holds at most W lines, so the rate is P(Poisson(lambda) at most W - 1). */
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aCycleOverScatteredLinesHitsAsThePoissonLoadOfSetsSays(int geometry) {
        int ways = 2;
        CacheGeometry shape = List.of(
                        CacheGeometry.sliced(18, 1024, ways),
                        CacheGeometry.xorHash(16384, ways),
                        CacheGeometry.modulo(18 * 1024, ways))
                .get(geometry);
        int lines = (int) (1.5 * shape.sets());
        long[] ring = new SplittableRandom(31)
                .longs(lines + lines / 50, 0, 1L << 30)
                .distinct()
                .limit(lines)
                .toArray();
        SetAssociativeCache cache = ReplacementPolicy.LRU.create(shape, 0);
        long hits = 0;
        for (int revolution = 0; revolution < 4; revolution++) {
            for (long line : ring) {
                hits += hit(cache, line) && revolution == 3 ? 1 : 0;
            }
        }
        double lambda = (double) lines / shape.sets();
        double expected = StrictMath.exp(-lambda) * (1 + lambda);
        assertThat((double) hits / lines).isCloseTo(expected, within(0.01));
    }

    @ParameterizedTest
    @CsvSource({"18,2048", "26,2048", "1,1024", "5,64", "16,256"})
    void slicesSpreadARunOfLinesOverEverySetExactlyOnce(int slices, int setsPerSlice) {
        SetAssociativeCache cache = ReplacementPolicy.LRU.create(CacheGeometry.sliced(slices, setsPerSlice, 1), 0);
        for (long start : new long[] {0, 7L * cache.sets(), 1001L * cache.sets()}) {
            boolean[] seen = new boolean[cache.sets()];
            for (long line = start; line < start + cache.sets(); line++) {
                assertThat(seen[cache.setOf(line)]).isFalse();
                seen[cache.setOf(line)] = true;
            }
        }
    }

    @Test
    void moduloSetIsTheRemainder() {
        for (int sets : new int[] {1, 12, 36864, 4096, 7}) {
            SetAssociativeCache cache = ReplacementPolicy.LRU.create(CacheGeometry.modulo(sets, 4), 0);
            new SplittableRandom(1)
                    .longs(1000, 0, cache.lineLimit())
                    .forEach(line -> assertThat(cache.setOf(line)).isEqualTo((int) (line % sets)));
        }
    }

    @Test
    void setsLieOnLinesOfMemory() {
        LruCache cache = new LruCache(CacheGeometry.modulo(16, 16));
        assertThat(cache.baseAddress() % PackedSetLayout.SET_BYTES).isZero();
    }
}
