package tlpsim.gen.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteOrder;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tlpsim.core.problem.InvalidInputException;

class PcapngReaderTest {
    private static final byte[] DATA = {1, 2, 3, 4, 5};

    static Stream<ByteOrder> orders() {
        return Stream.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN);
    }

    @ParameterizedTest
    @MethodSource("orders")
    void readsPacketsOfSeveralInterfacesAndPassesOverUnknownBlocks(ByteOrder order) {
        CaptureBytes file = CaptureBytes.pcapng(order)
                .description(1, 96, -1, 0)
                .block(0x0BAD, new CaptureBytes(order).u32(7).u32(8))
                .description(147, 0, 9, 0)
                .enhanced(0, 1_700_000_000_000_001L, 1514, DATA)
                .enhanced(1, 1_700_000_000_000_002_500L, 5, DATA)
                .block(5, new CaptureBytes(order).u32(0).u32(0).u32(0));
        try (CaptureReader reader = file.open()) {
            assertThat(reader.next()).isTrue();
            assertThat(reader.seconds()).isEqualTo(1_700_000_000);
            assertThat(reader.psOfSecond()).isEqualTo(1_000_000);
            assertThat(reader.linkType()).isEqualTo(1);
            assertThat(reader.originalBytes()).isEqualTo(1514);
            assertThat(reader.capturedBytes()).isEqualTo(5);
            assertThat(reader.bytes()[reader.dataOffset() + 4]).isEqualTo((byte) 5);
            assertThat(reader.next()).isTrue();
            assertThat(reader.linkType()).isEqualTo(147);
            assertThat(reader.relativePs()).isEqualTo(1_500_000);
            assertThat(reader.next()).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void simplePacketsTakeTheSnaplenAndTheTimeOfThePacketBefore(ByteOrder order) {
        CaptureBytes file = CaptureBytes.pcapng(order)
                .description(1, 5, 6, 0)
                .enhanced(0, 3_000_007, 5, DATA)
                .simple(1514, DATA)
                .simple(3, new byte[] {9, 8, 7});
        try (CaptureReader reader = file.open()) {
            reader.next();
            reader.next();
            assertThat(reader.relativePs()).isZero();
            assertThat(reader.psOfSecond()).isEqualTo(7_000_000);
            assertThat(reader.capturedBytes()).isEqualTo(5);
            assertThat(reader.originalBytes()).isEqualTo(1514);
            reader.next();
            assertThat(reader.capturedBytes()).isEqualTo(3);
            assertThat(reader.next()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        // resolution, units, offset, seconds, ps of second
        "0,   5,                        0,    5,          0",
        "3,   5001,                     0,    5,          1000000000",
        "6,   5000001,                  100,  105,        1000000",
        "9,   1700000000000000001,      0,    1700000000, 1000",
        "12,  5000000000001,            -2,   3,          1",
        "15,  5000000000001999,         0,    5,          1",
        "18,  5000000000001999999,      0,    5,          1",
        "128, 5,                        0,    5,          0",
        "129, 11,                       0,    5,          500000000000",
        "160, 21474836481,              0,    5,          232",
        "190, 4611686018427387905,      0,    1,          0",
    })
    void timesAreExactInEveryResolution(int resolution, long units, long offset, long seconds, long psOfSecond) {
        CaptureBytes file = CaptureBytes.pcapng(ByteOrder.LITTLE_ENDIAN)
                .description(1, 0, resolution, offset)
                .enhanced(0, units, 5, DATA);
        try (CaptureReader reader = file.open()) {
            reader.next();
            assertThat(reader.seconds()).isEqualTo(seconds);
            assertThat(reader.psOfSecond()).isEqualTo(psOfSecond);
        }
    }

    @Test
    void aNewSectionMayChangeTheByteOrderAndForgetsTheInterfaces() {
        CaptureBytes second = CaptureBytes.pcapng(ByteOrder.BIG_ENDIAN)
                .description(147, 0, 9, 0)
                .enhanced(0, 2_000_000_000L, 5, DATA);
        CaptureBytes file = CaptureBytes.pcapng(ByteOrder.LITTLE_ENDIAN)
                .description(1, 0, 6, 0)
                .enhanced(0, 1_000_000, 5, DATA)
                .raw(second.toBytes());
        try (CaptureReader reader = file.open()) {
            reader.next();
            assertThat(reader.linkType()).isEqualTo(1);
            reader.next();
            assertThat(reader.linkType()).isEqualTo(147);
            assertThat(reader.relativePs()).isEqualTo(1_000_000_000_000L);
        }
        CaptureBytes orphan = CaptureBytes.pcapng(ByteOrder.LITTLE_ENDIAN)
                .description(1, 0, 6, 0)
                .section()
                .enhanced(0, 0, 5, DATA);
        assertThatThrownBy(() -> drain(orphan, orphan.toBytes().length))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("names interface 0, but 0 are described");
    }

    @Test
    void everyCutInsideABlockIsReportedWithRecordAndByte() {
        CaptureBytes head = CaptureBytes.pcapng(ByteOrder.LITTLE_ENDIAN).description(1, 0, 6, 0);
        int start = head.toBytes().length;
        CaptureBytes file = head.enhanced(0, 1, 5, DATA);
        int end = file.toBytes().length;
        for (int length = start + 1; length < end; length++) {
            int cut = length;
            assertThatThrownBy(() -> drain(file, cut))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith("test.pcap: record 1 at byte " + start + ": the file is cut: ");
        }
        assertThat(drain(file, end)).isEqualTo(1);
        assertThat(drain(file, start)).isZero();
    }

    @Test
    void contradictoryBlocksAreReported() {
        byte[] wrongEnd = CaptureBytes.pcapng(ByteOrder.LITTLE_ENDIAN)
                .description(1, 0, 6, 0)
                .toBytes();
        wrongEnd[wrongEnd.length - 4] ^= 4;
        CaptureBytes mismatch = new CaptureBytes(ByteOrder.LITTLE_ENDIAN).raw(wrongEnd);
        assertThatThrownBy(() -> drain(mismatch, wrongEnd.length)).hasMessageContaining("begins with length");
        CaptureBytes ragged = CaptureBytes.pcapng(ByteOrder.LITTLE_ENDIAN)
                .u32(6)
                .u32(13)
                .u32(0)
                .u32(0);
        assertThatThrownBy(() -> drain(ragged, ragged.toBytes().length)).hasMessageContaining("no multiple of 4");
        CaptureBytes overlong = CaptureBytes.pcapng(ByteOrder.LITTLE_ENDIAN)
                .description(1, 0, 6, 0)
                .block(
                        6,
                        new CaptureBytes(ByteOrder.LITTLE_ENDIAN)
                                .u32(0)
                                .u32(0)
                                .u32(0)
                                .u32(400)
                                .u32(400));
        assertThatThrownBy(() -> drain(overlong, overlong.toBytes().length)).hasMessageContaining("beyond its block");
        CaptureBytes fine = CaptureBytes.pcapng(ByteOrder.LITTLE_ENDIAN).description(1, 0, 19, 0);
        assertThatThrownBy(() -> drain(fine, fine.toBytes().length)).hasMessageContaining("if_tsresol 19");
    }

    private static long drain(CaptureBytes file, int length) {
        try (CaptureReader reader = file.open(length)) {
            while (reader.next()) {
                assertThat(reader.capturedBytes()).isEqualTo(DATA.length);
            }
            return reader.frameNumber();
        }
    }
}
