package tlpsim.core.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LinkConfigTest {
    @Test
    void readsGenerationAndWidth() {
        assertThat(LinkConfig.parse("gen5 x16")).isEqualTo(LinkConfig.of(Generation.GEN5, 16));
        assertThat(LinkConfig.parse("  Gen3   X8 ")).isEqualTo(LinkConfig.of(Generation.GEN3, 8));
        assertThat(LinkConfig.parse("gen5 x16").flit()).isFalse();
    }

    @Test
    void flitModeIsMandatoryAtGen6AndAllowedAtAnySpeed() {
        assertThat(LinkConfig.parse("gen6 x16").flit()).isTrue();
        assertThat(LinkConfig.parse("gen6 x16 flit")).isEqualTo(LinkConfig.parse("gen6 x16"));
        for (Generation generation : Generation.values()) {
            assertThat(LinkConfig.parse(generation.label() + " x4 flit").flit()).isTrue();
        }
        assertThatThrownBy(() -> LinkConfig.parse("gen6 x16").withFlit(false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("gen6 runs in Flit Mode only, but flit is 'false'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gen1 x1", "gen2 x2", "gen4 x4", "gen5 x16 flit", "gen6 x8 flit"})
    void labelsReadBackAsTheSameLink(String text) {
        LinkConfig link = LinkConfig.parse(text);

        assertThat(link.label()).isEqualTo(text);
        assertThat(LinkConfig.parse(link.label())).isEqualTo(link);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gen7 x16  | generation must be one of gen1 to gen6, but is 'gen7'; the highest is gen6",
                "gem5 x16  | a link is written as generation and width, but is 'gem5 x16'; "
                        + "for example 'gen5 x16' or 'gen5 x16 flit'",
                "genS x16  | generation must be one of gen1 to gen6, but is 'genS'; did you mean 'gen1'?",
                "gen5 x12  | lanes must be one of x1, x2, x4, x8, x16, but is 'x12'",
                "fast      | a link is written as generation and width, but is 'fast'; "
                        + "for example 'gen5 x16' or 'gen5 x16 flit'",
                "''        | a link is written as generation and width, but is ''; "
                        + "for example 'gen5 x16' or 'gen5 x16 flit'",
            })
    void namesTheBrokenRuleAndTheValue(String text, String message) {
        assertThatThrownBy(() -> LinkConfig.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"0,128", "100,128", "300,256", "400,512", "500,512", "5000,4096", "-1,128"})
    void namesTheNearestPayloadSize(int given, int nearest) {
        assertThatThrownBy(() -> LinkConfig.parse("gen4 x8").withMpsBytes(given))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("MPS in bytes must be a power of two from 128 to 4096, but is '" + given
                        + "'; the nearest is " + nearest);
    }

    @Test
    void rejectsImpossibleReadLimits() {
        LinkConfig link = LinkConfig.parse("gen4 x8");

        assertThatThrownBy(() -> link.withMrrsBytes(64)).hasMessageContaining("MRRS in bytes");
        assertThatThrownBy(() -> link.withRcbBytes(32)).hasMessageContaining("RCB in bytes");
    }
}
