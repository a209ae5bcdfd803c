package tlpsim.completer.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class LinePrefetcherTest {
    private static final int UNITS = 20_000;
    private static final PrefetchConfig CONFIG = new PrefetchConfig(2_600, 255_000, 65_000);

    /** Lines per thousand units, once the mean gap has settled. */
    private static long perThousand(long gapPs) {
        LinePrefetcher prefetcher = new LinePrefetcher(CONFIG, 1);
        long lines = 0;
        for (int unit = 1; unit <= 2 * UNITS; unit++) {
            int fetched = prefetcher.lines(0, unit * gapPs);
            lines += unit > UNITS ? fetched : 0;
        }
        return lines * 1000 / UNITS;
    }

    @Test
    void nothingIsFetchedWhileUnitsComeQuickly() {
        assertThat(perThousand(200_000)).isZero();
    }

    @Test
    void aLineMoreForEachFurtherGap() {
        assertThat(perThousand(255_000 + 65_000)).isBetween(950L, 1_000L);
    }

    @Test
    void noMoreThanTheMostAreFetched() {
        assertThat(perThousand(10_000_000)).isBetween(2_590L, 2_600L);
    }

    @Test
    void itIsOffWithoutLines() {
        assertThat(new LinePrefetcher(PrefetchConfig.OFF, 1).isOff()).isTrue();
    }
}
