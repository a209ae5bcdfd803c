package tlpsim.gen.device;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class InterruptModerationTest {
    private final InterruptModeration moderation =
            new InterruptModeration(new NicConfig.InterruptForm(true, 100, 4, 0), 2);

    @Test
    void theFirstCompletionFiresAtOnceAndTheNextWaits() {
        assertThat(moderation.completed(10, 0, 1)).isTrue();
        assertThat(moderation.armsTimer(0)).isFalse();
        assertThat(moderation.completed(11, 0, 1)).isFalse();
        assertThat(moderation.armsTimer(0)).isTrue();
        assertThat(moderation.timerPs(0)).isEqualTo(110);
        assertThat(moderation.completed(12, 0, 1)).isFalse();
        assertThat(moderation.armsTimer(0)).as("one timer at a time").isFalse();
        assertThat(moderation.expired(110, 0)).isTrue();
        assertThat(moderation.timerPs(0)).isEqualTo(210);
    }

    @Test
    void enoughCompletionsFireBeforeTheTime() {
        moderation.completed(10, 1, 1);
        assertThat(moderation.completed(11, 1, 3)).isFalse();
        assertThat(moderation.armsTimer(1)).isTrue();
        assertThat(moderation.completed(12, 1, 1)).isTrue();
        assertThat(moderation.expired(110, 1)).as("nothing is left").isFalse();
        assertThat(moderation.armsTimer(1)).isFalse();
    }

    @Test
    void aTimerThatCameTooEarlyIsStartedAgain() {
        moderation.completed(10, 0, 1);
        moderation.completed(11, 0, 1);
        assertThat(moderation.armsTimer(0)).isTrue();
        assertThat(moderation.completed(50, 0, 3)).isTrue();
        assertThat(moderation.completed(60, 0, 1)).isFalse();
        assertThat(moderation.expired(110, 0)).isFalse();
        assertThat(moderation.armsTimer(0)).isTrue();
        assertThat(moderation.timerPs(0)).isEqualTo(150);
    }

    @Test
    void queuesAreModeratedApart() {
        assertThat(moderation.completed(10, 0, 1)).isTrue();
        assertThat(moderation.completed(10, 1, 1)).isTrue();
    }
}
