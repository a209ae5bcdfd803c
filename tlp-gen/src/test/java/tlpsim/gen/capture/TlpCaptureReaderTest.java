package tlpsim.gen.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteOrder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tlpsim.core.problem.InvalidInputException;

class TlpCaptureReaderTest {
    /** MRd of 128 DW, 3DW header. */
    private static final String READ = "00002080 190002ff 90000000";
    /** MWr of 1 DW, 4DW header, with payload. */
    private static final String WRITE = "60000001 0100000f 00000001 00000000 deadbeef";

    private static final String MACS = "020000000001 020000000002 ";
    private static final String PADDING = "aaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    @Test
    void findsTheTlpInNetTlpsEncapsulationWithAndWithoutVlanTagAndPadding() {
        String packet = "4500002e 00000000 4011 0000 c0a80a01 c0a80a03 3002 3002 001a 0000 0234 6ea74d4a" + READ;
        CaptureBytes file = ethernet()
                .record(1, 0, 60, CaptureBytes.hex(MACS + "0800" + packet))
                .record(1, 5, 64, CaptureBytes.hex(MACS + "81000064 0800" + packet))
                .record(1, 9, 74, CaptureBytes.hex(MACS + "0800" + packet + PADDING));
        try (TlpCaptureReader reader = new TlpCaptureReader(file.open())) {
            for (int i = 0; i < 3; i++) {
                assertThat(reader.next()).isTrue();
                assertThat(hex(reader)).isEqualTo(READ.replace(" ", ""));
                assertThat(reader.wireBytes()).isEqualTo(12);
                assertThat(reader.headerBytes()).isEqualTo(12);
                assertThat(reader.sequence()).isEqualTo(0x234);
                assertThat(reader.adapterTimestamp()).isEqualTo(0x6ea74d4aL);
                assertThat(reader.senderAddress()).isEqualTo(0xc0a80a01);
            }
            assertThat(reader.timePs()).isEqualTo(9_000);
            assertThat(reader.next()).isFalse();
            assertThat(reader.skippedFrames()).isZero();
        }
    }

    @Test
    void passesOverOtherTraffic() {
        CaptureBytes file = ethernet()
                .record(0, 0, 42, CaptureBytes.hex(MACS + "0806" + "0".repeat(56)))
                .record(0, 0, 60, netTlp("3000", "001a", READ))
                .record(0, 0, 60, netTlp("3010", "001a", READ))
                .record(0, 0, 4, new byte[4]);
        try (TlpCaptureReader reader = new TlpCaptureReader(file.open())) {
            assertThat(reader.next()).isTrue();
            assertThat(reader.frameNumber()).isEqualTo(2);
            assertThat(reader.next()).isFalse();
            assertThat(reader.skippedFrames()).isEqualTo(3);
        }
    }

    @Test
    void readsRawTlpsUnderLinkType147() {
        CaptureBytes file = raw().record(0, 1, 20, CaptureBytes.hex(WRITE)).record(0, 3, 12, CaptureBytes.hex(READ));
        try (TlpCaptureReader reader = new TlpCaptureReader(file.open())) {
            reader.next();
            assertThat(hex(reader)).isEqualTo(WRITE.replace(" ", ""));
            assertThat(reader.headerBytes()).isEqualTo(16);
            assertThat(reader.wireBytes()).isEqualTo(20);
            reader.next();
            assertThat(reader.timePs()).isEqualTo(2_000);
            assertThat(reader.senderAddress()).isZero();
            assertThat(reader.next()).isFalse();
        }
    }

    @ParameterizedTest
    @CsvSource({
        // first bytes, original length, header, total
        "40000040 190000ff a0000000,                            268,  12, 268",
        "40000000 190000ff a0000000,                            4108, 12, 4108",
        "40008001 1900000f a0000000,                            20,   12, 20",
        "60000010 190000ff 00000001 a0000000,                   80,   16, 80",
        "90120000 60000010 190000ff 00000001 a0000000,          84,   20, 84",
        "91000001 90120000 40000010 190000ff a0000000,          84,   20, 84",
        "0a000000 00000004 19000000,                            12,   12, 12",
        "4a000040 1b000200 19000000,                            268,  12, 268",
        "20000080 190000ff 00000001 a0000000,                   16,   16, 16",
    })
    void theLengthOfATlpThatSnaplenHasCutComesFromItsHeader(String bytes, int original, int header, int total) {
        try (TlpCaptureReader reader = new TlpCaptureReader(
                raw().record(0, 0, original, CaptureBytes.hex(bytes)).open())) {
            assertThat(reader.next()).isTrue();
            assertThat(reader.headerBytes()).isEqualTo(header);
            assertThat(reader.capturedBytes()).isEqualTo(header);
            assertThat(reader.wireBytes()).isEqualTo(total);
        }
    }

    @Test
    void aCutHeaderIsReportedWithFileRecordAndByte() {
        byte[] whole = CaptureBytes.hex("90120000 60000010 190000ff 00000001 a0000000");
        for (int captured = 0; captured < whole.length; captured++) {
            CaptureBytes file = raw().record(0, 0, 12, CaptureBytes.hex(READ))
                    .record(0, 0, 84, java.util.Arrays.copyOf(whole, captured));
            String found = "test.pcap: record 2 at byte 52: the header of the TLP is not whole: " + captured;
            assertThatThrownBy(() -> drain(file))
                    .isInstanceOf(InvalidInputException.class)
                    .hasMessageStartingWith(found);
        }
    }

    @Test
    void aTlpThatDoesNotFitItsFrameIsReported() {
        CaptureBytes udp = ethernet().record(0, 0, 60, netTlp("3000", "001a", "40000040 190000ff a0000000"));
        assertThatThrownBy(() -> drain(udp))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage("test.pcap: record 1 at byte 24: the header promises a TLP of 268 bytes, "
                        + "but the frame has 12");
        CaptureBytes raw = raw().record(0, 0, 16, CaptureBytes.hex("40000040 190000ff a0000000 00000000"));
        assertThatThrownBy(() -> drain(raw)).hasMessageContaining("but the frame has 16");
        CaptureBytes cut = ethernet().record(0, 0, 60, java.util.Arrays.copyOf(netTlp("3000", "001a", READ), 44));
        assertThatThrownBy(() -> drain(cut)).hasMessageContaining("the frame is cut before its TLP");
    }

    private static CaptureBytes ethernet() {
        return CaptureBytes.pcap(ByteOrder.LITTLE_ENDIAN, PcapLayout.NANOSECOND_MAGIC, 1);
    }

    private static CaptureBytes raw() {
        return CaptureBytes.pcap(ByteOrder.BIG_ENDIAN, PcapLayout.NANOSECOND_MAGIC, 147);
    }

    private static byte[] netTlp(String port, String udpBytes, String tlp) {
        return CaptureBytes.hex(MACS + "0800 4500002e 00000000 4011 0000 c0a80a01 c0a80a03" + port + port + udpBytes
                + "0000 0000 00000000" + tlp);
    }

    private static void drain(CaptureBytes file) {
        try (TlpCaptureReader reader = new TlpCaptureReader(file.open())) {
            while (reader.next()) {
                assertThat(reader.wireBytes()).isPositive();
            }
        }
    }

    private static String hex(TlpCaptureReader reader) {
        byte[] bytes = new byte[reader.capturedBytes()];
        reader.buffer().getBytes(reader.offset(), bytes);
        return java.util.HexFormat.of().formatHex(bytes);
    }
}
