package tlpsim.gen.traffic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;
import tlpsim.core.random.SequentialStream;

class CdfParserTest {
    private static SizeDistribution parse(String... lines) {
        return CdfParser.parse("sizes.txt", List.of(lines), CdfOptions.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "100 0.25|200 1",
                "100 25|200 100",
                "100 25%|200 100%",
                "100,0.25|200,1.0",
                "100;25|200;100",
                "\t100\t 0.25 |  200 1",
                "bytes,cumulative|100,0.25|200,1",
                "# a comment||100 0.25|# another|200 1",
                "175|100 0.25|200 1",
                "100B 0.25|0.2kB 1",
                "1e2 2.5e-1|2E2 1",
                "# unit-bytes: 100|1 0.25|2 1",
                "50 0|100 0.25|200 1|# interpolation: step"
            })
    void everyFormInUseGivesTheSameDistribution(String text) {
        SizeDistribution distribution = parse(text.split("\\|"));
        assertThat(distribution.meanBytes()).isEqualTo(175);
        assertThat(distribution.segments()).isEqualTo(2);
        assertThat(distribution.sizeOf(0)).isEqualTo(100);
        assertThat(distribution.sizeOf(-1L)).isEqualTo(200);
    }

    @Test
    void aTableFromZeroIsInterpolated() {
        SizeDistribution distribution = parse("0 0", "10 1");
        assertThat(distribution.meanBytes()).isEqualTo(5.5);
        assertThat(distribution.minBytes()).isEqualTo(1);
        assertThat(distribution.maxBytes()).isEqualTo(10);
        assertThat(parse("0 0", "# interpolation: step", "10 1").meanBytes()).isEqualTo(10);
        assertThat(parse("10 0.5", "# interpolation: linear", "20 1").meanBytes())
                .isEqualTo(12.75);
    }

    @Test
    void equalSizesAreMergedAndFlatPartsSkipped() {
        assertThat(parse("10 0.25", "10 0.5", "20 0.5", "30 1").meanBytes()).isEqualTo(20);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "100 0.5,200 | sizes.txt:2:1: a line has a size and a cumulative value, got 1 fields",
                "100 0.5 7,200 1 | sizes.txt:1:9: a line has a size and a cumulative value, got 3 fields",
                "100 0.5,50 1 | sizes.txt:2:1: size 50 is below the size before it",
                "100 0.5,200 0.4,300 1 | sizes.txt:2:5: cumulative value 0.4 is below the one before it",
                "100 0.5,200 0.9 | sizes.txt:2:5: the last cumulative value is 0.9; it must be 1 or 100 %",
                "100 50%,200 1% | sizes.txt:2:5: cumulative value 1% is below the one before it",
                "100 0.1%,200 1% | sizes.txt:2:5: the last cumulative value is 1; it must be 1 or 100 %",
                "100 0.5,x200 1 | sizes.txt:2:1: size is 'x200', not a number",
                "100 0.5,200 one | sizes.txt:2:5: cumulative value is 'one', not a number",
                "100 0.5,200 101 | sizes.txt:2:5: cumulative value is 101; allowed: 0 to 1, or 0 to 100 %",
                "100 0.5,-5 1 | sizes.txt:2:1: size is -5; allowed: 0 to 2147483646 bytes",
                "100 0.5,9999999999 1 | sizes.txt:2:1: size is 9999999999; allowed: 0 to 2147483646 bytes",
                "0 0.5,200 1 | sizes.txt:1:3: size 0 has a probability; sizes are at least 1 byte",
                "100 0.5,64kiB 1 | sizes.txt:2:1: unit of '64kiB' is unknown; allowed: B, kB, KiB",
                "100 0.5,64kiB 1 | did you mean 'KiB'?",
                "# interpolation: setp,100 1 | sizes.txt:1:18: interpolation is 'setp'; allowed: step, linear, auto",
                "# unit-bytes: 0,100 1 | sizes.txt:1:15: unit-bytes is 0; allowed: 1 to 1048576",
                "500,100 0.5,200 1 | sizes.txt:1:1: the stated mean is 500, the table's is 150 bytes",
                "1e999999999 1,200 1 | sizes.txt:1:1: size is '1e999999999', not a number",
                "# nothing | sizes.txt: no line with a size and a cumulative value"
            })
    void mistakesAreNamedWithTheirPlace(String text, String expected) {
        assertThatThrownBy(() -> parse(text.replace(", ", "\0").split(",")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining(expected);
    }

    @Test
    void allMistakesOfAFileAreReportedAtOnce() {
        InvalidInputException problems = catchThrowableOfType(
                InvalidInputException.class, () -> parse("100 0.5", "90 x", "200", "300 0.2", "400 0.9"));
        assertThat(problems.problems()).extracting(Problem::line).containsExactly(2, 3, 4, 5);
    }

    @Test
    void unitsOutOfRangeAreRefused() {
        assertThatThrownBy(() -> new CdfOptions(Interpolation.AUTO, 0)).hasMessageContaining("unit is 0 bytes");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void randomDamageNeverEscapesAsAnotherException(long seed) {
        SequentialStream random = SequentialStream.of(seed, "damage");
        for (int n = 0; n < 500; n++) {
            char[] text = "# unit-bytes: 10\n12.5\n1 0.25\n2,50%\n64KiB\t1.0\n".toCharArray();
            for (int change = random.nextBounded(6); change >= 0; change--) {
                text[random.nextBounded(text.length)] = (char) random.nextBounded(128);
            }
            try {
                assertThat(parse(new String(text).split("\n")).maxBytes()).isPositive();
            } catch (InvalidInputException expected) {
                assertThat(expected.problems()).isNotEmpty();
            }
        }
    }
}
