package tlpsim.gen.capture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tlpsim.core.problem.InvalidInputException;

class PacketCaptureReaderTest {
    private static final String MACS = "020000000001 020000000002 ";
    private static final String TCP4 = "45000034 00004000 4006 0000 0a000001 0a000002 d431 0050";
    private static final String UDP6 =
            "60000000 0010 11 40 20010db8000000000000000000000001 20010db8000000000000000000000002 0035 c000";
    private static final String KEY4 = "0a0000010a000002d4310050";
    private static final String KEY6 = "20010db800000000000000000000000120010db80000000000000000000000020035c000";

    @ParameterizedTest
    @CsvSource({
        "1,   020000000001020000000002 0800,                     66, 66",
        "1,   020000000001020000000002 0800,                     54, 60",
        "1,   020000000001020000000002 88a80001 81000002 0800,   74, 74",
        "113, 0000000100060200000000010000 0800,                 68, 66",
        "276, 0800000000000001000106000200000000010000,          72, 66",
        "0,   02000000,                                          104, 114",
        "101, '',                                                1500, 1514",
        "228, '',                                                40, 60",
    })
    void readsFlowsUnderEveryLinkType(int linkType, String header, int original, int length) {
        PacketCaptureReader reader = reader(linkType, original, header + TCP4);

        assertThat(reader.next()).isTrue();
        assertThat(reader.lengthBytes()).isEqualTo(length);
        assertThat(key(reader)).isEqualTo(KEY4);
        assertThat(reader.protocol()).isEqualTo(6);
        assertThat(reader.next()).isFalse();
    }

    @Test
    void readsIpv6WithAndWithoutExtensionHeaders() {
        PacketCaptureReader plain = reader(1, 200, MACS + "86dd" + UDP6);
        plain.next();
        assertThat(key(plain)).isEqualTo(KEY6);
        String extended = UDP6.replace("11 40 20", "00 40 20").replace("0035 c000", "1100 0000 00000000 0035 c000");
        PacketCaptureReader hopByHop = reader(1, 200, MACS + "86dd" + extended);
        hopByHop.next();
        assertThat(key(hopByHop)).isEqualTo(KEY6);
        assertThat(hopByHop.protocol()).isEqualTo(17);
    }

    @Test
    void fragmentsAndOtherProtocolsHaveNoPorts() {
        PacketCaptureReader fragment = reader(1, 200, MACS + "0800" + TCP4.replace("00004000", "00002000"));
        fragment.next();
        assertThat(key(fragment)).isEqualTo(KEY4.substring(0, 16));
        PacketCaptureReader ping = reader(1, 98, MACS + "0800" + TCP4.replace("4006", "4001"));
        ping.next();
        assertThat(key(ping)).isEqualTo(KEY4.substring(0, 16));
        assertThat(ping.protocol()).isEqualTo(1);
        String parts = UDP6.replace("11 40 20", "2c 40 20").replace("0035 c000", "1100 0001 00000000 0035 c000");
        PacketCaptureReader fragment6 = reader(1, 200, MACS + "86dd" + parts);
        fragment6.next();
        assertThat(key(fragment6)).isEqualTo(KEY6.substring(0, 64));
    }

    @Test
    void whatSnaplenCutsIsAbsentAndNeverAFault() {
        byte[] whole = CaptureBytes.hex(MACS + "81000001 86dd" + UDP6);
        for (int captured = 0; captured <= whole.length; captured++) {
            CaptureReader records = CaptureBytes.pcap(ByteOrder.LITTLE_ENDIAN, PcapLayout.MICROSECOND_MAGIC, 1)
                    .record(0, 0, 500, Arrays.copyOf(whole, captured))
                    .open();
            PacketCaptureReader reader = new PacketCaptureReader(records);
            assertThat(reader.next()).isTrue();
            assertThat(reader.lengthBytes()).isEqualTo(500);
            assertThat(reader.flowKeyBytes()).isEqualTo(captured == whole.length ? 36 : captured >= 58 ? 32 : 0);
        }
    }

    @Test
    void theFrameCheckSequenceDoesNotCount() {
        CaptureReader records = CaptureBytes.pcap(
                        ByteOrder.BIG_ENDIAN, PcapLayout.MICROSECOND_MAGIC, 2 << 28 | PcapLayout.FCS_PRESENT | 1)
                .record(0, 0, 1518, CaptureBytes.hex(MACS + "0800" + TCP4))
                .open();
        PacketCaptureReader reader = new PacketCaptureReader(records);
        reader.next();
        assertThat(reader.lengthBytes()).isEqualTo(1514);
    }

    @Test
    void otherLinkTypesArePassedOverAndAnEmptyTraceIsAMistake(@TempDir java.nio.file.Path folder)
            throws java.io.IOException {
        java.nio.file.Path file = folder.resolve("raw.pcap");
        java.nio.file.Files.write(
                file,
                CaptureBytes.pcap(ByteOrder.LITTLE_ENDIAN, PcapLayout.MICROSECOND_MAGIC, 147)
                        .record(0, 0, 12, new byte[12])
                        .toBytes());

        assertThatThrownBy(() -> PacketTrace.load(file))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith(file + ": holds no packet; 1 records have other link types");
    }

    @Test
    void timesOfATraceStartAtZeroAndNeverFall(@TempDir java.nio.file.Path folder) throws java.io.IOException {
        java.nio.file.Path file = folder.resolve("packets.pcap");
        byte[] frame = CaptureBytes.hex(MACS + "0800" + TCP4);
        java.nio.file.Files.write(
                file,
                CaptureBytes.pcap(ByteOrder.LITTLE_ENDIAN, PcapLayout.MICROSECOND_MAGIC, 1)
                        .record(5, 10, 66, frame)
                        .record(5, 12, 66, frame)
                        .record(5, 11, 66, frame)
                        .toBytes());

        PacketTrace trace = PacketTrace.load(file);

        assertThat(trace.size()).isEqualTo(3);
        assertThat(trace.timePs(0)).isZero();
        assertThat(trace.timePs(1)).isEqualTo(2_000_000);
        assertThat(trace.timePs(2)).isEqualTo(2_000_000);
        byte[] key = new byte[PacketCaptureReader.MAX_FLOW_KEY_BYTES];
        assertThat(trace.copyFlowKey(2, key)).isEqualTo(12);
        assertThat(HexFormat.of().formatHex(key, 0, 12)).isEqualTo(KEY4);
    }

    private static PacketCaptureReader reader(int linkType, int original, String frame) {
        return new PacketCaptureReader(
                CaptureBytes.pcap(ByteOrder.LITTLE_ENDIAN, PcapLayout.MICROSECOND_MAGIC, linkType)
                        .record(0, 0, original, CaptureBytes.hex(frame))
                        .open());
    }

    private static String key(PacketCaptureReader reader) {
        return HexFormat.of().formatHex(reader.flowKey(), 0, reader.flowKeyBytes());
    }
}
