package tlpsim.completer.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every cache does, whatever its policy. */
abstract class SetAssociativeCacheContract {
    private static final int OPERATIONS = 20_000;

    abstract ReplacementPolicy policy();

    static IntStream ways() {
        return IntStream.rangeClosed(1, 32);
    }

    static Stream<CacheGeometry> geometries() {
        return Stream.of(
                CacheGeometry.modulo(8, 4),
                CacheGeometry.modulo(1, 16),
                CacheGeometry.modulo(12, 11),
                CacheGeometry.modulo(7, 20),
                CacheGeometry.xorHash(16, 12),
                CacheGeometry.xorHash(1, 3),
                CacheGeometry.sliced(18, 4, 11),
                CacheGeometry.sliced(26, 2, 12),
                CacheGeometry.sliced(1, 8, 15),
                CacheGeometry.sliced(5, 1, 16),
                CacheGeometry.sliced(4, 4, 32));
    }

    private SetAssociativeCache cache(CacheGeometry geometry) {
        return policy().create(geometry, 99);
    }

    @ParameterizedTest
    @MethodSource("ways")
    void agreesWithThePlainDefinitionUnderOverlappingMasks(int ways) {
        agrees(CacheGeometry.modulo(4, ways), 1000 + ways, 1L << 20);
    }

    @ParameterizedTest
    @MethodSource("geometries")
    void agreesWithThePlainDefinitionInEveryGeometry(CacheGeometry geometry) {
        agrees(geometry, 7, 1L << 30);
    }

    /** Random operations on few lines, far apart, with two masks that overlap. */
    private void agrees(CacheGeometry geometry, long seed, long span) {
        SplittableRandom random = new SplittableRandom(seed);
        SetAssociativeCache cache = cache(geometry);
        NaiveCache naive = new NaiveCache(policy(), cache, 99);
        long limit = Math.min(span, cache.lineLimit());
        long[] lines =
                random.longs(2 * geometry.lines() + 2, 0, limit).distinct().toArray();
        lines[0] = cache.lineLimit() - 1;
        int all = geometry.allWays();
        int[] masks = {all, mask(random, all), mask(random, all), all & ~(all >>> 2)};
        cache.fillHighestFirst(masks[2]);
        naive.fillHighestFirst(masks[2]);
        for (int i = 0; i < OPERATIONS; i++) {
            long line = lines[random.nextInt(lines.length)];
            int mask = masks[random.nextInt(masks.length)];
            step(cache, naive, random.nextInt(12), line, random.nextInt(4), mask);
        }
        for (int set = 0; set < geometry.sets(); set++) {
            assertThat(contents(cache, set)).isEqualTo(naive.lines(set));
        }
    }

    private static int mask(SplittableRandom random, int all) {
        int mask = random.nextInt() & all;
        return mask == 0 ? 1 : mask;
    }

    private static void step(SetAssociativeCache cache, NaiveCache naive, int kind, long line, int flags, int mask) {
        int present = naive.peek(line);
        assertThat(cache.peek(line)).isEqualTo(present);
        if (kind == 0) {
            assertThat(cache.remove(line)).isEqualTo(naive.remove(line));
        } else if (kind == 1) {
            assertThat(cache.changeFlags(line, 1, flags)).isEqualTo(naive.changeFlags(line, 1, flags));
        } else if (kind < 5) {
            assertThat(cache.access(line, flags, flags ^ 1)).isEqualTo(naive.access(line, flags, flags ^ 1));
        } else if (kind < 9) {
            accessOrInsert(cache, naive, line, flags, mask);
        } else if (kind == 9) {
            accessOrInsertForFlags(cache, naive, line, flags, mask);
        } else if (present < 0) {
            assertThat(cache.insert(line, flags, mask)).isEqualTo(naive.insert(line, flags, mask));
        }
    }

    private static void accessOrInsert(SetAssociativeCache cache, NaiveCache naive, long line, int flags, int mask) {
        boolean present = naive.peek(line) >= 0;
        long result = cache.accessOrInsert(line, flags, mask);
        assertThat(SetAssociativeCache.isHit(result)).isEqualTo(present);
        if (present) {
            assertThat(SetAssociativeCache.hitFlags(result)).isEqualTo(naive.access(line, 0, flags));
        } else {
            assertThat(result).isEqualTo(naive.insert(line, flags, mask));
        }
    }

    private static void accessOrInsertForFlags(
            SetAssociativeCache cache, NaiveCache naive, long line, int flags, int mask) {
        long result = cache.accessOrInsertForFlags(line, flags, mask);
        if (naive.peek(line) >= 0) {
            assertThat(SetAssociativeCache.hitFlags(result)).isEqualTo(naive.access(line, 0, flags));
        } else {
            long expected = naive.insert(line, flags, mask);
            assertThat(result).isEqualTo(expected < 0 ? expected : SetAssociativeCache.victimFlags(expected));
        }
    }

    private static List<Long> contents(SetAssociativeCache cache, int set) {
        List<Long> lines = new ArrayList<>();
        for (int way = 0; way < cache.ways(); way++) {
            lines.add(cache.lineAt(set, way));
        }
        return lines;
    }

    @Test
    void keepsLinesInTheirSetOnceAndWithinTheMaskAndCountsThem() {
        SplittableRandom random = new SplittableRandom(5);
        SetAssociativeCache cache = cache(CacheGeometry.sliced(3, 16, 12));
        long inserted = 0;
        long evicted = 0;
        for (int i = 0; i < 50_000; i++) {
            long line = random.nextLong(4000);
            int mask = (line & 1) == 0 ? 0b110000000000 : 0b011111111111;
            long result = cache.accessOrInsert(line, 0, mask);
            inserted += SetAssociativeCache.isHit(result) ? 0 : 1;
            evicted += result >= 0 ? 1 : 0;
        }
        assertThat(cache.occupancy()).isEqualTo(inserted - evicted);
        List<Long> all = new ArrayList<>();
        for (int set = 0; set < cache.sets(); set++) {
            for (int way = 0; way < 12; way++) {
                long line = cache.lineAt(set, way);
                if (line != SetAssociativeCache.ABSENT) {
                    all.add(line);
                    assertThat(cache.setOf(line)).isEqualTo(set);
                    assertThat(way).matches(w -> (line & 1) == 0 ? w >= 10 : w <= 10);
                }
            }
        }
        assertThat(all).doesNotHaveDuplicates().hasSize((int) cache.occupancy());
    }

    @Test
    void everyDirtyLineLeavesDirtyOnce() {
        SplittableRandom random = new SplittableRandom(6);
        SetAssociativeCache cache = cache(CacheGeometry.xorHash(64, 8));
        long[] balance = new long[2000];
        for (int i = 0; i < 100_000; i++) {
            int line = random.nextInt(balance.length);
            boolean write = random.nextInt(3) == 0;
            long result = cache.accessOrInsert(
                    line,
                    write ? SetAssociativeCache.DIRTY : 0,
                    cache.geometry().allWays());
            if (result >= 0) {
                int victim = (int) SetAssociativeCache.victimLine(result);
                assertThat(SetAssociativeCache.victimFlags(result)).isEqualTo((int) balance[victim]);
                balance[victim] = 0;
            }
            balance[line] |= write ? 1 : 0;
        }
        for (int line = 0; line < balance.length; line++) {
            assertThat(Math.max(0, cache.peek(line))).isEqualTo((int) balance[line]);
        }
    }

    @Test
    void tellsApartLinesUpToItsLimit() {
        SetAssociativeCache cache = cache(CacheGeometry.modulo(2048, 16));
        assertThat(cache.lineLimit()).isGreaterThan(1L << 34);
        long last = cache.lineLimit() - 1;
        cache.insert(last, SetAssociativeCache.UNREAD, -1);
        cache.insert(last - (1L << 19), 0, -1);
        assertThat(cache.peek(last)).isEqualTo(SetAssociativeCache.UNREAD);
        assertThat(cache.remove(last)).isEqualTo(SetAssociativeCache.UNREAD);
        assertThat(cache.peek(last)).isEqualTo(SetAssociativeCache.ABSENT);
        assertThat(cache.lineAt(cache.setOf(last), 1)).isEqualTo(last - (1L << 19));
    }
}
