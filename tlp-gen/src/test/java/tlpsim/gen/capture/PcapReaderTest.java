package tlpsim.gen.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tlpsim.core.problem.InvalidInputException;

class PcapReaderTest {
    private static final byte[] DATA = {1, 2, 3, 4, 5};

    static Stream<ByteOrder> orders() {
        return Stream.of(ByteOrder.BIG_ENDIAN, ByteOrder.LITTLE_ENDIAN);
    }

    @ParameterizedTest
    @MethodSource("orders")
    void readsMicrosecondsInBothByteOrders(ByteOrder order) {
        try (CaptureReader reader = CaptureBytes.pcap(order, PcapLayout.MICROSECOND_MAGIC, 1)
                .record(1_700_000_000, 999_999, 5, DATA)
                .record(1_700_000_001, 2, 1514, DATA)
                .open()) {
            assertThat(reader.next()).isTrue();
            assertThat(reader.seconds()).isEqualTo(1_700_000_000);
            assertThat(reader.psOfSecond()).isEqualTo(999_999_000_000L);
            assertThat(reader.linkType()).isEqualTo(1);
            assertThat(reader.originalBytes()).isEqualTo(5);
            assertThat(reader.next()).isTrue();
            assertThat(reader.relativePs()).isEqualTo(3_000_000);
            assertThat(reader.capturedBytes()).isEqualTo(5);
            assertThat(reader.originalBytes()).isEqualTo(1514);
            assertThat(reader.frameNumber()).isEqualTo(2);
            assertThat(Arrays.copyOfRange(reader.bytes(), reader.dataOffset(), reader.dataOffset() + 5))
                    .isEqualTo(DATA);
            assertThat(reader.next()).isFalse();
        }
    }

    @ParameterizedTest
    @MethodSource("orders")
    void readsNanosecondsInBothByteOrders(ByteOrder order) {
        try (CaptureReader reader = CaptureBytes.pcap(order, PcapLayout.NANOSECOND_MAGIC, 147)
                .record(10, 5, 5, DATA)
                .record(12, 6, 5, DATA)
                .open()) {
            reader.next();
            reader.next();
            assertThat(reader.relativePs()).isEqualTo(2_000_000_001_000L);
            assertThat(reader.linkType()).isEqualTo(147);
        }
    }

    @Test
    void everyCutOfAFileIsReportedWithRecordAndByte() {
        CaptureBytes file = CaptureBytes.pcap(ByteOrder.LITTLE_ENDIAN, PcapLayout.MICROSECOND_MAGIC, 1)
                .record(1, 0, 5, DATA)
                .record(2, 0, 5, DATA);
        int recordBytes = PcapLayout.RECORD_HEADER_BYTES + DATA.length;
        List<Integer> whole = List.of(24, 24 + recordBytes, 24 + 2 * recordBytes);
        for (int length = 24; length <= 24 + 2 * recordBytes; length++) {
            if (whole.contains(length)) {
                assertThat(count(file, length)).isEqualTo(whole.indexOf(length));
                continue;
            }
            int cut = length;
            int record = cut < 24 + recordBytes ? 1 : 2;
            assertThatThrownBy(() -> count(file, cut))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith("test.pcap: record " + record + " at byte "
                            + (24 + (record - 1) * recordBytes) + ": the file is cut: ")
                    .hasMessageContaining("missing at byte " + cut);
        }
    }

    @Test
    void aCutFileHeaderIsReported() {
        CaptureBytes file = CaptureBytes.pcap(ByteOrder.LITTLE_ENDIAN, PcapLayout.MICROSECOND_MAGIC, 1);
        for (int length = 1; length < PcapLayout.FILE_HEADER_BYTES; length++) {
            int cut = length;
            assertThatThrownBy(() -> count(file, cut))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith("test.pcap: file header: the file is cut: ");
        }
    }

    @Test
    void aLengthBeyondReasonIsReported() {
        CaptureBytes file = CaptureBytes.pcap(ByteOrder.LITTLE_ENDIAN, PcapLayout.MICROSECOND_MAGIC, 1)
                .u32(0)
                .u32(0)
                .u32(0xFFFF_FFF0L)
                .u32(64);

        assertThatThrownBy(() -> count(file, file.toBytes().length))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(
                        "test.pcap: record 1 at byte 24: a length of 4294967280 bytes is beyond the limit of 16777216");
    }

    @Test
    void foreignFilesAreNamedAsWhatTheyAreNot() {
        assertThatThrownBy(() -> open(new byte[0]))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("x: file header: the file is empty");
        assertThatThrownBy(() -> open("%YAML 1.2".getBytes(StandardCharsets.US_ASCII)))
                .hasMessage("x: file header: neither pcap nor pcapng: the first four bytes are 2559414d");
        assertThatThrownBy(() -> open(new byte[] {0x1F, (byte) 0x8B, 8, 0}))
                .hasMessageContaining("decompress it first");
        assertThatThrownBy(() -> CaptureReader.open(Path.of("no-such-file.pcap")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("no-such-file.pcap: no such capture file");
        assertThatThrownBy(() -> CaptureReader.open(Path.of(".")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(".: is a folder, not a capture");
    }

    @Test
    void theFrameCheckSequenceOfTheFileHeaderIsKnown() {
        int linkType = 2 << 28 | PcapLayout.FCS_PRESENT | 1;
        try (CaptureReader reader = CaptureBytes.pcap(ByteOrder.BIG_ENDIAN, PcapLayout.MICROSECOND_MAGIC, 0)
                .open()) {
            assertThat(reader.fcsBytes()).isZero();
        }
        try (CaptureReader reader = CaptureBytes.pcap(ByteOrder.BIG_ENDIAN, PcapLayout.MICROSECOND_MAGIC, linkType)
                .open()) {
            assertThat(reader.fcsBytes()).isEqualTo(4);
            assertThat(reader.linkType()).isEqualTo(1);
        }
    }

    private static long count(CaptureBytes file, int length) {
        try (CaptureReader reader = file.open(length)) {
            while (reader.next()) {
                assertThat(reader.capturedBytes()).isEqualTo(DATA.length);
            }
            return reader.frameNumber();
        }
    }

    private static CaptureReader open(byte[] bytes) {
        return CaptureReader.open("x", new ByteArrayInputStream(bytes));
    }
}
