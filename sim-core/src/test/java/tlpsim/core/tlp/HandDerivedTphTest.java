package tlpsim.core.tlp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HandDerivedTphTest {
    private final TlpFlyweight tlp = new TlpFlyweight();
    private final UnsafeBuffer out = new UnsafeBuffer(new byte[128]);

    static List<HandDerivedRow> rows() {
        return HandDerivedRow.all();
    }

    static List<HandDerivedRow> writable() {
        return rows().stream().filter(row -> !row.writtenBy().equals("-")).toList();
    }

    static List<HandDerivedRow> requests() {
        return rows().stream().filter(row -> row.writtenBy().equals("request")).toList();
    }

    @Test
    void theTableHoldsAtLeastThirtyVectorsOfBothModes() {
        assertThat(rows()).hasSizeGreaterThanOrEqualTo(60);
        assertThat(rows()).filteredOn(HandDerivedRow::flit).hasSizeGreaterThanOrEqualTo(20);
        assertThat(requests()).hasSizeGreaterThanOrEqualTo(30);
    }

    @ParameterizedTest
    @MethodSource("rows")
    void bytesReadAsDerived(HandDerivedRow row) {
        UnsafeBuffer bytes = WireText.bytes(row.hex());
        int code = tlp.wrap(bytes, 0, bytes.capacity(), row.flit());
        long findings = TlpRules.check(tlp, code, false);

        SoftAssertions softly = new SoftAssertions();
        String fault = row.fields().getOrDefault("fault", "NONE");
        softly.assertThat(TlpFault.firstIn(findings)).as("fault").isEqualTo(TlpFault.valueOf(fault));
        if (row.has("note")) {
            softly.assertThat(findings
                            & TlpFault.valueOf(row.fields().get("note")).bit())
                    .as("note")
                    .isNotZero();
        }
        softly.assertThat(tlp.prefixCount())
                .as("prefixes")
                .isEqualTo(row.words("prefix").size());
        for (int i = 0; i < tlp.prefixCount(); i++) {
            softly.assertThat(tlp.prefix(i))
                    .as("prefix")
                    .isEqualTo(row.words("prefix").get(i));
        }
        if (row.has("kind")) {
            assertHeader(softly, row);
            assertHints(softly, row);
        }
        softly.assertAll();
    }

    private void assertHeader(SoftAssertions softly, HandDerivedRow row) {
        softly.assertThat(tlp.kind()).as("kind").isEqualTo(row.kind());
        softly.assertThat(tlp.address()).as("address").isEqualTo(row.longNumber("addr"));
        softly.assertThat(tlp.lengthDw()).as("length").isEqualTo(row.lengthDw());
        softly.assertThat(tlp.requesterId()).as("requester").isEqualTo(row.number("rid"));
        softly.assertThat(tlp.tag()).as("tag").isEqualTo(row.number("tag"));
        softly.assertThat(tlp.tc()).as("tc").isEqualTo(row.number("tc"));
        softly.assertThat(tlp.attr()).as("attr").isEqualTo(row.number("attr"));
        softly.assertThat(tlp.at()).as("at").isEqualTo(row.number("at"));
        softly.assertThat(tlp.ts()).as("ts").isEqualTo(row.number("ts"));
        softly.assertThat(tlp.th()).as("th").isEqualTo(row.number("th") == 1);
        softly.assertThat(tlp.ln()).as("ln").isEqualTo(row.number("ln") == 1);
        softly.assertThat(tlp.ep()).as("ep").isEqualTo(row.number("ep") == 1);
        softly.assertThat(tlp.lastBe() << 4 | tlp.firstBe()).as("byte enables").isEqualTo(row.number("be"));
        int effective = row.has("ebe") ? row.number("ebe") : row.number("be");
        softly.assertThat(tlp.effectiveByteEnables())
                .as("effective byte enables")
                .isEqualTo(effective);
        softly.assertThat(tlp.ohcA()).as("OHC-A").isEqualTo(row.number("ohca"));
        softly.assertThat(tlp.prefixBytes() + tlp.headerBytes())
                .as("bytes")
                .isEqualTo(row.hex().replace(" ", "").length() / 2);
    }

    private void assertHints(SoftAssertions softly, HandDerivedRow row) {
        softly.assertThat(tlp.hasHints()).as("hints").isEqualTo(row.hints());
        softly.assertThat(tlp.ph()).as("PH").isEqualTo(row.number("ph"));
        softly.assertThat(tlp.phField()).as("PH bits").isEqualTo(row.phField());
        softly.assertThat(tlp.st()).as("ST").isEqualTo(row.number("st"));
        softly.assertThat(tlp.isExtendedSt()).as("16-bit tag").isEqualTo(row.number("ext") == 1);
        softly.assertThat(tlp.hv()).as("HV").isEqualTo(row.number("hv"));
        softly.assertThat(tlp.ama()).as("AMA").isEqualTo(row.number("ama"));
        softly.assertThat(tlp.av()).as("AV").isEqualTo(row.number("av") == 1);
    }

    @ParameterizedTest
    @MethodSource("writable")
    void fieldsAreWrittenAsDerived(HandDerivedRow row) {
        boolean address64 = row.longNumber("addr") >>> 32 != 0 || row.has("addr64");
        TlpHeaderEncoder encoder = new TlpHeaderEncoder().wrap(out, 0, row.flit());
        row.words("prefix").forEach(encoder::prefix);
        encoder.header(TlpTypes.firstByte(row.kind(), address64, row.flit()));
        encoder.tc(row.number("tc"))
                .attr(row.number("attr"))
                .lengthDw(row.lengthDw())
                .ts(row.number("ts"));
        encoder.th(row.number("th") == 1).ln(row.number("ln") == 1).ep(row.number("ep") == 1);
        encoder.requesterId(row.number("rid")).tag(row.number("tag"));
        if (row.kind().isCompletion()) {
            encoder.completerId(row.number("completer")).byteCount(row.number("count"));
        } else {
            encoder.byteEnables(row.number("be") & 15, row.number("be") >>> 4).address(row.longNumber("addr"));
            encoder.ph(row.phField());
        }
        if (row.has("cfg")) {
            encoder.configTarget(row.number("cfg") >>> 16, row.number("cfg") & 0xFFC);
        }
        encoder.at(row.number("at"));
        if (row.hints() && !row.flit()) {
            encoder.stLow(row.number("st"));
        }
        putOhc(encoder, row);
        assertThat(WireText.hex(out, 0, encoder.bytes())).isEqualTo(cleanedHex(row));
    }

    private static void putOhc(TlpHeaderEncoder encoder, HandDerivedRow row) {
        if (!row.flit()) {
            return;
        }
        int ohcB = row.stField() << 8
                | row.phField() << 6
                | row.number("hv") << 4
                | row.number("ama") << 1
                | row.number("av");
        int fieldOfE = List.of(0, 1, 2, 0, 3).get(row.words("ohce").size());
        int ohc = (row.has("ohca") ? 1 : 0) | (ohcB != 0 ? 2 : 0) | (row.has("ohcc") ? 4 : 0) | fieldOfE << 3;
        encoder.ohcField(ohc);
        row.words("ohca").forEach(encoder::ohc);
        if (ohcB != 0) {
            encoder.ohc(ohcB);
        }
        row.words("ohcc").forEach(encoder::ohc);
        row.words("ohce").forEach(encoder::ohc);
    }

    @ParameterizedTest
    @MethodSource("requests")
    void requestEncoderWritesThemAsDerived(HandDerivedRow row) {
        MemoryRequestEncoder encoder = new MemoryRequestEncoder()
                .flit(row.flit())
                .kind(row.kind())
                .address(row.longNumber("addr"))
                .lengthDw(row.lengthDw())
                .requesterId(row.number("rid"))
                .tag(row.number("tag"))
                .tc(row.number("tc"))
                .attr(row.number("attr"))
                .addressType(row.number("at"))
                .byteEnables(row.number("be") & 15, row.number("be") >>> 4)
                .ama(row.number("ama"), row.number("av") == 1)
                .forcePrefix(row.has("force"));
        if (row.hints() && row.has("ext")) {
            encoder.extendedHints(row.number("ph"), row.number("st"));
        } else if (row.hints()) {
            encoder.hints(row.number("ph"), row.number("st"));
        }
        int bytes = encoder.encode(out, 0);
        assertThat(WireText.hex(out, 0, bytes)).isEqualTo(cleanedHex(row));
    }

    private static String cleanedHex(HandDerivedRow row) {
        return row.hex().replace(" ", "");
    }
}
