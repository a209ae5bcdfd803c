package tlpsim.core.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class FeedbackLayoutTest {
    @Test
    void everyFieldComesBackWhateverTheOthersAre() {
        Random random = new Random(1);
        for (int draw = 0; draw < 10_000; draw++) {
            int kind = random.nextInt(3);
            int id = random.nextInt(1 << 24);
            long head = FeedbackLayout.head(kind, id);
            assertThat(FeedbackLayout.kind(head)).isEqualTo(kind);
            assertThat(FeedbackLayout.id(head)).isEqualTo(id);
            int headers = random.nextInt(1 << 16);
            int units = random.nextInt(1 << 20);
            long credits = FeedbackLayout.credits(headers, units);
            assertThat(FeedbackLayout.creditHeaders(credits)).isEqualTo(headers);
            assertThat(FeedbackLayout.creditDataUnits(credits)).isEqualTo(units);
            long unit = random.nextLong() >>> 28;
            long address = random.nextLong() & (1L << 48) - 1;
            int bytes = random.nextInt(1 << 16);
            long read = FeedbackLayout.readReady(unit, address, bytes);
            assertThat(FeedbackLayout.readUnit(read)).isEqualTo(unit);
            assertThat(FeedbackLayout.readAddressLow(read)).isEqualTo((int) (address & 0xFFF));
            assertThat(FeedbackLayout.readBytes(read)).isEqualTo(bytes);
        }
    }
}
