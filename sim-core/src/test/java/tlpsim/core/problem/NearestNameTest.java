package tlpsim.core.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NearestNameTest {
    private static final List<String> COMMANDS = List.of("run", "validate", "explain", "presets");

    @Test
    void aSwapOfTwoNeighboursIsOneMistake() {
        assertThat(NearestName.of("rnu", COMMANDS)).isEqualTo("run");
        assertThat(NearestName.of("explian", COMMANDS)).isEqualTo("explain");
    }

    @Test
    void aMissingAnExtraOrAWrongLetterIsOneMistakeEach() {
        assertThat(NearestName.of("valdate", COMMANDS)).isEqualTo("validate");
        assertThat(NearestName.of("pressets", COMMANDS)).isEqualTo("presets");
        assertThat(NearestName.of("rum", COMMANDS)).isEqualTo("run");
    }

    @Test
    void whatIsTooFarIsNotGuessed() {
        assertThat(NearestName.of("plan", COMMANDS)).isEmpty();
        assertThat(NearestName.hint("sweep", COMMANDS)).isEmpty();
        assertThat(NearestName.hint("rnu", COMMANDS)).isEqualTo("did you mean 'run'?");
    }
}
