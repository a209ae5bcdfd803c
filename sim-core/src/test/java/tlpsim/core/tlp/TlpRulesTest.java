package tlpsim.core.tlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TlpRulesTest {
    private final TlpFlyweight tlp = new TlpFlyweight();

    private long findings(String hex, boolean flit, boolean cutInput) {
        UnsafeBuffer bytes = WireText.bytes(hex);
        int code = tlp.wrap(bytes, 0, bytes.capacity(), flit);
        return TlpRules.check(tlp, code, cutInput);
    }

    private TlpFault fault(String hex) {
        return TlpFault.firstIn(findings(hex, false, false));
    }

    @ParameterizedTest
    @CsvSource({
        // length, {LastBE, FirstBE}, low address byte, legal
        "1, 00, 00, true", // a write of no byte, a flush
        "1, 05, 00, true", // holes are allowed within one DW
        "1, 10, 00, false", // one DW has no last
        "2, 5a, 00, true", // two DW on a QW boundary: any
        "2, 5a, 04, false", // else one run
        "2, 18, 04, true",
        "2, 0f, 00, false", // two DW need both
        "2, f0, 00, false",
        "3, 1f, 00, true",
        "3, 78, 00, true",
        "3, 2f, 00, false",
        "3, f9, 00, false",
        "64, ff, 00, true"
    })
    void byteEnablesFollowTheLength(int lengthDw, String enables, String low, boolean legal) {
        String hex = "4000%04x 010007%s fee000%s".formatted(lengthDw, enables, low);
        assertThat(fault(hex)).isEqualTo(legal ? TlpFault.NONE : TlpFault.BYTE_ENABLES);
    }

    @ParameterizedTest
    @CsvSource({
        "4c, 1, 00001000, true", "4c, 2, 00001008, true", "4c, 3, 00001000, false", "4c, 2, 00001004, false",
        "4d, 4, 00001000, false", "4e, 2, 00001004, true", "4e, 4, 00001008, true", "4e, 8, 00001010, true",
        "4e, 8, 00001008, false", "4e, 1, 00001000, false", "4e, 6, 00001000, false"
    })
    void atomicOperandsHaveTheirSizesAndAlignment(String type, int lengthDw, String address, boolean legal) {
        String hex = "%s00%04x 01000900 %s".formatted(type, lengthDw, address);
        assertThat(fault(hex)).isEqualTo(legal ? TlpFault.NONE : TlpFault.ATOMIC_OPERAND);
    }

    @Test
    void lastDwBeforeABoundaryIsLegalAndOneMoreIsNot() {
        assertThat(fault("60000000 010000ff 00000001 00001000")).isEqualTo(TlpFault.NONE);
        assertThat(fault("60000000 010000ff 00000001 00001004")).isEqualTo(TlpFault.FOUR_KIB_CROSSING);
        assertThat(fault("20000000 010000ff ffffffff fffff000")).isEqualTo(TlpFault.NONE);
        assertThat(fault("20000002 010000ff ffffffff fffffffc")).isEqualTo(TlpFault.FOUR_KIB_CROSSING);
    }

    @Test
    void payloadMayBeAbsentButNotIncomplete() {
        String header = "40000002 010000ff fee00000";
        assertThat(findings(header, false, false)).isEqualTo(TlpFault.HEADER_ONLY.bit());
        assertThat(findings(header + "00000000", false, false)).isEqualTo(TlpFault.LENGTH_MISMATCH.bit());
        assertThat(findings(header + "00000000", false, true)).isEqualTo(TlpFault.HEADER_LOG.bit());
        assertThat(findings(header + "00".repeat(8), false, false)).isZero();
        assertThat(findings(header + "00".repeat(9), false, false)).isEqualTo(TlpFault.LENGTH_MISMATCH.bit());
    }

    @Test
    void digestIsCountedIfItIsThere() {
        String header = "40008001 0100000f fee00000";
        assertThat(findings(header + "00".repeat(8), false, false)).isZero();
        assertThat(findings(header + "00".repeat(4), false, false)).isEqualTo(TlpFault.DIGEST_ABSENT.bit());
        String flitWithTrailer = "40002001 01000000 fee00000";
        assertThat(findings(flitWithTrailer + "00".repeat(8), true, false)).isZero();
    }

    @Test
    void messageOfFlitModeHasFourDwUnlessOnlyThreeFit() {
        assertThat(findings("30000000 00000000 00000000 00000000", true, false)).isZero();
        assertThat(tlp.headerBaseDw()).isEqualTo(4);
        assertThat(findings("30000000 00000000 00000000", true, false)).isEqualTo(TlpFault.SHORT_MESSAGE_HEADER.bit());
        assertThat(tlp.headerBaseDw()).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(TlpFault.class)
    void everyFindingNamesItsClauseAndIsFoundByItsCode(TlpFault fault) {
        assertThat(TlpFault.of(fault.code())).isEqualTo(fault);
        assertThat(fault.description()).isNotEmpty();
        assertThat(fault.clause().isEmpty()).isEqualTo(fault == TlpFault.NONE);
        assertThat(TlpFault.firstIn(fault.bit())).isEqualTo(fault.isFault() ? fault : TlpFault.NONE);
    }

    @Test
    void everyFirstByteOfBothModesIsClassified() {
        UnsafeBuffer bytes = new UnsafeBuffer(new byte[64]);
        int[] reserved = new int[2];
        for (int mode = 0; mode < 2; mode++) {
            for (int value = 0; value < 256; value++) {
                bytes.putByte(0, (byte) value);
                int code = tlp.wrap(bytes, 0, 64, mode == 1);
                boolean known = tlp.kind() != TlpKind.RESERVED;
                reserved[mode] += known ? 0 : 1;
                int base = TlpTypes.headerBaseDw(value, mode == 1);
                assertThat(base).as("mode %d, type %02x", mode, value).isBetween(1, 7);
                assertThat(code == 0 || !known || code == TlpFault.RESERVED_LOCAL_PREFIX.code())
                        .isTrue();
            }
        }
        // Non-Flit: 16 messages, 14 that address memory, 12 others; prefixes are followed by the MRd that zeros are.
        assertThat(256 - reserved[0]).isEqualTo(16 + 14 + 2 + 4 + 4 + 32);
        // Flit: the same without prefixes, NOP, 5 of UIO; of 16 local prefixes the NOP that zeros are.
        assertThat(256 - reserved[1]).isEqualTo(16 + 14 + 2 + 4 + 4 + 1 + 5 + 16);
    }

    static List<String> others() {
        return WireText.lines("other-tlp.jsonl");
    }

    @ParameterizedTest
    @MethodSource("others")
    void logsAndTestBytesOfOthersRead(String line) {
        Map<String, String> vector = WireText.scalars(line);
        long found = findings(vector.get("hex"), "flit".equals(vector.get("mode")), true);
        if (vector.containsKey("error")) {
            assertThat(TlpFault.firstIn(found)).isEqualTo(TlpFault.RESERVED_TYPE);
            return;
        }
        long brokenOnTheWire = TlpFault.BYTE_ENABLES.bit() | TlpFault.FIXED_FIELD.bit();
        assertThat(TlpFault.firstIn(found & ~brokenOnTheWire)).isEqualTo(TlpFault.NONE);
        assertThat(tlp.kind()).isNotEqualTo(TlpKind.RESERVED);
        if (vector.containsKey("base_header_dw")) {
            assertThat(tlp.headerBaseDw()).isEqualTo(Integer.parseInt(vector.get("base_header_dw")));
            assertThat(tlp.ohcDw()).isEqualTo(Integer.parseInt(vector.get("ohc_words")));
            assertThat(tlp.payloadBytes()).isEqualTo(4 * Integer.parseInt(vector.get("payload_dw")));
        }
    }
}
