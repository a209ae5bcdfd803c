package tlpsim.scenarios.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

final class QuantityTest {
    @ParameterizedTest
    @CsvSource({
        "2 KiB, BYTES, 2048",
        "2 kB, BYTES, 2000",
        "2MiB, BYTES, 2097152",
        "24.75 MiB, BYTES, 25952256",
        "1.5 us, PICOSECONDS, 1500000",
        "0.001 ns, PICOSECONDS, 1",
        "200 Gbit/s, BITS_PER_SECOND, 200000000000",
        "200 Gb/s, BITS_PER_SECOND, 200000000000",
        "200 Gbps, BITS_PER_SECOND, 200000000000",
        "1 GB/s, BITS_PER_SECOND, 8000000000",
        "1 Gbit/s, BYTES_PER_SECOND, 125000000",
        "478.98 GB/s, BYTES_PER_SECOND, 478980000000",
        "2.3 GHz, HERTZ, 2300000000",
        "25 %, PERCENT, 250000",
        "0.0001 %, PERCENT, 1",
        "0.9, DECIMAL, 900000",
        "-3, NONE, -3",
        "0x2a, NONE, 42",
    })
    void aQuantityIsReadExactly(String text, Unit unit, long value) {
        assertThat(Quantity.parse(text, unit)).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "2 Kb, BYTES, 'has the unit ''Kb'', which is not one of B, kB, KiB, MB, MiB, GB, GiB, TB, TiB'",
        "2 kib, BYTES, 'has the unit ''kib'', which is not one of B, kB, KiB, MB, MiB, GB, GiB, TB, TiB'",
        "0.5 B, BYTES, is not a whole number of bytes",
        "5, PICOSECONDS, has no unit",
        "ms, PICOSECONDS, is not a time such as 1.5 us",
        "1e3 ns, PICOSECONDS, 'has the unit ''e3 ns'', which is not one of ps, ns, us, ms, s'",
        "0.5 ps, PICOSECONDS, is finer than 1 ps",
        "1 bit/s, BYTES_PER_SECOND, is finer than 1 B/s",
        "25, PERCENT, has no unit",
        "0.9 %, DECIMAL, 'has a unit, ''%'', where a plain number is expected'",
        "9300000 TiB, BYTES, is too large",
        "'', NONE, is not a whole number",
    })
    void aWrongQuantityNamesTheBrokenRule(String text, Unit unit, String rule) {
        assertThatThrownBy(() -> Quantity.parse(text, unit))
                .isInstanceOf(BrokenRuleException.class)
                .hasMessage(rule);
    }

    @ParameterizedTest
    @CsvSource({
        "1500000, PICOSECONDS, 1.5 us",
        "1234567, PICOSECONDS, 1234.567 ns",
        "0, PICOSECONDS, 0 ps",
        "25952256, BYTES, 24.75 MiB",
        "2000, BYTES, 2000 B",
        "100000000000, BITS_PER_SECOND, 100 Gbit/s",
        "478980000000, BYTES_PER_SECOND, 478.98 GB/s",
        "250000, PERCENT, 25 %",
        "1000000, DECIMAL, 1",
        "-900000, DECIMAL, -0.9",
    })
    void aValueIsPrintedInTheLargestUnitThatStaysReadable(long value, Unit unit, String text) {
        assertThat(Quantity.print(value, unit)).isEqualTo(text);
    }

    @ParameterizedTest
    @EnumSource(Unit.class)
    void whatIsPrintedReadsBack(Unit unit) {
        long seed = Long.getLong("seed", 20260101L);
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 2000; i++) {
            long value = random.nextLong() >> random.nextInt(64);
            if (value == Long.MIN_VALUE) {
                continue;
            }
            assertThat(Quantity.parse(Quantity.print(value, unit), unit))
                    .as("seed %d, value %d", seed, value)
                    .isEqualTo(value);
        }
    }

    @Test
    void everyUnitOfALanguageIsItsOwnSpelling() {
        for (Unit unit : Unit.values()) {
            for (String spelling : unit.spellings()) {
                boolean divides = unit != Unit.BYTES_PER_SECOND || !spelling.equals("bit/s");
                assertThat(!divides || Quantity.parse("8 " + spelling, unit) > 0)
                        .as(spelling)
                        .isTrue();
            }
        }
    }
}
