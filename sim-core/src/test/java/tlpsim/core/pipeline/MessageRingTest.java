package tlpsim.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MessageRingTest {
    private static final int MESSAGES = 20_000;

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 5", "2, 1", "8, 32"})
    void whatDoesNotFitWaitsInOrder(int slots, int perSlot) {
        MessageRing ring = new MessageRing(slots, perSlot, Gate.OPEN);
        int sent = 4 * slots * perSlot + 3;
        for (int message = 0; message < sent; message++) {
            ring.send(message, message + 1, message + 2, message + 3);
        }
        assertThat(ring.waiting()).isEqualTo(sent);
        assertThat(ring.flush()).isFalse();
        assertThat(ring.waiting()).isEqualTo(sent - slots * perSlot);
        for (int expected = 0; expected < sent; expected++) {
            ring.flush();
            assertThat(ring.hasMessage()).isTrue();
            for (int word = 0; word < MessageRing.WORDS; word++) {
                assertThat(ring.word(word)).isEqualTo(expected + word);
            }
            ring.advance();
        }
        assertThat(ring.flush()).isTrue();
        assertThat(ring.hasMessage()).isFalse();
        assertThat(ring.waiting()).isZero();
    }

    @Test
    void nothingIsReadBeforeTheFlush() {
        MessageRing ring = new MessageRing(4, 4, Gate.OPEN);
        ring.send(1, 2, 3, 4);
        assertThat(ring.hasMessage()).isFalse();
        assertThat(ring.flush()).isTrue();
        assertThat(ring.hasMessage()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 7", "64, 32"})
    void twoThreadsSeeEveryMessageOnceAndInOrder(int slots, int perSlot) throws InterruptedException {
        MessageRing ring = new MessageRing(slots, perSlot, Thread::yield);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread reader = new Thread(() -> {
            try {
                for (int expected = 0; expected < MESSAGES; expected++) {
                    while (!ring.hasMessage()) {
                        Thread.onSpinWait();
                    }
                    assertThat(ring.word(0)).isEqualTo(expected);
                    assertThat(ring.word(3)).isEqualTo(-expected);
                    ring.advance();
                }
            } catch (RuntimeException | Error wrong) {
                failure.set(wrong);
            }
        });
        reader.start();
        for (int message = 0; message < MESSAGES; message++) {
            ring.send(message, 0, 0, -message);
            if (message % 11 == 0) {
                ring.flush();
            }
        }
        while (!ring.flush() && failure.get() == null) {
            Thread.onSpinWait();
        }
        reader.join();
        assertThat(failure).hasValue(null);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "6, 1", "2, 0"})
    void rejectsWhatCannotBeARing(int slots, int perSlot) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new MessageRing(slots, perSlot, Gate.OPEN))
                .withMessageContaining("slots=" + slots);
    }
}
