package tlpsim.completer.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tlpsim.completer.cache.CacheGeometry;
import tlpsim.completer.cache.ReplacementPolicy;
import tlpsim.core.link.LinkRate;

/** One set of eight ways in partitions, and memory that takes a line per nanosecond unless said otherwise. */
final class PeerMemoryTest {
    private static final LinkRate LINE_PER_NS = new LinkRate(64, 1_000);

    private static PeerMemory memory(int sets, int ways, int partitions, LinkRate rate) {
        return new PeerMemory(new PeerMemoryConfig(
                new PeerCacheConfig(CacheGeometry.modulo(sets, ways), ReplacementPolicy.LRU, 1, partitions),
                UntaggedWrite.MEMORY,
                150,
                300,
                rate));
    }

    private static long counter(PeerMemory memory, int counter) {
        return memory.counters()[counter];
    }

    @Test
    void theWaysAreDealtToThePartitionsAsEquallyAsTheyCanBe() {
        PeerMemory four = memory(1, 8, 4, LINE_PER_NS);
        assertThat(new int[] {four.partitionWays(0), four.partitionWays(1), four.partitionWays(2), four.partitionWays(7)
                })
                .containsExactly(0x03, 0x0C, 0x30, 0xC0);
        PeerMemory three = memory(1, 8, 3, LINE_PER_NS);
        assertThat(new int[] {three.partitionWays(0), three.partitionWays(1), three.partitionWays(0xFFFF + 2)})
                .containsExactly(0x03, 0x1C, 0xE0);
        PeerMemory whole = memory(1, 32, 1, LINE_PER_NS);
        assertThat(whole.partitionWays(5)).isEqualTo(whole.allWays()).isEqualTo(-1);
        assertThatThrownBy(() -> memory(1, 8, 9, LINE_PER_NS)).hasMessageContaining("partitions=9");
    }

    @Test
    void aPartitionEvictsItsOwnLinesOnly() {
        PeerMemory memory = memory(1, 8, 4, LINE_PER_NS);
        for (long line = 0; line < 2; line++) {
            memory.write(line, memory.partitionWays(1), 0);
        }
        for (long line = 10; line < 20; line++) {
            assertThat(memory.write(line, memory.partitionWays(2), 0)).isEqualTo(PeerWriteLayout.MISS_TO_CACHE);
        }
        assertThat(memory.cachedLines()).isEqualTo(4);
        assertThat(memory.deviceRead(0, 0)).isEqualTo(PeerReadLayout.CACHE);
        assertThat(memory.deviceRead(1, 0)).isEqualTo(PeerReadLayout.CACHE);
        assertThat(memory.deviceRead(17, 0)).isEqualTo(PeerReadLayout.MEMORY);
        assertThat(memory.deviceRead(18, 0)).isEqualTo(PeerReadLayout.CACHE);
        assertThat(counter(memory, PeerCounter.DIRTY_EVICTIONS)).isEqualTo(8);
        assertThat(counter(memory, PeerCounter.EVICTED_UNREAD)).isEqualTo(8);
    }

    @Test
    void aLineInTheCacheStaysInItsWayWhateverTheNextTag() {
        PeerMemory memory = memory(1, 8, 4, LINE_PER_NS);
        memory.write(0, memory.partitionWays(1), 0);
        assertThat(memory.write(0, memory.partitionWays(2), 0)).isEqualTo(PeerWriteLayout.HIT_TO_CACHE);
        for (long line = 10; line < 20; line++) {
            memory.write(line, memory.partitionWays(2), 0);
        }
        assertThat(memory.deviceRead(0, 0)).isEqualTo(PeerReadLayout.CACHE);
    }

    @Test
    void aWriteToMemoryInvalidatesACopyAndWritesNothingBack() {
        PeerMemory memory = memory(1, 8, 1, LINE_PER_NS);
        memory.write(5, memory.allWays(), 0);
        assertThat(memory.write(5, PeerMemory.TO_MEMORY, 0)).isEqualTo(PeerWriteLayout.HIT_TO_MEMORY);
        assertThat(memory.write(6, PeerMemory.TO_MEMORY, 0)).isEqualTo(PeerWriteLayout.MISS_TO_MEMORY);
        assertThat(memory.cachedLines()).isZero();
        assertThat(counter(memory, PeerCounter.INVALIDATIONS)).isEqualTo(1);
        assertThat(counter(memory, PeerCounter.MEMORY_WRITE_BYTES)).isEqualTo(128);
        assertThat(counter(memory, PeerCounter.LINES_FOUND)).isEqualTo(1);
    }

    @Test
    void whatAnEngineReadsStaysInTheCacheAndWhatADeviceReadsDoesNot() {
        PeerMemory memory = memory(1, 8, 4, LINE_PER_NS);
        assertThat(memory.deviceRead(1, 0)).isEqualTo(PeerReadLayout.MEMORY);
        assertThat(memory.deviceRead(1, 0)).isEqualTo(PeerReadLayout.MEMORY);
        assertThat(memory.engineRead(1, 0)).isEqualTo(PeerReadLayout.MEMORY);
        assertThat(memory.engineRead(1, 0)).isEqualTo(PeerReadLayout.CACHE);
        assertThat(counter(memory, PeerCounter.MEMORY_READ_BYTES)).isEqualTo(3 * 64);
    }

    @Test
    void aLineThatWasReadIsNotEvictedUnread() {
        PeerMemory memory = memory(1, 2, 1, LINE_PER_NS);
        memory.write(0, memory.allWays(), 0);
        memory.write(1, memory.allWays(), 0);
        memory.engineRead(0, 0);
        memory.write(2, memory.allWays(), 0);
        memory.write(3, memory.allWays(), 0);
        assertThat(counter(memory, PeerCounter.DIRTY_EVICTIONS)).isEqualTo(2);
        assertThat(counter(memory, PeerCounter.EVICTED_UNREAD)).isEqualTo(1);
    }

    @Test
    void theChannelCarriesFractionsOfAPicosecond() {
        // 3 bytes in 7 ps: a line takes 149 1/3 ps.
        PeerMemory memory = memory(1, 2, 1, new LinkRate(3, 7));
        BigInteger perLine = BigInteger.valueOf(64 * 7);
        for (int transfers = 1; transfers <= 1_000; transfers++) {
            memory.write(transfers, PeerMemory.TO_MEMORY, 5_000);
            long exactPs = 5_000
                    + perLine.multiply(BigInteger.valueOf(transfers))
                            .divide(BigInteger.valueOf(3))
                            .longValueExact();
            assertThat(memory.transferredPs()).isEqualTo(exactPs);
        }
    }

    @Test
    void readsWritesAndEvictionsShareTheChannel() {
        PeerMemory memory = memory(1, 1, 1, LINE_PER_NS);
        memory.write(0, memory.allWays(), 10_000);
        assertThat(memory.transferredPs()).isZero();
        memory.write(1, memory.allWays(), 10_000);
        assertThat(memory.transferredPs()).isEqualTo(11_000);
        memory.engineRead(2, 10_000);
        assertThat(memory.transferredPs()).isEqualTo(13_000);
        memory.deviceRead(3, 10_500);
        assertThat(memory.transferredPs()).isEqualTo(14_000);
        memory.write(4, PeerMemory.TO_MEMORY, 20_000);
        assertThat(memory.transferredPs()).isEqualTo(21_000);
    }

    @Test
    void everyLineThatEnteredTheCacheIsThereOrLeftItForACause() {
        for (long seed = 1; seed <= 20; seed++) {
            Random random = new Random(seed);
            PeerMemory memory = memory(1 + random.nextInt(8), 1 + random.nextInt(8), 1, LINE_PER_NS);
            long[] writes = new long[PeerWriteLayout.COUNT];
            for (int step = 0; step < 5_000; step++) {
                long line = random.nextInt(150);
                switch (random.nextInt(4)) {
                    case 0 -> writes[memory.write(line, memory.allWays(), step)]++;
                    case 1 -> writes[memory.write(line, PeerMemory.TO_MEMORY, step)]++;
                    case 2 -> memory.engineRead(line, step);
                    default -> memory.deviceRead(line, step);
                }
            }
            long entered = writes[PeerWriteLayout.MISS_TO_CACHE] + counter(memory, PeerCounter.ENGINE_MISSES);
            assertThat(entered)
                    .as("seed %d", seed)
                    .isEqualTo(memory.cachedLines()
                            + counter(memory, PeerCounter.EVICTIONS)
                            + counter(memory, PeerCounter.INVALIDATIONS));
            assertThat(counter(memory, PeerCounter.INVALIDATIONS)).isEqualTo(writes[PeerWriteLayout.HIT_TO_MEMORY]);
            assertThat(counter(memory, PeerCounter.MEMORY_WRITE_BYTES))
                    .isEqualTo(64
                            * (counter(memory, PeerCounter.LINES_TO_MEMORY)
                                    + counter(memory, PeerCounter.DIRTY_EVICTIONS)));
            assertThat(counter(memory, PeerCounter.MEMORY_READ_BYTES))
                    .isEqualTo(64
                            * (counter(memory, PeerCounter.ENGINE_MISSES)
                                    + counter(memory, PeerCounter.DEVICE_MISSES)));
            assertThat(counter(memory, PeerCounter.LINES_TO_CACHE) + counter(memory, PeerCounter.LINES_TO_MEMORY))
                    .isEqualTo(writes[0] + writes[1] + writes[2] + writes[3]);
        }
    }

    @Test
    void aForeignPrefillMakesEveryNewLinePushADirtyOneOut() {
        PeerMemory memory = memory(4, 8, 1, LINE_PER_NS);
        memory.prefillForeignDirty(1_000);
        assertThat(memory.cachedLines()).isEqualTo(32);
        memory.write(0, memory.allWays(), 0);
        assertThat(counter(memory, PeerCounter.DIRTY_EVICTIONS)).isEqualTo(1);
        assertThat(counter(memory, PeerCounter.EVICTED_UNREAD)).isZero();
        assertThat(memory.cachedLines()).isEqualTo(32);
    }

    @Test
    void aBandwidthInBytesPerSecondIsExactToAPartInABillion() {
        assertThat(PeerMemoryConfig.bandwidth(64_000_000_000L)).isEqualTo(new LinkRate(64, 1_000));
        assertThat(PeerMemoryConfig.bandwidth(1_000_000_000_001L))
                .isEqualTo(new LinkRate(1_000_000_000_001L, 1_000_000_000_000L));
        assertThat(PeerMemoryConfig.bandwidth(3_351_234_567_891L))
                .isEqualTo(new LinkRate(3_351_234_567_000L / 1_000, 1_000_000_000L));
        assertThat(PeerMemoryConfig.bandwidth(99_999_999_999_999L).numerator()).isPositive();
    }
}
