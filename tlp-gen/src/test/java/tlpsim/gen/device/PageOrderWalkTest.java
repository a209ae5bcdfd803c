package tlpsim.gen.device;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PageOrderWalkTest {
    private static final long BASE = 0x7_0000_0000L;

    private static List<Long> offsets(PageOrderPolicy order, int blockBytes, int start, int bytes) {
        PageOrderWalk walk = new PageOrderWalk(order, blockBytes);
        walk.start(BASE + start, bytes);
        List<Long> offsets = new ArrayList<>();
        while (walk.next()) {
            offsets.add(walk.address() - BASE);
        }
        return offsets;
    }

    @Test
    void ascendingGoesThroughTheBuffer() {
        assertThat(offsets(PageOrderPolicy.ASCENDING, 2048, 0, 10240)).containsExactly(0L, 2048L, 4096L, 6144L, 8192L);
    }

    @Test
    void descendingTurnsThePagesAroundAndNotTheirBlocks() {
        assertThat(offsets(PageOrderPolicy.DESCENDING, 2048, 0, 10240)).containsExactly(8192L, 4096L, 6144L, 0L, 2048L);
    }

    @Test
    void lastFirstBeginsWithTheLastPage() {
        assertThat(offsets(PageOrderPolicy.LAST_FIRST, 2048, 0, 12288))
                .containsExactly(8192L, 10240L, 0L, 2048L, 4096L, 6144L);
    }

    @Test
    void interleavedTakesABlockOfEachPageInTurn() {
        assertThat(offsets(PageOrderPolicy.INTERLEAVED, 2048, 0, 10240))
                .containsExactly(0L, 4096L, 8192L, 2048L, 6144L);
    }

    @Test
    void blocksLargerThanAPageAreWrittenPageByPage() {
        assertThat(offsets(PageOrderPolicy.DESCENDING, 8192, 0, 8192)).containsExactly(4096L, 0L);
    }

    @ParameterizedTest
    @EnumSource(PageOrderPolicy.class)
    void everyByteIsWrittenOnceAndEachPageAscends(PageOrderPolicy order) {
        for (int start = 0; start < 4096; start += 512) {
            for (int bytes = 512; bytes <= 20480; bytes += 1536) {
                assertCovered(order, start, bytes);
            }
        }
    }

    private static void assertCovered(PageOrderPolicy order, int start, int bytes) {
        boolean[] seen = new boolean[start + bytes];
        long[] lastOfPage = new long[8];
        PageOrderWalk walk = new PageOrderWalk(order, 512);
        walk.start(BASE + start, bytes);
        while (walk.next()) {
            int from = (int) (walk.address() - BASE);
            assertThat(from / 4096).isEqualTo((from + walk.bytes() - 1) / 4096);
            assertThat(walk.address()).isGreaterThan(lastOfPage[from / 4096]);
            lastOfPage[from / 4096] = walk.address();
            for (int at = from; at < from + walk.bytes(); at++) {
                assertThat(seen[at]).isFalse();
                seen[at] = true;
            }
        }
        for (int at = 0; at < seen.length; at++) {
            assertThat(seen[at]).isEqualTo(at >= start);
        }
    }
}
