package tlpsim.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TlpRingTest {
    private static final int RECORDS = 20_000;

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 7", "2, 1", "4, 3", "16, 64"})
    void holdsSlotsTimesBatchRecordsAndThenHasNoRoom(int slots, int batch) {
        TlpRing ring = new TlpRing(slots, batch, Gate.OPEN);
        int written = 0;
        while (ring.hasRoom()) {
            write(ring, written++);
        }
        assertThat(written).isEqualTo(slots * batch);
        for (int expected = 0; expected < written; expected++) {
            assertThat(ring.hasRecord()).isTrue();
            assertThat(read(ring)).isEqualTo(expected);
        }
        assertThat(ring.hasRecord()).isFalse();
        assertThat(ring.hasRoom()).isTrue();
    }

    @Test
    void recordsOfAPartialSlotAreReadOnlyAfterAFlush() {
        TlpRing ring = new TlpRing(2, 8, Gate.OPEN);
        ring.hasRoom();
        write(ring, 1);
        assertThat(ring.hasRecord()).isFalse();
        ring.flush();
        assertThat(ring.hasRecord()).isTrue();
        assertThat(read(ring)).isEqualTo(1);
        ring.flush();
        assertThat(ring.hasRecord()).isFalse();
    }

    @Test
    void aSlotIsFreeAgainOnlyWhenItsLastRecordIsDone() {
        TlpRing ring = new TlpRing(1, 2, Gate.OPEN);
        ring.hasRoom();
        write(ring, 1);
        write(ring, 2);
        assertThat(ring.hasRecord()).isTrue();
        read(ring);
        assertThat(ring.hasRoom()).isFalse();
        assertThat(ring.hasRecord()).isTrue();
        read(ring);
        assertThat(ring.hasRoom()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "2, 7", "64, 32"})
    void twoThreadsSeeEveryRecordOnceAndInOrder(int slots, int batch) throws InterruptedException {
        TlpRing ring = new TlpRing(slots, batch, Thread::yield);
        AtomicReference<Throwable> failure = new AtomicReference<>();
        Thread reader = new Thread(() -> {
            try {
                for (int expected = 0; expected < RECORDS; expected++) {
                    while (!ring.hasRecord()) {
                        Thread.onSpinWait();
                    }
                    assertThat(read(ring)).isEqualTo(expected);
                }
            } catch (RuntimeException | Error wrong) {
                failure.set(wrong);
            }
        });
        reader.start();
        for (int record = 0; record < RECORDS && failure.get() == null; record++) {
            while (!ring.hasRoom() && failure.get() == null) {
                Thread.onSpinWait();
            }
            write(ring, record);
            if (record % 5 == 0) {
                ring.flush();
            }
        }
        ring.flush();
        reader.join();
        assertThat(failure).hasValue(null);
    }

    @ParameterizedTest
    @CsvSource({"0, 1", "3, 1", "-2, 1", "2, 0"})
    void rejectsWhatCannotBeARing(int slots, int batch) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TlpRing(slots, batch, Gate.OPEN))
                .withMessageContaining("slots=" + slots)
                .withMessageContaining("batchRecords=" + batch);
    }

    private static void write(TlpRing ring, long number) {
        ring.writeBuffer().putLong(ring.writeOffset() + TlpRecordLayout.UNIT, number);
        ring.append();
    }

    private static long read(TlpRing ring) {
        long number = ring.readBuffer().getLong(ring.readOffset() + TlpRecordLayout.UNIT);
        ring.advance();
        return number;
    }
}
