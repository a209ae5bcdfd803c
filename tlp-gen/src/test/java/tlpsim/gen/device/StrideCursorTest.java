package tlpsim.gen.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import tlpsim.core.fabric.QueueLayout;

final class StrideCursorTest {
    private static StrideCursor cursor(int strides, int bufferBytes, int offsetBytes) {
        QueueLayout layout = new QueueLayout(0, 16, 4096, 64, 64, 8192, bufferBytes, offsetBytes, 0, 0, 8 * strides)
                .withStrides(strides);
        return new StrideCursor(new QueueLayout[] {layout});
    }

    @Test
    void withOneStrideEveryPacketTakesADescriptor() {
        StrideCursor cursor = cursor(1, 2048, 128);
        for (int packet = 0; packet < 20; packet++) {
            assertThat(cursor.next(0, 1500)).isEqualTo(packet);
            assertThat(cursor.take(0, 1500)).isZero();
            assertThat(cursor.used(0)).isEqualTo(packet + 1);
        }
    }

    @Test
    void packetsShareABufferUntilItsStridesAreTaken() {
        StrideCursor cursor = cursor(4, 8192, 0);
        assertThat(cursor.take(0, 60)).isZero();
        assertThat(cursor.take(0, 2049)).isEqualTo(2048);
        assertThat(cursor.used(0)).isZero();
        assertThat(cursor.next(0, 2048)).isZero();
        assertThat(cursor.take(0, 2048)).isEqualTo(3 * 2048);
        assertThat(cursor.used(0)).isEqualTo(1);
    }

    @Test
    void whatDoesNotFitInTheRestOfABufferBeginsTheNextOne() {
        StrideCursor cursor = cursor(4, 8192, 0);
        assertThat(cursor.take(0, 3 * 2048)).isZero();
        assertThat(cursor.next(0, 2 * 2048)).isEqualTo(1);
        assertThat(cursor.take(0, 2 * 2048)).isZero();
        assertThat(cursor.used(0)).isEqualTo(1);
        assertThat(cursor.take(0, 2 * 2048)).isEqualTo(2 * 2048);
        assertThat(cursor.used(0)).isEqualTo(2);
    }

    @Test
    void headroomTakesPartOfTheFirstStride() {
        StrideCursor cursor = cursor(4, 8192, 128);
        assertThat(cursor.take(0, 1920)).isZero();
        assertThat(cursor.take(0, 1921)).isEqualTo(2048);
        assertThat(cursor.take(0, 10)).isEqualTo(3 * 2048);
    }
}
