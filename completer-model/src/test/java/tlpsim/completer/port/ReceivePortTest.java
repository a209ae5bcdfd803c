package tlpsim.completer.port;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tlpsim.core.pipeline.FeedbackLayout;
import tlpsim.core.pipeline.Gate;
import tlpsim.core.pipeline.MessageRing;

/** Ordering by the table of PCIe Base Specification 2.4.1, and the return of posted credits. */
final class ReceivePortTest {
    private static final long RETURN_PS = 200;
    private static final int LARGEST_PAYLOAD_UNITS = 256;

    private final MessageRing feedback = new MessageRing(1024, 16, Gate.OPEN);

    private ReceivePort port(int headers, int dataUnits) {
        return new ReceivePort(2, new ReceiveWindow(headers, dataUnits, RETURN_PS), new PostedPool(1000), feedback);
    }

    private record Update(int port, long effectivePs, int headers, int dataUnits) {}

    private List<Update> updates() {
        feedback.flush();
        List<Update> updates = new ArrayList<>();
        while (feedback.hasMessage()) {
            long head = feedback.word(FeedbackLayout.WORD_HEAD);
            long payload = feedback.word(FeedbackLayout.WORD_PAYLOAD);
            assertThat(FeedbackLayout.kind(head)).isEqualTo(FeedbackLayout.CREDIT);
            updates.add(new Update(
                    FeedbackLayout.id(head),
                    feedback.word(FeedbackLayout.WORD_EFFECTIVE_PS),
                    FeedbackLayout.creditHeaders(payload),
                    FeedbackLayout.creditDataUnits(payload)));
            feedback.advance();
        }
        return updates;
    }

    @Test
    void aPostedWriteDoesNotPassAnEarlierOne() {
        ReceivePort port = port(0, 0);
        assertThat(port.commit(1_000 + 300, 0, false)).isEqualTo(1_300);
        assertThat(port.commit(1_010 + 100, 0, false)).isEqualTo(1_300);
        assertThat(port.commit(1_020 + 400, 0, false)).isEqualTo(1_420);
        assertThat(port.counters()[ReceiveCounter.ORDERING_WAITS]).isEqualTo(1);
        assertThat(port.counters()[ReceiveCounter.ORDERING_WAIT_PS]).isEqualTo(190);
    }

    @Test
    void aRelaxedWriteMayPassButAnOrderedOneWaitsForItToo() {
        ReceivePort port = port(0, 0);
        assertThat(port.commit(1_000 + 500, 0, false)).isEqualTo(1_500);
        assertThat(port.commit(1_010 + 100, 0, true)).isEqualTo(1_110);
        assertThat(port.commit(1_020 + 900, 0, true)).isEqualTo(1_920);
        assertThat(port.commit(1_030 + 100, 0, false)).isEqualTo(1_920);
        assertThat(port.counters()[ReceiveCounter.ORDERING_WAITS]).isEqualTo(1);
    }

    @Test
    void aReadDoesNotPassAPostedWrite() {
        ReceivePort port = port(0, 0);
        assertThat(port.readStart(700)).isEqualTo(700);
        port.commit(1_000 + 500, 0, false);
        assertThat(port.readStart(1_100)).isEqualTo(1_500);
        assertThat(port.readStart(1_600)).isEqualTo(1_600);
    }

    @Test
    void aWriteWithoutLinesTakesNoPlaceInThePool() {
        ReceivePort port = new ReceivePort(0, new ReceiveWindow(0, 0, RETURN_PS), new PostedPool(1), feedback);
        assertThat(port.accept(100, 1)).isEqualTo(100);
        port.commit(100 + 1_000, 1, false);
        assertThat(port.accept(200, 0)).isEqualTo(200);
        assertThat(port.commit(200 + 0, 0, false)).isEqualTo(1_100);
        assertThat(port.accept(300, 1)).isEqualTo(1_100);
        assertThat(port.counters()[ReceiveCounter.POOL_WAIT_PS]).isEqualTo(800);
    }

    @Test
    void anUpdateGoesOutForEveryEighthOfTheHeaderWindow() {
        ReceivePort port = port(16, 0);
        port.releaseCredits(100, 64);
        assertThat(updates()).isEmpty();
        port.releaseCredits(150, 100);
        assertThat(updates()).containsExactly(new Update(2, 350, 2, 4 + 7));
        port.releaseCredits(160, 64);
        assertThat(updates()).isEmpty();
    }

    @Test
    void anUpdateGoesOutForEveryEighthOfALargeDataWindow() {
        ReceivePort port = port(0, 4096);
        for (int write = 1; write < 32; write++) {
            port.releaseCredits(write, 256);
            assertThat(updates()).isEmpty();
        }
        port.releaseCredits(32, 256);
        assertThat(updates()).containsExactly(new Update(2, 232, 32, 512));
    }

    @Test
    void noMoreIsHeldBackThanTheLargestPayloadCanSpare() {
        Random random = new Random(3);
        for (int window = 8; window < 700; window += 1 + random.nextInt(20)) {
            ReceivePort port = port(0, window);
            int held = 0;
            for (int write = 0; write < 300; write++) {
                int units = 1 + random.nextInt(Math.min(window, LARGEST_PAYLOAD_UNITS));
                port.releaseCredits(write, units * 16);
                held += units;
                for (Update update : updates()) {
                    held -= update.dataUnits();
                }
                assertThat(held).isNotNegative();
                assertThat(window - held)
                        .as("credits left of %d", window)
                        .isGreaterThanOrEqualTo(Math.min(window, LARGEST_PAYLOAD_UNITS));
            }
        }
    }

    @Test
    void effectiveTimesNeverFallAlthoughReleasesMay() {
        ReceivePort port = port(1, 0);
        port.releaseCredits(500, 4);
        port.releaseCredits(100, 4);
        port.releaseCredits(600, 4);
        assertThat(updates())
                .containsExactly(new Update(2, 700, 1, 1), new Update(2, 700, 1, 1), new Update(2, 800, 1, 1));
    }

    @Test
    void infiniteCreditsNeedNoUpdates() {
        ReceivePort port = port(0, 0);
        port.releaseCredits(500, 4096);
        assertThat(updates()).isEmpty();
    }

    @Test
    void aPortThatRoutesSaysWhatItHasTakenAndNeverAnEarlierTime() {
        ReceivePort port = new ReceivePort(2, new ReceiveWindow(0, 0, RETURN_PS, 50), new PostedPool(1000), feedback);
        port.releaseCredits(500, 64);
        port.take(100);
        port.releaseCredits(600, 64);
        feedback.flush();
        List<String> taken = new ArrayList<>();
        while (feedback.hasMessage()) {
            assertThat(feedback.word(FeedbackLayout.WORD_HEAD))
                    .isEqualTo(FeedbackLayout.head(FeedbackLayout.ACCEPTED, 2));
            taken.add(feedback.word(FeedbackLayout.WORD_PAYLOAD) + " at "
                    + feedback.word(FeedbackLayout.WORD_EFFECTIVE_PS));
            feedback.advance();
        }
        assertThat(taken).containsExactly("1 at 550", "2 at 550", "3 at 650");
    }

    @Test
    void theShortestAnswerOfAPortIsThatOfCreditsOrAcceptance() {
        assertThat(new ReceiveWindow(0, 0, 200).minReturnPs()).isEqualTo(200);
        assertThat(new ReceiveWindow(0, 0, 200, 7).minReturnPs()).isEqualTo(7);
        assertThat(new ReceiveWindow(0, 0, 200, 700).minReturnPs()).isEqualTo(200);
    }
}
