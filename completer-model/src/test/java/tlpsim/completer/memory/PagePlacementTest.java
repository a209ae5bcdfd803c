package tlpsim.completer.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tlpsim.completer.cache.CacheGeometry;
import tlpsim.completer.cache.ReplacementPolicy;
import tlpsim.completer.cache.SetAssociativeCache;

/** Where pages lie, and what that does to the sets of the last-level cache of a Xeon Gold 6354, held against Sepia (OSDI 2026). */
class PagePlacementTest {
    private static final CacheGeometry LLC = CacheGeometry.sliced(26, 2048, 12);
    private static final long LINES_PER_MEBIBYTE = (1 << 20) / 64;

    private static double overloadedPercent(PagePlacement pages, long lines) {
        SetAssociativeCache cache = ReplacementPolicy.LRU.create(LLC, 0);
        int[] load = new int[LLC.sets()];
        for (long line = 0; line < lines; line++) {
            load[cache.setOf(pages.physical(line))]++;
        }
        int overloaded = 0;
        for (int held : load) {
            overloaded += held > LLC.ways() ? 1 : 0;
        }
        return 100.0 * overloaded / LLC.sets();
    }

    @ParameterizedTest
    @CsvSource({"18, 0.5", "22, 1.97", "38, 39.3"})
    void scatteredSmallPagesOverloadSetsAsMeasured(int mebibytes, double percent) {
        for (long seed = 1; seed <= 3; seed++) {
            long lines = mebibytes * LINES_PER_MEBIBYTE;
            assertThat(overloadedPercent(PagePlacement.scattered(lines, 4096, seed), lines))
                    .as("seed " + seed)
                    .isCloseTo(percent, within(2.0));
        }
    }

    /** Measured: 0.04 % at 35 MB with pages balanced over slices and sets, 9.43 % at the next step. */
    @Test
    void colouredPagesOverloadNoSetUntilTheCacheIsNearlyFull() {
        long lines = 35 * LINES_PER_MEBIBYTE;
        assertThat(overloadedPercent(PagePlacement.coloured(lines, 4096, LLC.sets(), 1), lines))
                .isLessThan(0.1);
        assertThat(overloadedPercent(PagePlacement.contiguous(lines), lines)).isZero();
    }

    @Test
    void linesOfAPageStayTogetherAndNoTwoLinesShareAPlace() {
        long lines = 5 * LINES_PER_MEBIBYTE + 17;
        PagePlacement[] all = {
            PagePlacement.contiguous(lines),
            PagePlacement.scattered(lines, 4096, 9),
            PagePlacement.scattered(lines, 2 << 20, 9),
            PagePlacement.coloured(lines, 4096, LLC.sets(), 9),
            PagePlacement.coloured(lines, 4096, 24, 9)
        };
        for (PagePlacement pages : all) {
            Set<Long> seen = new HashSet<>();
            for (long line = 0; line < lines; line++) {
                long physical = pages.physical(line);
                assertThat(physical).isBetween(0L, pages.physicalLines() - 1);
                assertThat(physical & 63).isEqualTo(line & 63);
                assertThat(physical).isEqualTo(pages.physical(line & -64) + (line & 63));
                seen.add(physical);
            }
            assertThat(seen).hasSize((int) lines);
        }
    }

    @Test
    void otherSeedsGiveOtherPlaces() {
        long lines = 5 * LINES_PER_MEBIBYTE;
        PagePlacement one = PagePlacement.scattered(lines, 4096, 1);
        PagePlacement again = PagePlacement.scattered(lines, 4096, 1);
        PagePlacement other = PagePlacement.scattered(lines, 4096, 2);
        int same = 0;
        for (long line = 0; line < lines; line += 64) {
            assertThat(again.physical(line)).isEqualTo(one.physical(line));
            same += one.physical(line) == other.physical(line) ? 1 : 0;
        }
        assertThat(same).isLessThan(5);
    }
}
