package tlpsim.core.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import tlpsim.core.random.SequentialStream;

final class PoolOrderTest {
    private static final int BUFFERS = 1000;

    private static long[] places(int run, long seed) {
        PoolOrder order = PoolOrder.drawn(BUFFERS, run, SequentialStream.of(seed, "pool"));
        return LongStream.range(0, BUFFERS).map(order::place).toArray();
    }

    @Test
    void everyBufferHasOnePlace() {
        for (int run : new int[] {0, 1, 7, 64, BUFFERS, 2 * BUFFERS}) {
            assertThat(LongStream.of(places(run, 3)).sorted().toArray())
                    .as("run of %d", run)
                    .isEqualTo(LongStream.range(0, BUFFERS).toArray());
        }
    }

    @Test
    void buffersOfARunFollowEachOther() {
        long[] places = places(10, 3);

        for (int first = 0; first < BUFFERS; first += 10) {
            for (int next = 1; next < 10; next++) {
                assertThat(places[first + next]).isEqualTo(places[first] + next);
            }
        }
    }

    @Test
    void runsComeInAnOrderOfTheirSeed() {
        assertThat(places(10, 3))
                .isEqualTo(places(10, 3))
                .isNotEqualTo(places(10, 4))
                .isNotEqualTo(places(0, 3));
    }
}
