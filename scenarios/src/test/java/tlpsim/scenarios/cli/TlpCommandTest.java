package tlpsim.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class TlpCommandTest {
    private static final String HINTED_WRITE = "4001000201002affee000002deadbeef01020304";
    private static final String FLIT_CAPTURE = "60020008040000f0000020e0060008000000f090";

    private final ObjectMapper json = new ObjectMapper();

    private JsonNode decode(String... arguments) throws IOException {
        TlpCommandRun run = TlpCommandRun.of("", arguments);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return json.readTree(run.out());
    }

    private static TlpCommandRun encode(String object) {
        return TlpCommandRun.of("", "encode", object);
    }

    @Test
    void decodePrintsEveryFieldOfAHintedWrite() throws IOException {
        JsonNode tlp = decode("decode", HINTED_WRITE);
        assertThat(tlp.get("kind").asText()).isEqualTo("MWr3");
        assertThat(tlp.get("mode").asText()).isEqualTo("non-flit");
        assertThat(tlp.get("th").asBoolean()).isTrue();
        assertThat(tlp.get("ph").asInt()).isEqualTo(2);
        assertThat(tlp.get("st").asInt()).isEqualTo(0x2A);
        assertThat(tlp.get("address").asLong()).isEqualTo(0xEE000000L);
        assertThat(tlp.get("requester").asText()).isEqualTo("01:00.0");
        assertThat(tlp.get("payload").asText()).isEqualTo("deadbeef01020304");
        assertThat(tlp.get("prefixes")).isEmpty();
        assertThat(tlp.get("fault").isNull()).isTrue();
        assertThat(tlp.has("reserved")).isFalse();
    }

    @Test
    void decodeMergesTheSteeringTagFromThePrefix() throws IOException {
        JsonNode tlp = decode("decode", "90120000" + HINTED_WRITE);
        assertThat(tlp.get("st").asInt()).isEqualTo(0x122A);
        assertThat(tlp.get("extended_st").asBoolean()).isTrue();
        assertThat(tlp.get("prefixes").get(0).get("name").asText()).isEqualTo("TPH");
        assertThat(tlp.get("prefixes").get(0).get("st_high").asInt()).isEqualTo(0x12);
    }

    @Test
    void decodeReadsTheFlitCapture() throws IOException {
        JsonNode tlp = decode("decode", "--flit", FLIT_CAPTURE);
        assertThat(tlp.get("flit_type").asText()).isEqualTo("MemWrite64");
        assertThat(tlp.get("st").asInt()).isEqualTo(0xF0);
        assertThat(tlp.get("ph").asInt()).isEqualTo(2);
        assertThat(tlp.get("hv").asInt()).isEqualTo(1);
        assertThat(tlp.get("ohc_b").toString()).isEqualTo("{\"st\":240,\"ph\":2,\"hv\":1,\"ama\":0,\"av\":0}");
        assertThat(tlp.get("fault").isNull()).isTrue();
        assertThat(tlp.get("notes").get(0).asText()).isEqualTo("HEADER_ONLY");
    }

    @Test
    void addressesAboveTwoToThe63StayUnsigned() throws IOException {
        JsonNode tlp = decode("decode", "20000001010000 0f fedcba9876543210".replace(" ", ""));
        assertThat(tlp.get("address").asText()).isEqualTo("18364758544493064720");
        assertThat(encode(tlp.toString()).out().strip()).isEqualTo("200000010100000ffedcba9876543210");
    }

    @Test
    void everyFormOfHexadecimalIsRead() {
        String expected = TlpCommandRun.of("", "decode", "4000000100000f0ffee0000000000001")
                .out();
        String[] forms = {
            "40000001 00000f0f fee00000 00000001",
            "40000001 00000F0F FEE00000 00000001",
            "0x40000001 0x00000f0f 0xfee00000 0x00000001",
            "40:00:00:01:00:00:0f:0f:fe:e0:00:00:00:00:00:01",
            "40000001|00000f0f|fee00000|00000001",
            "0x40, 0x00, 0x00, 0x01, 0x00, 0x00, 0x0f, 0x0f, 0xfe, 0xe0, 0, 0".replace(" 0, 0", " 0x00, 0x00")
                    + ", 0x00, 0x00, 0x00, 0x01",
            "{\"hex\":\"4000000100000f0ffee0000000000001\"}",
            "{\"dwords\":\"40000001 00000f0f fee00000 00000001\"}"
        };
        TlpCommandRun run = TlpCommandRun.of(String.join("\n", forms), "decode", "-");
        assertThat(run.outLines()).hasSize(forms.length).allMatch(line -> line.equals(expected.strip()));
        assertThat(TlpCommandRun.of("", "decode", "40000001", "00000f0f", "fee00000", "00000001")
                        .out())
                .isEqualTo(expected);
    }

    @Test
    void framesAreRecognisedAndMadeAgain() throws IOException {
        String frame = "fb000140402001bdab890389f8f6dc074f00008b23707dfd";
        JsonNode tlp = decode("decode", frame);
        assertThat(tlp.get("seq").asInt()).isEqualTo(1);
        assertThat(tlp.get("lcrc_le_hex").asText()).isEqualTo("8b23707d");
        assertThat(tlp.get("kind").asText()).isEqualTo("MWr3");
        assertThat(encode(tlp.toString()).out().strip()).isEqualTo(frame);
        JsonNode broken = decode("decode", frame.replace("07dfd", "07cfd"));
        assertThat(broken.get("fault").asText()).isEqualTo("BAD_LCRC");
        assertThat(broken.get("fault_clause").asText()).isEqualTo("3.6.3.1");
    }

    @Test
    void malformedTlpsAreAnswersWithANamedFault() throws IOException {
        assertFault("TRUNCATED_HEADER", "2.2.1", "decode", "400000");
        assertFault("TRUNCATED_HEADER", "2.2.1", "decode", "");
        assertFault("TRUNCATED_PREFIX", "2.2.10", "decode", "90120000");
        assertFault("RESERVED_TYPE", "2.2.1", "decode", "1b0000000000000000000000");
        assertFault("RESERVED_FMT", "2.2.1.1", "decode", "a00000000000000000000000");
        assertFault("TOO_MANY_PREFIXES", "2.2.10.4", "decode", "9e000000".repeat(5) + HINTED_WRITE);
        assertFault("LENGTH_MISMATCH", "2.2.2", "decode", HINTED_WRITE.substring(0, 32));
        assertFault("LENGTH_MISMATCH", "2.2.2", "decode", HINTED_WRITE + "00000000");
        assertFault("FOUR_KIB_CROSSING", "2.2.7", "decode", "40000002000000ff00000ffc0000000000000000");
        assertFault("BYTE_ENABLES", "2.2.5", "decode", "40000002000000f0fee000000000000000000000");
        assertFault("ATOMIC_OPERAND", "2.2.7", "decode", "4c000003000000000000100000000000".concat("0".repeat(16)));
        assertFault("FIXED_FIELD", "2.2.7", "decode", "040000020000000f01000000");
        assertFault("MISSING_OHC", "2.2.5.2", "decode", "--flit", "420000010000000000001000");
    }

    private void assertFault(String name, String clause, String... arguments) throws IOException {
        JsonNode tlp = decode(arguments);
        assertThat(tlp.get("fault").asText())
                .as(arguments[arguments.length - 1])
                .isEqualTo(name);
        assertThat(tlp.get("fault_clause").asText()).isEqualTo(clause);
        assertThat(tlp.get("fault_text").asText()).isNotEmpty();
    }

    @Test
    void headerLogsMayHaveAStaleOrIncompleteTail() throws IOException {
        JsonNode read = decode("decode", "--header-log", "0400000100200a030501000000050100");
        assertThat(read.get("fault").isNull()).isTrue();
        assertThat(read.get("notes").get(0).asText()).isEqualTo("HEADER_LOG");
        assertThat(encode(read.toString()).out().strip()).isEqualTo("0400000100200a030501000000050100");
        JsonNode asPrinted = decode("decode", "04000001 00200a03 05010000 00050100");
        assertThat(asPrinted).isEqualTo(read);
        assertThat(decode("decode", "04000001", "00200a03", "05010000", "00050100"))
                .isEqualTo(read);
        JsonNode cut = decode("decode", "--header-log", "4a004010000000400100000012345678");
        assertThat(cut.get("fault").isNull()).isTrue();
        assertThat(cut.get("payload").asText()).isEqualTo("12345678");
    }

    @Test
    void textThatIsNoTlpIsReportedWithItsLineAndTheOthersAreDecoded() throws IOException {
        TlpCommandRun run =
                TlpCommandRun.of("# log\n" + HINTED_WRITE + "\n\n4000zz\nabc\n" + HINTED_WRITE + "\n", "decode", "-");
        assertThat(run.exitCode()).isEqualTo(ExitCode.INVALID);
        assertThat(run.outLines()).hasSize(4);
        assertThat(json.readTree(run.outLines().get(1)).get("fault").asText()).isEqualTo("NOT_A_TLP");
        assertThat(run.err().lines())
                .containsExactly(
                        "error: <stdin>:4:5: not hexadecimal: 'z'",
                        "error: <stdin>:5:4: a byte has two hexadecimal digits, this one has one");
    }

    @Test
    void encodeFillsInWhatIsLeftOut() {
        assertThat(encode("{\"kind\":\"MWr\",\"address\":\"0xfee00000\",\"requester\":\"01:00.0\"}")
                        .out()
                        .strip())
                .isEqualTo("400000010100000ffee00000");
        assertThat(encode("{\"kind\":\"MRd\",\"address\":\"0x100000000\",\"length_dw\":16,\"tag\":7}")
                        .out()
                        .strip())
                .isEqualTo("20000010000007ff0000000100000000");
        assertThat(encode("{\"kind\":\"MWr\",\"address\":4096,\"payload\":\"0102030405060708\"}")
                        .out()
                        .strip())
                .isEqualTo("40000002000000ff000010000102030405060708");
        assertThat(encode(
                                "{\"kind\":\"CplD\",\"completer\":\"00:1f.3\",\"byte_count\":4096,\"tag\":1,\"length_dw\":64}")
                        .out()
                        .strip())
                .isEqualTo("4a00004000fb000000000100");
    }

    @Test
    void encodeSendsThePrefixOnlyForATagThatNeedsIt() {
        assertThat(encode("{\"kind\":\"MWr\",\"address\":\"0x1000\",\"ph\":2,\"st\":255}")
                        .out()
                        .strip())
                .isEqualTo("400100010000ff0f00001002");
        assertThat(encode("{\"kind\":\"MWr\",\"address\":\"0x1000\",\"ph\":2,\"st\":256}")
                        .out()
                        .strip())
                .isEqualTo("90010000400100010000000f00001002");
        assertThat(encode("{\"kind\":\"MRd\",\"address\":\"0x1000\",\"ph\":1,\"st\":\"0x1234\",\"tag\":9,"
                                + "\"prefixes\":[{\"name\":\"PASID\",\"pasid\":5}]}")
                        .out()
                        .strip())
                .isEqualTo("9100000590120000000100010000093400001001");
    }

    @Test
    void encodeOfFlitModeAddsTheContentThatIsNeeded() {
        String head = "{\"mode\":\"flit\",\"kind\":\"MWr\",\"address\":\"0x1000\",";
        assertThat(encode(head + "\"length_dw\":2}").out().strip()).isEqualTo("400000020000000000001000");
        assertThat(encode(head + "\"length_dw\":2,\"ph\":2,\"st\":42}").out().strip())
                .isEqualTo("40020002000000000000100000002a90");
        assertThat(encode(head + "\"length_dw\":2,\"first_be\":12,\"ph\":2,\"st\":4660}")
                        .out()
                        .strip())
                .isEqualTo("400300020000000000001000000000fc001234b0");
        assertThat(encode("{\"mode\":\"flit\",\"kind\":\"IOWr\",\"address\":4096,\"payload\":\"00000001\"}")
                        .out()
                        .strip())
                .isEqualTo("4201000100000000000010000000000f00000001");
    }

    @Test
    void encodeNamesEveryMistakeWithItsLine() {
        TlpCommandRun run = TlpCommandRun.of(
                String.join(
                        "\n",
                        "{\"kind\":\"MWr\",\"adress\":1}",
                        "{\"kind\":\"MWx\"}",
                        "{\"kind\":\"MWr\",\"tc\":8}",
                        "{\"kind\":\"MWr\",\"st\":1,\"tag\":2}",
                        "{\"kind\":\"MWr3\",\"address\":\"0x100000000\"}",
                        "{\"tc\":1}",
                        "{\"kind\":",
                        "[1]",
                        "{\"kind\":\"MWr\",\"requester\":\"1:2\"}",
                        "{\"kind\":\"MWr\",\"th\":false,\"st\":3}",
                        "{\"kind\":\"MWr\"}"),
                "encode",
                "-");
        assertThat(run.exitCode()).isEqualTo(ExitCode.INVALID);
        assertThat(run.outLines()).containsExactly("400000010000000f00000000");
        assertThat(run.err())
                .contains("<stdin>:1: unknown key 'adress' (did you mean 'address'?)")
                .contains("<stdin>:2: kind: 'MWx'; allowed: MRd, MRdLk, MWr")
                .contains("<stdin>:3: tc: 8 is out of range; allowed: 0 to 7")
                .contains("<stdin>:4: st: low byte 1, but tag are 2")
                .contains("<stdin>:5: address: 0x100000000 needs a 4DW header")
                .contains("<stdin>:6: kind: missing")
                .contains("<stdin>:7:")
                .contains("<stdin>:8:1: a JSON object expected")
                .contains("<stdin>:9: requester: bus:device.function in hexadecimal expected, given '1:2'")
                .contains("<stdin>:10: st: 3 needs th: true")
                .doesNotContain("Exception");
    }

    @Test
    void noCommandIsAUsageErrorAndHelpShowsExamples() {
        TlpCommandRun bare = TlpCommandRun.of("");
        assertThat(bare.exitCode()).isEqualTo(ExitCode.INVALID);
        assertThat(bare.err()).contains("allowed: decode, encode");
        assertThat(TlpCommandRun.of("", "decode").exitCode()).isEqualTo(ExitCode.INVALID);
        assertThat(TlpCommandRun.of("", "--help").out()).contains("Examples:", "tlp decode", "tlp encode");
        assertThat(TlpCommandRun.of("", "encode", "--help").out()).contains("Usage: tlp encode");
    }

    @Test
    void examplesOfTheHelpWork() {
        assertThat(TlpCommandRun.of("", "decode", "40010002040042fffee0000212345678aabbccdd")
                        .out())
                .contains("\"kind\":\"MWr3\"", "\"st\":66", "\"fault\":null");
        TlpCommandRun run = encode("{\"kind\":\"MWr\",\"address\":\"0x1fee00000\",\"ph\":2,\"st\":42}");
        assertThat(run.out().strip()).isEqualTo("6001000100002a0f00000001fee00002");
    }
}
