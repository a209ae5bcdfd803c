package tlpsim.completer.forwarding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tlpsim.completer.cache.CacheGeometry;
import tlpsim.completer.cache.ReplacementPolicy;
import tlpsim.completer.forwarding.ForwardingCoreConfig.PrefetchConfig;

class ForwardingModelTest {
    private static final int SETS = 2304;
    private static final int DATA_LINES = 16;

    /** 18 slices of 128 sets, 11 ways; buffers of 17 lines, one of them software's. */
    private static ForwardingHostConfig host(int transmitDescriptors, int headerLines, int runBuffers) {
        return host(transmitDescriptors, headerLines, runBuffers, 256);
    }

    private static ForwardingHostConfig host(int transmitDescriptors, int headerLines, int runBuffers, int coreCache) {
        return new ForwardingHostConfig(
                new ForwardingCacheConfig(
                        CacheGeometry.sliced(18, SETS / 18, 11), CacheGeometry.modulo(64, 8), ReplacementPolicy.LRU, 0),
                new BufferPoolConfig(8000, coreCache, runBuffers, new BufferLayout(DATA_LINES + 3, 0, 1, 2)),
                new ForwardingCoreConfig(32, 10_000, 10_000, headerLines, new PrefetchConfig(0, 0, 1)),
                new ForwardingDeviceConfig(transmitDescriptors, 1000, 1000, 0, DATA_LINES, 100_000, 1 << 20));
    }

    private static ForwardingResult run(
            ForwardingHostConfig host, int queues, int descriptors, int ways, long interval) {
        return new ForwardingModel(host, new ForwardingWorkload(queues, descriptors, DATA_LINES, ways, interval, 0), 5)
                .run();
    }

    /**
     * An idle machine whose rings are full of free buffers at random places: a line is written again after all others, so it hits
     * where fewer than W others share its set (Poisson), beside the line that the core keeps in its L2. The last in first out cache turns
     * the order of each batch of posts round, so that on average half a batch of buffers do not come between two writes of a line.
     */
    @ParameterizedTest
    @CsvSource({"144,2", "288,4", "432,2", "432,4", "576,3"})
    void hitsOfAnIdleMachineFollowThePoissonLoadOfSets(int descriptors, int ways) {
        ForwardingResult result = run(host(64, 1, 1), 1, descriptors, ways, 1_000_000);

        double load = (descriptors - Math.min(64, descriptors / 4) / 2.0) * (DATA_LINES - 1) / SETS;
        double expected = (100.0 + (DATA_LINES - 1) * 100 * poisson(load, ways - 1)) / DATA_LINES;
        assertThat(result.writeHitPercent()).isCloseTo(expected, within(2.5));
        assertThat(result.readHitPercent()).isGreaterThan(99.0);
        assertThat(result.dropped()).isZero();
    }

    private static double poisson(double load, int most) {
        double term = StrictMath.exp(-load);
        double sum = term;
        for (int k = 1; k <= most; k++) {
            term *= load / k;
            sum += term;
        }
        return sum;
    }

    @Test
    void aPortThatCannotKeepUpFillsItsRingsAndDrops() {
        ForwardingResult idle = run(host(256, 1, 1), 1, 256, 2, 1_000_000);
        ForwardingResult full = run(host(256, 1, 1), 1, 256, 2, 15_000);

        assertThat(idle.backlog()).isLessThan(10);
        assertThat(full.backlog()).isGreaterThan(250);
        assertThat(full.throughShare()).isCloseTo(15.0 / 17.0, within(0.01));
        assertThat(full.writeHitPercent()).isLessThan(idle.writeHitPercent() - 10);
        assertThat(full.readHitPercent()).isLessThan(90);
    }

    @Test
    void theSameDescriptorsOnMoreQueuesHitAsOften() {
        ForwardingResult one = run(host(64, 1, 1), 1, 512, 3, 1_000_000);
        ForwardingResult four = run(host(64, 1, 1), 4, 128, 3, 1_000_000);

        assertThat(four.writeHitPercent()).isCloseTo(one.writeHitPercent(), within(5.0));
    }

    @Test
    void linesThatTheCoreTouchesHitAndLeaveRoomForTheOthers() {
        ForwardingResult header = run(host(64, 1, 1), 1, 512, 2, 1_000_000);
        ForwardingResult half = run(host(64, 8, 1), 1, 512, 2, 1_000_000);

        assertThat(half.writeHitPercent()).isGreaterThan(50).isGreaterThan(header.writeHitPercent() + 20);
    }

    @Test
    void aPoolByAddressLoadsTheSetsMoreEvenlyThanAScatteredOne() {
        ForwardingResult even = run(host(64, 1, 8000), 1, 144, 2, 1_000_000);
        ForwardingResult scattered = run(host(64, 1, 1), 1, 144, 2, 1_000_000);

        assertThat(even.writeHitPercent()).isGreaterThan(scattered.writeHitPercent() + 2);
    }

    /** Buffers are posted by 64 and come back one by one: a cache of 32 gives them all to the common ring meanwhile. */
    @Test
    void aCoreCacheSmallerThanABatchOfPostsTurnsTheWholePoolRound() {
        ForwardingResult large = run(host(64, 1, 1, 256), 1, 256, 2, 1_000_000);
        ForwardingResult small = run(host(64, 1, 1, 16), 1, 256, 2, 1_000_000);

        assertThat(large.poolRing()).isLessThan(1000);
        assertThat(small.poolRing()).isGreaterThan(8000);
        assertThat(small.writeHitPercent()).isLessThan(large.writeHitPercent() - 30);
    }

    @Test
    void waysBesideTheMaskAreWays() {
        ForwardingHostConfig host = host(64, 1, 1);
        ForwardingCacheConfig wider =
                new ForwardingCacheConfig(host.caches().llc(), host.caches().l2(), ReplacementPolicy.LRU, 1);

        assertThat(wider.ioWayMask(2)).isEqualTo(0x601);
        assertThat(wider.ioWayMask(11)).isEqualTo(0x7ff);
        assertThat(host.caches().ioWayMask(2)).isEqualTo(0x600);
    }

    @Test
    void aRunIsAFunctionOfItsSeed() {
        ForwardingHostConfig host = host(64, 1, 1);
        ForwardingWorkload work = new ForwardingWorkload(2, 128, DATA_LINES, 2, 40_000, 0);

        ForwardingResult first = new ForwardingModel(host, work, 5).run();

        assertThat(new ForwardingModel(host, work, 5).run()).isEqualTo(first);
        assertThat(new ForwardingModel(host, work, 6).run()).isNotEqualTo(first);
    }

    @Test
    void everyBufferIsInThePoolOrInARing() {
        ForwardingHostConfig host = host(64, 1, 1);
        ForwardingModel model = new ForwardingModel(host, new ForwardingWorkload(2, 128, DATA_LINES, 2, 15_000, 0), 5);

        model.run();

        assertThat(model.freeBuffers() + model.heldBuffers()).isEqualTo(8000);
    }

    @Test
    void aPoolThatIsTooSmallForTheRingsIsRefused() {
        assertThatThrownBy(() -> run(host(64, 1, 1), 18, 8192, 2, 1000))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the pool has 8000");
    }
}
