package tlpsim.core.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.rule.Proves;

class CpuTagTableTest {
    private static byte[] twoEntries() {
        return CpuTagTable.of(new int[] {100, 102}, new long[] {0x1234_9902_0000_4205L, 3})
                .toBytes();
    }

    @Test
    @Proves("firmware.cpu-table")
    void theLayoutIsAsDocumented() {
        assertThat(HexFormat.of().formatHex(twoEntries()))
                .isEqualTo(HexFormat.of().formatHex("TPHCPUST".getBytes(StandardCharsets.US_ASCII))
                        + "0100" + "2000" + "1000" + "0000" + "02000000" + "000000000000000000000000"
                        + "00000000" + "64000000" + "0542000002993412"
                        + "01000000" + "66000000" + "0300000000000000");
    }

    @Test
    @Proves("firmware.cpu-table")
    void aTableThatWasWrittenIsReadAgain() {
        CpuTopology cpus = new CpuTopology(300, 10, 5, 100, 2);
        DsmFirmware firmware = new DsmFirmware(DsmFirmwareConfig.perCore(9), cpus);
        CpuTagTable table = CpuTagTable.read("table", firmware.table().toBytes());
        assertThat(table.cpus()).isEqualTo(300);
        for (int cpu = 0; cpu < 300; cpu++) {
            assertThat(table.uid(cpu)).isEqualTo(cpus.uid(cpu));
            assertThat(table.evaluate(cpus.uid(cpu))).isEqualTo(firmware.evaluate(cpus.uid(cpu)));
        }
        assertThat(table.answers(101)).isFalse();
    }

    @Test
    @Proves("firmware.cpu-table")
    void everyCutIsNoticed() {
        byte[] whole = twoEntries();
        for (int length = 0; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> CpuTagTable.read("cut.bin", cut))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageContaining("cut.bin: byte 0x")
                    .hasMessageContaining("cut off");
        }
        byte[] longer = Arrays.copyOf(whole, whole.length + 3);
        assertThatThrownBy(() -> CpuTagTable.read("long.bin", longer))
                .hasMessage("long.bin: byte 0x40: 3 bytes after the last entry");
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0, byte 0x0: not a CPU tag table: it must begin with TPHCPUST",
        "8, 2, byte 0x8: version 2; allowed: 1",
        "10, 31, byte 0xa: bytes of the header 31; allowed: 32",
        "12, 8, byte 0xc: bytes of an entry 8; allowed: 16",
        "14, 1, byte 0xe: reserved field 1; allowed: 0",
        "16, 0, byte 0x10: entries 0; allowed: 1 to 65536",
        "19, 255, byte 0x10: entries 4278190082; allowed: 1 to 65536",
        "31, 9, byte 0x1f: a reserved byte of the header is not 0",
        "32, 5, byte 0x20: processor 5 where 0 belongs",
        "48, 0, byte 0x30: processor 0 where 1 belongs",
        "39, 128, byte 0x24: UID above 2147483647",
        "40, 8, byte 0x28: reserved bits of the result are set: 0x1234990200004208",
        "52, 100, byte 0x20: two processors have the same UID"
    })
    @Proves("firmware.cpu-table")
    void aTableThatIsNotAsDocumentedIsRefused(int at, int value, String message) {
        byte[] bytes = twoEntries();
        bytes[at] = (byte) value;
        assertThatThrownBy(() -> CpuTagTable.read("t.bin", bytes)).hasMessage("t.bin: " + message);
    }

    @Test
    void theNumberOfEntriesIsNotTrustedBeforeTheLength() {
        ByteBuffer huge = ByteBuffer.wrap(twoEntries()).order(ByteOrder.LITTLE_ENDIAN);
        huge.putInt(CpuTagTableLayout.ENTRIES_OFFSET, 65536);
        assertThatThrownBy(() -> CpuTagTable.read("t.bin", huge.array())).hasMessageContaining("take 1048608 bytes");
    }

    @Test
    void aTableHasOneResultPerProcessor() {
        assertThatThrownBy(() -> CpuTagTable.of(new int[2], new long[1])).hasMessageContaining("results=1");
    }
}
