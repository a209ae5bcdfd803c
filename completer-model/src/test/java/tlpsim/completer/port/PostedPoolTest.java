package tlpsim.completer.port;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tlpsim.core.random.RandomStream;

final class PostedPoolTest {
    @Test
    void aWriteWaitsForAsManyPlacesAsItHasLines() {
        PostedPool pool = new PostedPool(4);
        assertThat(pool.accept(10, 3)).isEqualTo(10);
        pool.occupy(3, 300, 0);
        // One place is free; the second line waits for the first write's.
        assertThat(pool.accept(20, 1)).isEqualTo(20);
        pool.occupy(1, 310, 0);
        assertThat(pool.accept(30, 2)).isEqualTo(300);
        pool.occupy(2, 600, 0);
        assertThat(pool.accept(40, 1)).isEqualTo(300);
        pool.occupy(1, 610, 0);
        assertThat(pool.accept(40, 1)).isEqualTo(310);
        pool.occupy(1, 620, 0);
        assertThat(pool.accept(1_000, 4)).isEqualTo(1_000);
    }

    @Test
    void aRelaxedWriteGivesItsPlaceBackBeforeEarlierOnes() {
        PostedPool pool = new PostedPool(2);
        pool.accept(0, 1);
        pool.occupy(1, 500, 0);
        pool.accept(0, 1);
        pool.occupy(1, 100, 0);
        assertThat(pool.accept(0, 1)).isEqualTo(100);
        pool.occupy(1, 900, 0);
        assertThat(pool.accept(0, 1)).isEqualTo(500);
    }

    @Test
    void noLineOfAnOrderedWriteIsGivenBackBeforeTheWritesBeforeIt() {
        PostedPool pool = new PostedPool(2);
        pool.accept(0, 1);
        pool.occupy(1, 400, 0);
        // Its lines have places from 0 and from 400 on, and take 200; the first waits for the write before.
        pool.accept(0, 2);
        pool.occupy(2, 600, 400);
        assertThat(pool.accept(0, 1)).isEqualTo(400);
    }

    @Test
    void aWriteWithMoreLinesThanThePoolTakesItAll() {
        PostedPool pool = new PostedPool(2);
        pool.accept(0, 1);
        pool.occupy(1, 50, 0);
        assertThat(pool.accept(0, 5)).isEqualTo(50);
        pool.occupy(5, 200, 0);
        assertThat(pool.accept(0, 1)).isEqualTo(200);
    }

    /** The same with a sorted list of times at which places are free. */
    @Test
    void agreesWithASortedListOfFreePlaces() {
        for (long seed = 1; seed <= 50; seed++) {
            Random random = new Random(seed);
            int lines = 1 + random.nextInt(20);
            PostedPool pool = new PostedPool(lines);
            PriorityQueue<Long> free = new PriorityQueue<>();
            for (int place = 0; place < lines; place++) {
                free.add(0L);
            }
            long readyPs = 0;
            for (int write = 0; write < 500; write++) {
                readyPs += random.nextInt(60);
                int needed = 1 + random.nextInt(4);
                long expectedPs = readyPs;
                List<Long> starts = new ArrayList<>();
                for (int place = 0; place < Math.min(needed, lines); place++) {
                    expectedPs = Math.max(expectedPs, free.remove());
                    starts.add(expectedPs);
                }
                long startPs = pool.accept(readyPs, needed);
                assertThat(startPs).as("seed %d, write %d", seed, write).isEqualTo(expectedPs);
                long visiblePs = startPs + 100 + random.nextInt(300);
                long earliestPs = random.nextBoolean() ? 0 : readyPs + random.nextInt(200);
                for (long start : starts) {
                    long from = needed > lines ? startPs : start;
                    free.add(Math.max(earliestPs, from + visiblePs - startPs));
                }
                pool.occupy(needed, visiblePs, earliestPs);
            }
        }
    }

    /** One place, held for as long as a hit or a miss takes: M/G/1, whose wait needs the second moment. */
    @ParameterizedTest
    @ValueSource(doubles = {0.5, 0.6, 0.7, 0.8, 0.9, 0.95})
    void onePlaceHeldForHitsAndMissesIsAnMG1Queue(double load) {
        RandomStream gaps = RandomStream.of(11, "gaps");
        RandomStream misses = RandomStream.of(11, "misses");
        double hits = 0.7;
        double hitPs = 230_000;
        double missPs = 630_000;
        double firstMoment = hits * hitPs + (1 - hits) * missPs;
        double secondMoment = hits * hitPs * hitPs + (1 - hits) * missPs * missPs;
        PostedPool pool = new PostedPool(1);
        int writes = (int) (800_000 / (1 - load));
        double nowPs = 0;
        double waitPs = 0;
        for (int write = 0; write < writes; write++) {
            nowPs -= StrictMath.log(1 - gaps.unitAt(write)) * firstMoment / load;
            long readyPs = (long) nowPs;
            long startPs = pool.accept(readyPs, 1);
            waitPs += startPs - readyPs;
            pool.occupy(1, startPs + (long) (misses.unitAt(write) < hits ? hitPs : missPs), 0);
        }
        double expected = load / firstMoment * secondMoment / (2 * (1 - load));
        assertThat(waitPs / writes).isCloseTo(expected, within(0.02 * expected));
    }
}
