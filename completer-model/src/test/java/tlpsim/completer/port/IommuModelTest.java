package tlpsim.completer.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tlpsim.completer.cache.CacheGeometry;
import tlpsim.completer.cache.LruCache;
import tlpsim.completer.cache.SetAssociativeCache;
import tlpsim.core.random.RandomStream;

final class IommuModelTest {
    private static final long WALK_PS = 330_000;
    private static final long PAGE = 4096;
    private static final RandomStream PAGES = RandomStream.of(4, "pages");

    private final long[] counters = new long[ReceiveCounter.COUNT];

    private IommuModel model(int entries, int ways, int walkers) {
        return new IommuModel(new IommuConfig(entries, ways, 12, WALK_PS, walkers), counters);
    }

    @Test
    void aMissTakesAWalkAndAHitNothing() {
        IommuModel model = model(4, 4, 2);
        assertThat(model.translate(5 * PAGE, 1_000)).isEqualTo(1_000 + WALK_PS);
        assertThat(model.translate(5 * PAGE + 64, 500_000)).isEqualTo(500_000);
        assertThat(counters[ReceiveCounter.IOTLB_LOOKUPS]).isEqualTo(2);
        assertThat(counters[ReceiveCounter.IOTLB_MISSES]).isEqualTo(1);
        assertThat(counters[ReceiveCounter.IOTLB_WAIT_PS]).isEqualTo(WALK_PS);
    }

    @Test
    void aPageThatIsBeingWalkedIsNotWalkedAgain() {
        IommuModel model = model(4, 4, 2);
        model.translate(0, 0);
        assertThat(model.translate(64, 30_000)).isEqualTo(WALK_PS);
        assertThat(counters[ReceiveCounter.IOTLB_MISSES]).isEqualTo(1);
    }

    @Test
    void missesBeyondTheWalkersWait() {
        IommuModel model = model(8, 8, 2);
        assertThat(model.translate(0, 0)).isEqualTo(WALK_PS);
        assertThat(model.translate(PAGE, 0)).isEqualTo(WALK_PS);
        assertThat(model.translate(2 * PAGE, 0)).isEqualTo(2 * WALK_PS);
        assertThat(model.translate(PAGE, 0)).isEqualTo(WALK_PS);
    }

    @Test
    void withoutEntriesNothingIsTranslatedOrCounted() {
        IommuModel model = new IommuModel(IommuConfig.off(), counters);
        assertThat(model.translate(7 * PAGE, 42)).isEqualTo(42);
        assertThat(counters).containsOnly(0);
    }

    /** Cyclic use of more pages than a fully associative LRU holds never hits; of as many, always after the first round. */
    @ParameterizedTest
    @CsvSource({"64, 0", "65, 100", "128, 100"})
    void aCycleOfPagesFitsOrMissesAlways(int pages, int missPercent) {
        IommuModel model = model(64, 64, 6);
        long nowPs = 0;
        for (int request = 0; request < 100 * pages; request++) {
            if (request == pages) {
                counters[ReceiveCounter.IOTLB_LOOKUPS] = 0;
                counters[ReceiveCounter.IOTLB_MISSES] = 0;
            }
            nowPs += 1_000_000;
            model.translate(request % pages * PAGE, nowPs);
        }
        assertThat(100 * counters[ReceiveCounter.IOTLB_MISSES])
                .isEqualTo(missPercent * counters[ReceiveCounter.IOTLB_LOOKUPS]);
    }

    /** Independent uniform use of N pages hits with C/N. */
    @ParameterizedTest
    @CsvSource({"64, 256", "64, 100", "512, 4096"})
    void uniformUseHitsByTheShareOfPagesHeld(int entries, int pages) {
        IommuModel model = model(entries, entries, 6);
        int requests = 400_000;
        for (int request = 0; request < requests; request++) {
            model.translate((long) PAGES.boundedAt(request, 0, pages) * PAGE, request * 1_000_000L);
        }
        double hits = 1 - (double) counters[ReceiveCounter.IOTLB_MISSES] / requests;
        assertThat(hits).isCloseTo((double) entries / pages, within(0.01));
    }

    @ParameterizedTest
    @CsvSource({"64, 4", "64, 16", "24, 8"})
    void itMissesWhereAnLruCacheOfTheEngineMisses(int entries, int ways) {
        IommuModel model = model(entries, ways, 6);
        SetAssociativeCache reference = new LruCache(CacheGeometry.modulo(entries / ways, ways));
        for (int request = 0; request < 50_000; request++) {
            long page = PAGES.boundedAt(request, 1, 3 * entries);
            long before = counters[ReceiveCounter.IOTLB_MISSES];
            model.translate(page * PAGE, request);
            boolean missed = reference.access(page, 0, 0) == SetAssociativeCache.ABSENT;
            if (missed) {
                reference.insert(page, 0, reference.geometry().allWays());
            }
            assertThat(counters[ReceiveCounter.IOTLB_MISSES] - before).isEqualTo(missed ? 1 : 0);
        }
    }

    /** All miss: as many per time as walkers finish, 18 million per second of six. */
    @Test
    void walkersLimitWhatMissesPerTime() {
        IommuModel model = model(64, 64, 6);
        long lastPs = 0;
        for (int request = 0; request < 60_000; request++) {
            lastPs = model.translate(request * PAGE, 0);
        }
        assertThat(lastPs).isEqualTo(60_000 / 6 * WALK_PS);
    }
}
