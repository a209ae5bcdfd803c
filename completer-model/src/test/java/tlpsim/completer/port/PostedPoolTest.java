package tlpsim.completer.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PostedPoolTest {
    @Test
    void aWriteWaitsForAsManyPlacesAsItHasLines() {
        PostedPool pool = new PostedPool(4);
        assertThat(pool.accept(10, 3)).isEqualTo(10);
        pool.occupy(3, 300);
        // One place is free; the second line waits for the first write's.
        assertThat(pool.accept(20, 1)).isEqualTo(20);
        pool.occupy(1, 310);
        assertThat(pool.accept(30, 2)).isEqualTo(300);
        pool.occupy(2, 600);
        assertThat(pool.accept(40, 1)).isEqualTo(300);
        pool.occupy(1, 610);
        assertThat(pool.accept(40, 1)).isEqualTo(310);
        pool.occupy(1, 620);
        assertThat(pool.accept(1_000, 4)).isEqualTo(1_000);
    }

    @Test
    void placesAreGivenBackInOrderEvenIfALaterWriteIsVisibleEarlier() {
        PostedPool pool = new PostedPool(2);
        pool.accept(0, 1);
        pool.occupy(1, 500);
        pool.accept(0, 1);
        pool.occupy(1, 100);
        assertThat(pool.accept(0, 1)).isEqualTo(500);
        pool.occupy(1, 900);
        assertThat(pool.accept(0, 1)).isEqualTo(500);
    }

    @Test
    void aWriteWithMoreLinesThanThePoolTakesItAll() {
        PostedPool pool = new PostedPool(2);
        pool.accept(0, 1);
        pool.occupy(1, 50);
        assertThat(pool.accept(0, 5)).isEqualTo(50);
        pool.occupy(5, 200);
        assertThat(pool.accept(0, 1)).isEqualTo(200);
    }

    /** The same with a queue of places in use: a place is free when its line, on its way since the place was free, is visible, and all before it are. */
    @Test
    void agreesWithAQueueOfPlacesInUse() {
        for (long seed = 1; seed <= 50; seed++) {
            Random random = new Random(seed);
            int lines = 1 + random.nextInt(20);
            PostedPool pool = new PostedPool(lines);
            ArrayDeque<Long> inUse = new ArrayDeque<>();
            for (int place = 0; place < lines; place++) {
                inUse.add(0L);
            }
            long readyPs = 0;
            long latestPs = 0;
            for (int write = 0; write < 500; write++) {
                readyPs += random.nextInt(60);
                int needed = 1 + random.nextInt(4);
                long expectedPs = readyPs;
                List<Long> starts = new ArrayList<>();
                for (int place = 0; place < Math.min(needed, lines); place++) {
                    expectedPs = Math.max(expectedPs, inUse.remove());
                    starts.add(expectedPs);
                }
                long startPs = pool.accept(readyPs, needed);
                assertThat(startPs).as("seed %d, write %d", seed, write).isEqualTo(expectedPs);
                long visiblePs = startPs + 100 + random.nextInt(300);
                for (long start : starts) {
                    long from = needed > lines ? startPs : start;
                    latestPs = Math.max(latestPs, from + visiblePs - startPs);
                    inUse.add(latestPs);
                }
                pool.occupy(needed, visiblePs);
            }
        }
    }
}
