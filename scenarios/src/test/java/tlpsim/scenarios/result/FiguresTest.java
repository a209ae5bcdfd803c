package tlpsim.scenarios.result;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FiguresTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0, 0",
        "0, 2, 0.00",
        "1.5, 0, 2",
        "-1.5, 0, -2",
        "2.5, 0, 3",
        "0.125, 2, 0.13",
        "1e-9, 3, 0.000",
        "1e15, 1, 1000000000000000.0",
        "123456.789, 1, 123456.8",
        "NaN, 2, n/a",
        "Infinity, 0, n/a",
        "-Infinity, 0, n/a"
    })
    void aNumberHasExactlyItsDecimals(double value, int decimals, String text) {
        assertThat(Figures.fixed(value, decimals)).isEqualTo(text);
    }
}
