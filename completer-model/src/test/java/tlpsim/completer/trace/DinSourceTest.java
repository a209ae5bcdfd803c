package tlpsim.completer.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tlpsim.core.problem.InvalidInputException;

class DinSourceTest {
    private static long[] entries(String text) {
        long[] entries = new long[100_000];
        try (DinSource source =
                new DinSource(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII)), "t.din")) {
            int count = source.fill(entries);
            assertThat(source.fill(new long[1])).isZero();
            return Arrays.copyOf(entries, count);
        }
    }

    @Test
    void aLineOfTextIsOneAccessToOneLineOfMemory() {
        assertThat(entries("0 0\n1 7f\n2 1000 comment 5 6\n  1\t0xFFffFFffFFffFFff\n\n\r\n0 00000000000000000080"))
                .containsExactly(0, 0x41, 0x1000, -64 | 1, 0x80);
    }

    @Test
    void textLongerThanABufferIsReadWhole() {
        assertThat(entries("0 12345678\n".repeat(50_000))).hasSize(50_000).containsOnly(0x12345640);
    }

    @Test
    void nothingIsNoAccess() {
        assertThat(entries("")).isEmpty();
        assertThat(entries("\n \n")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "3 10",
                "0",
                "0 ",
                "0 x",
                "0 0x",
                "0 1g",
                "10 10",
                "-1 10",
                "0 12345678901234567",
                "\u0000",
                "0,10",
                "read 10"
            })
    void aMalformedLineIsRefusedWithItsPlace(String line) {
        assertThatThrownBy(() -> entries("0 10\n" + line + "\n0 20\n"))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("t.din:2:")
                .hasMessageMatching("t\\.din:2:[0-9]+: .*");
    }

    @Test
    void atMostTwentyMistakesAreListed() {
        assertThatThrownBy(() -> entries("x\n".repeat(1000)))
                .isInstanceOfSatisfying(
                        InvalidInputException.class,
                        invalid -> assertThat(invalid.problems()).hasSize(20));
    }
}
