package tlpsim.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class PromiseTest {
    private static final int ROUNDS = 100_000;

    @Test
    void itRisesAndNeverFalls() {
        Promise promise = new Promise();
        assertThat(promise.get()).isZero();
        promise.raise(10);
        promise.raise(4);
        assertThat(promise.get()).isEqualTo(10);
        promise.raise(10);
        promise.raise(11);
        assertThat(promise.get()).isEqualTo(11);
    }

    @Test
    void whatWasWrittenBeforeItRoseIsSeenByWhoSeesItRaised() throws InterruptedException {
        Promise promise = new Promise();
        long[] published = new long[1];
        Thread writer = new Thread(() -> {
            for (int round = 1; round <= ROUNDS; round++) {
                published[0] = round;
                promise.raise(round);
            }
        });
        writer.start();
        long seen = 0;
        while (seen < ROUNDS) {
            long bound = promise.get();
            assertThat(bound).isGreaterThanOrEqualTo(seen);
            assertThat(published[0]).isGreaterThanOrEqualTo(bound);
            seen = bound;
        }
        writer.join();
    }

    @Test
    void everyAccessPassesTheGate() {
        AtomicInteger passes = new AtomicInteger();
        Promise promise = new Promise(passes::incrementAndGet);
        promise.raise(1);
        promise.get();
        assertThat(passes).hasValue(2);
    }
}
