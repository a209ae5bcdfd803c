package tlpsim.core.tlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Against TLPs that cocotbext-pcie packed, bare and framed. */
class CocotbVectorsTest {
    private final TlpFlyweight tlp = new TlpFlyweight();
    private final FrameFlyweight frame = new FrameFlyweight();
    private final UnsafeBuffer out = new UnsafeBuffer(new byte[8192]);

    static List<String> vectors() {
        return WireText.lines("cocotbext-tlp.jsonl");
    }

    static List<String> frames() {
        return WireText.lines("framed-lcrc.jsonl");
    }

    @Test
    void allVectorsAreThere() {
        assertThat(vectors()).hasSize(236);
        assertThat(frames()).hasSize(236);
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void everyFieldIsReadAndWrittenAsPacked(String line) {
        Map<String, String> vector = WireText.scalars(line);
        Map<String, String> fields = WireText.scalars(WireText.object(line, "fields"));
        UnsafeBuffer bytes = WireText.bytes(vector.get("hex"));

        int code = tlp.wrap(bytes, 0, bytes.capacity(), false);

        assertThat(TlpRules.check(tlp, code, false)).isZero();
        assertThat(tlp.headerBytes()).isEqualTo(Integer.parseInt(vector.get("header_bytes")));
        assertThat(tlp.payloadBytes()).isEqualTo(Integer.parseInt(vector.get("payload_bytes")));
        SoftAssertions softly = new SoftAssertions();
        fields.forEach((key, value) -> softly.assertThat(read(key)).as(key).isEqualTo(value));
        softly.assertAll();
        int written = write(fields);
        assertThat(WireText.hex(out, 0, written)).isEqualTo(vector.get("header_hex"));
    }

    private String read(String key) {
        return switch (key) {
            case "fmt" -> Integer.toString(tlp.fmt());
            case "type" -> Integer.toString(tlp.type());
            case "tc" -> Integer.toString(tlp.tc());
            case "ln" -> Boolean.toString(tlp.ln());
            case "th" -> Boolean.toString(tlp.th());
            case "td" -> Boolean.toString(tlp.td());
            case "ep" -> Boolean.toString(tlp.ep());
            case "attr" -> Integer.toString(tlp.attr());
            case "at" -> Integer.toString(tlp.at());
            case "length_dw" -> Integer.toString(tlp.kind() == TlpKind.CPL ? tlp.lengthField() : tlp.lengthDw());
            case "requester_id" -> Integer.toString(tlp.requesterId());
            case "requester" -> name(tlp.requesterId());
            case "tag" -> Integer.toString(tlp.tag());
            case "first_be" -> Integer.toString(tlp.firstBe());
            case "last_be" -> Integer.toString(tlp.lastBe());
            case "address" -> Long.toUnsignedString(tlp.address());
            case "ph" -> Integer.toString(tlp.phField());
            case "completer_id" -> Integer.toString(CompletionFields.completerId(tlp));
            case "status" -> Integer.toString(CompletionFields.status(tlp));
            case "bcm" -> Boolean.toString(CompletionFields.bcm(tlp));
            case "byte_count" -> Integer.toString(CompletionFields.byteCount(tlp));
            case "lower_address" -> Integer.toString(CompletionFields.lowerAddress(tlp));
            default -> "no such field";
        };
    }

    private static String name(int id) {
        return "%02x:%02x.%d".formatted(id >>> 8, id >>> 3 & 0x1F, id & 7);
    }

    private int write(Map<String, String> fields) {
        TlpHeaderEncoder encoder = new TlpHeaderEncoder().wrap(out, 0, false);
        encoder.header(number(fields, "fmt") << 5 | number(fields, "type"));
        encoder.tc(number(fields, "tc")).attr(number(fields, "attr")).at(number(fields, "at"));
        encoder.ln(flag(fields, "ln"))
                .th(flag(fields, "th"))
                .td(flag(fields, "td"))
                .ep(flag(fields, "ep"));
        encoder.lengthDw(number(fields, "length_dw")).tag(number(fields, "tag"));
        encoder.requesterId(number(fields, "requester_id"));
        if (fields.containsKey("completer_id")) {
            encoder.completerId(number(fields, "completer_id")).status(number(fields, "status"));
            encoder.bcm(flag(fields, "bcm")).byteCount(number(fields, "byte_count"));
            encoder.lowerAddress(number(fields, "lower_address"));
        } else {
            encoder.byteEnables(number(fields, "first_be"), number(fields, "last_be"));
            encoder.address(Long.parseUnsignedLong(fields.get("address"))).ph(number(fields, "ph"));
        }
        return encoder.bytes();
    }

    private static int number(Map<String, String> fields, String key) {
        return Integer.parseInt(fields.get(key));
    }

    private static boolean flag(Map<String, String> fields, String key) {
        return Boolean.parseBoolean(fields.get(key));
    }

    @ParameterizedTest
    @MethodSource("frames")
    void frameIsReadAndWritten(String line) {
        Map<String, String> vector = WireText.scalars(line);
        UnsafeBuffer bytes = WireText.bytes(vector.get("frame_hex"));

        assertThat(frame.wrap(bytes, 0, bytes.capacity())).isEqualTo(FrameFault.NONE);
        assertThat(frame.sequence()).isEqualTo(Integer.parseInt(vector.get("seq")));
        String lcrc = "%08x".formatted(Integer.reverseBytes(frame.lcrc()));
        assertThat(lcrc).isEqualTo(vector.get("lcrc_le_hex"));
        assertThat(tlp.wrap(bytes, frame.tlpOffset(), frame.tlpBytes(), false)).isZero();
        int written = FrameFlyweight.encode(bytes, frame.tlpOffset(), frame.tlpBytes(), frame.sequence(), out, 0);
        assertThat(WireText.hex(out, 0, written)).isEqualTo(vector.get("frame_hex"));
    }

    @Test
    void flippedBitIsABadLcrc() {
        UnsafeBuffer bytes = WireText.bytes(WireText.scalars(frames().get(0)).get("frame_hex"));
        for (int bit = 8; bit < (bytes.capacity() - 1) * 8; bit++) {
            flip(bytes, bit);
            assertThat(frame.wrap(bytes, 0, bytes.capacity())).as("bit " + bit).isEqualTo(FrameFault.BAD_LCRC);
            flip(bytes, bit);
        }
        assertThat(frame.wrap(bytes, 0, bytes.capacity())).isEqualTo(FrameFault.NONE);
    }

    @Test
    void invertedLcrcBeforeEdbNullifies() {
        UnsafeBuffer bytes = WireText.bytes(WireText.scalars(frames().get(0)).get("frame_hex"));
        int last = bytes.capacity() - 1;
        for (int i = last - FrameLayout.LCRC_BYTES; i < last; i++) {
            bytes.putByte(i, (byte) ~bytes.getByte(i));
        }
        bytes.putByte(last, (byte) FrameLayout.EDB);
        assertThat(frame.wrap(bytes, 0, bytes.capacity())).isEqualTo(FrameFault.NULLIFIED);
    }

    @Test
    void frameWithoutItsSymbolsIsNamed() {
        UnsafeBuffer bytes = WireText.bytes(WireText.scalars(frames().get(0)).get("frame_hex"));
        assertThat(frame.wrap(bytes, 0, 11)).isEqualTo(FrameFault.TOO_SHORT);
        assertThat(frame.wrap(bytes, 0, bytes.capacity() - 1)).isEqualTo(FrameFault.NO_END);
        assertThat(frame.wrap(bytes, 1, bytes.capacity() - 1)).isEqualTo(FrameFault.NO_STP);
    }

    private static void flip(UnsafeBuffer bytes, int bit) {
        bytes.putByte(bit >>> 3, (byte) (bytes.getByte(bit >>> 3) ^ 1 << (bit & 7)));
    }
}
