package tlpsim.core.tph;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Register values of the synthetic matrix of modes, extended, location and completer, with lspci as the oracle. */
@Tag("outside")
class SyntheticTphMatrixTest {
    @Test
    void decodesEveryRowAsLspciDoes() throws IOException {
        Path file = Path.of(System.getProperty("tlpsim.vectors"), "lspci", "SYNTHETIC-tph-matrix.jsonl");
        List<String> rows = Files.readAllLines(file);
        assertThat(rows).hasSizeGreaterThan(10);
        for (String row : rows) {
            UnsafeBuffer space = new UnsafeBuffer(new byte[256]);
            space.putInt(0, 0x10017, ByteOrder.LITTLE_ENDIAN);
            space.putInt(4, hex(row, "tph_cap"), ByteOrder.LITTLE_ENDIAN);
            space.putInt(8, hex(row, "tph_ctl"), ByteOrder.LITTLE_ENDIAN);
            TphRequesterCapability tph = TphRequesterCapability.wrap(space, 0, ReservedEnablePolicy.STORE);
            assertThat(tph.supports(StMode.NO_ST)).as(row).isEqualTo(number(row, "ns") == 1);
            assertThat(tph.supports(StMode.INTERRUPT_VECTOR)).as(row).isEqualTo(number(row, "iv") == 1);
            assertThat(tph.supports(StMode.DEVICE_SPECIFIC)).as(row).isEqualTo(number(row, "ds") == 1);
            assertThat(tph.extended()).as(row).isEqualTo(number(row, "ext") == 1);
            assertThat(tph.location().bits()).as(row).isEqualTo(number(row, "loc"));
            if (tph.location() != StTableLocation.NONE) {
                assertThat(tph.tableEntries()).as(row).isEqualTo(number(row, "st_table_size_field") + 1);
            }
            assertThat(TphCompleterSupport.ofDevCap2(hex(row, "devcap2")).ordinal())
                    .as(row)
                    .isEqualTo(number(row, "comp"));
        }
    }

    private static int number(String row, String key) {
        return Integer.parseInt(value(row, key));
    }

    private static int hex(String row, String key) {
        return Integer.parseUnsignedInt(value(row, key), 16);
    }

    private static String value(String row, String key) {
        Matcher matcher = Pattern.compile("\"" + key + "\": \"?([0-9a-f]+)").matcher(row);
        assertThat(matcher.find()).as(key + " in " + row).isTrue();
        return matcher.group(1);
    }
}
