package tlpsim.completer.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class BufferPoolTest {
    @Test
    void withoutStacksBuffersAreUsedInOneOrder() {
        BufferPool pool = new BufferPool(4, 1, 2, 0);
        assertThat(new int[] {pool.take(0), pool.take(1)}).containsExactly(1, 2);
        pool.giveBack(1, 0);
        pool.giveBack(0, 2);
        assertThat(pool.available(0)).isEqualTo(3);
        assertThat(new int[] {pool.take(0), pool.take(0), pool.take(0)}).containsExactly(3, 0, 2);
    }

    @Test
    void aCoreTakesWhatItGaveBackLast() {
        BufferPool pool = new BufferPool(100, 0, 2, 4);
        int buffer = pool.take(0);
        for (int turn = 0; turn < 50; turn++) {
            pool.giveBack(0, buffer);
            assertThat(pool.take(0)).isEqualTo(buffer);
        }
        assertThat(pool.take(1)).isNotEqualTo(buffer);
    }

    @Test
    void aStackThatOverflowsGivesBackWhatIsAboveItsSize() {
        BufferPool pool = new BufferPool(8, 8, 1, 4);
        for (int buffer = 0; buffer < 6; buffer++) {
            pool.giveBack(0, buffer);
        }
        // Four stay, two went to the ring, behind nothing.
        assertThat(new int[] {pool.take(0), pool.take(0), pool.take(0), pool.take(0)})
                .containsExactly(3, 2, 1, 0);
        assertThat(new int[] {pool.take(0), pool.take(0)}).containsExactly(5, 4);
        assertThat(pool.available(0)).isZero();
    }

    @Test
    void noBufferIsEverInTwoPlaces() {
        for (int cache : new int[] {0, 1, 3, 16}) {
            Random random = new Random(cache);
            BufferPool pool = new BufferPool(200, 20, 3, cache);
            Set<Integer> out = new HashSet<>();
            Deque<Integer> order = new ArrayDeque<>();
            for (int buffer = 0; buffer < 20; buffer++) {
                out.add(buffer);
                order.add(buffer);
            }
            for (int step = 0; step < 20_000; step++) {
                int core = random.nextInt(3);
                if (random.nextBoolean() && pool.available(core) > 0) {
                    int buffer = pool.take(core);
                    assertThat(out.add(buffer))
                            .as("buffer %d, cache %d", buffer, cache)
                            .isTrue();
                    order.add(buffer);
                } else if (!order.isEmpty()) {
                    int buffer = order.remove();
                    out.remove(buffer);
                    pool.giveBack(core, buffer);
                }
            }
        }
    }
}
