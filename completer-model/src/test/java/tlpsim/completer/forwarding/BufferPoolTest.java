package tlpsim.completer.forwarding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tlpsim.core.random.SequentialStream;

class BufferPoolTest {
    private static final BufferLayout LAYOUT = new BufferLayout(8, 0, 1, 1);

    private static BufferPool pool(int buffers, int coreCache, int runBuffers) {
        return new BufferPool(new BufferPoolConfig(buffers, coreCache, runBuffers, LAYOUT), 2, 7);
    }

    @Test
    void withoutCachesTheOldestBufferComesFirst() {
        BufferPool pool = pool(3, 0, 3);

        int first = pool.take(0);
        pool.give(1, first);

        assertThat(new int[] {first, pool.take(1), pool.take(0), pool.take(0), pool.take(0)})
                .containsExactly(0, 1, 2, 0, -1);
    }

    @Test
    void runsOfAddressesComeInRandomOrder() {
        BufferPool pool = pool(100, 0, 8);
        int[] runs = new int[13];
        int breaks = 0;
        int before = -2;
        for (int i = 0; i < 100; i++) {
            int buffer = pool.take(0);
            runs[buffer / 8]++;
            breaks += buffer == before + 1 ? 0 : 1;
            before = buffer;
        }
        assertThat(runs).startsWith(8, 8, 8).endsWith(8, 4);
        assertThat(breaks).isBetween(9, 13);
    }

    @Test
    void aCoreGetsBackTheBufferItGaveLast() {
        BufferPool pool = pool(100, 8, 100);
        int first = pool.take(0);
        int second = pool.take(0);

        pool.give(0, first);
        pool.give(0, second);

        assertThat(pool.take(0)).isEqualTo(second);
        assertThat(pool.take(0)).isEqualTo(first);
    }

    @Test
    void aSteadyCoreNeverTradesWithTheCommonRingAndAFluctuatingOneDoes() {
        BufferPool steady = pool(1000, 32, 1000);
        BufferPool fluctuating = pool(1000, 32, 1000);

        exchange(steady, 16, 50);
        exchange(fluctuating, 64, 50);

        assertThat(steady.takenFromRing()).isEqualTo(32);
        assertThat(fluctuating.takenFromRing()).isGreaterThan(1000);
    }

    private static void exchange(BufferPool pool, int amount, int times) {
        int[] held = new int[amount];
        for (int i = 0; i < times; i++) {
            for (int j = 0; j < amount; j++) {
                held[j] = pool.take(0);
            }
            for (int buffer : held) {
                pool.give(0, buffer);
            }
        }
    }

    @Test
    void noBufferIsLostOrHandedOutTwice() {
        SequentialStream random = SequentialStream.of(11, "test");
        BufferPool pool = pool(500, 24, 1);
        TreeSet<Integer> held = new TreeSet<>();
        for (int i = 0; i < 20_000; i++) {
            int core = random.nextBounded(2);
            if (random.nextBounded(500) >= held.size()) {
                int buffer = pool.take(core);
                assertThat(buffer < 0 || held.add(buffer)).as("step " + i).isTrue();
            } else if (!held.isEmpty()) {
                pool.give(core, held.pollFirst());
            }
            assertThat(pool.free()).as("step " + i).isEqualTo(500 - held.size());
        }
    }
}
