package tlpsim.completer.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tlpsim.core.random.SequentialStream;

/**
 * Share of sets to which a working set on scattered pages of 4 KiB brings more lines than they have ways, on the last-level cache of a
 * Xeon Gold 6354 (26 slices of 2,048 sets, 12 ways). Measured: Sepia, OSDI 2026.
 */
class SetOverloadTest {
    private static final CacheGeometry LLC = CacheGeometry.sliced(26, 2048, 12);
    private static final int PAGE_LINES = 64;
    private static final int PAGES_PER_MEBIBYTE = 256;
    private static final int MEMORY_PAGES = 1 << 23;

    @ParameterizedTest
    @CsvSource({"18, 0.5, 0.5", "22, 1.97, 2", "38, 39.3, 2"})
    void scatteredPagesOverloadSetsAsMeasured(int mebibytes, double percent, double points) {
        for (long seed = 1; seed <= 3; seed++) {
            assertThat(overloadedPercent(mebibytes, seed)).as("seed " + seed).isCloseTo(percent, within(points));
        }
    }

    private static double overloadedPercent(int mebibytes, long seed) {
        SetAssociativeCache cache = ReplacementPolicy.LRU.create(LLC, 0);
        SequentialStream random = SequentialStream.of(seed, "pages");
        TreeSet<Integer> pages = new TreeSet<>();
        while (pages.size() < mebibytes * PAGES_PER_MEBIBYTE) {
            pages.add(random.nextBounded(MEMORY_PAGES));
        }
        int[] lines = new int[LLC.sets()];
        for (int page : pages) {
            for (int line = 0; line < PAGE_LINES; line++) {
                lines[cache.setOf((long) page * PAGE_LINES + line)]++;
            }
        }
        int overloaded = 0;
        for (int held : lines) {
            overloaded += held > LLC.ways() ? 1 : 0;
        }
        return 100.0 * overloaded / LLC.sets();
    }
}
