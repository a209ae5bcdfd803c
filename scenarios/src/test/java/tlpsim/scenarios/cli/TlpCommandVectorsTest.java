package tlpsim.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The command against material that nobody in this project made. */
@Tag("outside")
class TlpCommandVectorsTest {
    private static final Path VECTORS = Path.of(System.getProperty("tlpsim.vectors", ""));

    private final ObjectMapper json = new ObjectMapper();

    private List<JsonNode> read(String file) throws IOException {
        List<JsonNode> rows = new ArrayList<>();
        for (String line : Files.readAllLines(VECTORS.resolve(file))) {
            rows.add(json.readTree(line));
        }
        return rows;
    }

    private List<JsonNode> decode(List<String> hex, String... options) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("decode", "-"));
        arguments.addAll(List.of(options));
        TlpCommandRun run = TlpCommandRun.of(String.join("\n", hex), arguments.toArray(String[]::new));
        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.outLines()).hasSameSizeAs(hex);
        TlpCommandRun back = TlpCommandRun.of(run.out(), "encode", "-");
        assertThat(back.exitCode()).as(back.err()).isZero();
        for (int i = 0; i < hex.size(); i++) {
            assertThat(back.outLines().get(i))
                    .isEqualTo(hex.get(i).toLowerCase().replace(" ", ""));
        }
        List<JsonNode> decoded = new ArrayList<>();
        for (String line : run.outLines()) {
            decoded.add(json.readTree(line));
        }
        return decoded;
    }

    private static List<String> column(List<JsonNode> rows, String key) {
        return rows.stream().map(row -> row.get(key).asText()).toList();
    }

    @Test
    void cocotbTlpsDecodeToTheirFieldsAndBack() throws IOException {
        List<JsonNode> rows = read("cocotbext-tlp.jsonl");
        List<JsonNode> decoded = decode(column(rows, "hex"));
        assertThat(rows).hasSize(236);
        SoftAssertions softly = new SoftAssertions();
        for (int i = 0; i < rows.size(); i++) {
            for (Map.Entry<String, JsonNode> field : rows.get(i).get("fields").properties()) {
                String id = rows.get(i).get("id").asText() + " " + field.getKey();
                softly.assertThat(decoded.get(i).get(field.getKey())).as(id).isEqualTo(field.getValue());
            }
            softly.assertThat(decoded.get(i).get("fault").isNull()).isTrue();
            softly.assertThat(decoded.get(i).has("reserved")).isFalse();
            softly.assertThat(decoded.get(i).get("header_hex"))
                    .isEqualTo(rows.get(i).get("header_hex"));
        }
        softly.assertAll();
    }

    @Test
    void fieldsAloneEncodeToTheHeader() throws IOException {
        List<JsonNode> rows = read("cocotbext-tlp.jsonl");
        String objects = String.join(
                "\n", rows.stream().map(row -> row.get("fields").toString()).toList());
        TlpCommandRun run = TlpCommandRun.of(objects, "encode", "-");
        assertThat(run.err()).isEmpty();
        assertThat(run.outLines()).isEqualTo(column(rows, "header_hex"));
    }

    @Test
    void framesDecodeWithSequenceAndLcrcAndBack() throws IOException {
        List<JsonNode> rows = read("framed-lcrc.jsonl");
        List<JsonNode> decoded = decode(column(rows, "frame_hex"));
        for (int i = 0; i < rows.size(); i++) {
            assertThat(decoded.get(i).get("seq")).isEqualTo(rows.get(i).get("seq"));
            assertThat(decoded.get(i).get("lcrc_le_hex")).isEqualTo(rows.get(i).get("lcrc_le_hex"));
            assertThat(decoded.get(i).get("fault").isNull()).isTrue();
        }
    }

    @Test
    void headersOfRealDevicesDecodeToWhatTwoDissectorsSay() throws IOException {
        List<JsonNode> rows = read("nettlp-tlp.jsonl");
        List<JsonNode> decoded = decode(column(rows, "header_hex"));
        assertThat(rows).hasSizeGreaterThan(1500);
        for (int i = 0; i < rows.size(); i++) {
            JsonNode fields = rows.get(i).get("fields");
            JsonNode tlp = decoded.get(i);
            String id = rows.get(i).get("id").asText();
            assertThat(tlp.get("kind").asText())
                    .as(id)
                    .isEqualTo(rows.get(i).get("kind").asText());
            assertThat(tlp.get("fault").isNull()).as(id).isTrue();
            assertThat(tlp.get("fmt").asInt() << 5 | tlp.get("type").asInt())
                    .as(id)
                    .isEqualTo(hex(fields, "ftmtype"));
            assertThat(tlp.get("tc").asInt()).as(id).isEqualTo(hex(fields, "tclass"));
            assertThat(tlp.get("attr").asInt()).as(id).isEqualTo(hex(fields, "attr"));
            assertThat(tlp.get("length_dw").asInt()).as(id).isEqualTo(hex(fields, "length"));
            assertThat(tlp.get("requester_id").asInt()).as(id).isEqualTo(hex(fields, "reqid"));
            if (fields.has("mr_tag")) {
                assertThat(tlp.get("tag").asInt()).as(id).isEqualTo(hex(fields, "mr_tag"));
                assertThat(tlp.get("first_be").asInt()).as(id).isEqualTo(hex(fields, "mr_firstbe"));
                assertThat(tlp.get("last_be").asInt()).as(id).isEqualTo(hex(fields, "mr_lastbe"));
                assertThat(tlp.get("address").asLong())
                        .as(id)
                        .isEqualTo(Long.decode(fields.get("mr_addr32").asText()));
            } else {
                assertThat(tlp.get("tag").asInt()).as(id).isEqualTo(hex(fields, "cpl_tag"));
                assertThat(tlp.get("status").asInt()).as(id).isEqualTo(hex(fields, "cpl_cplstat"));
                assertThat(tlp.get("byte_count").asInt()).as(id).isEqualTo(hex(fields, "cpl_bytecnt"));
                assertThat(tlp.get("lower_address").asInt()).as(id).isEqualTo(hex(fields, "cpl_lowaddr"));
            }
        }
    }

    private static int hex(JsonNode fields, String key) {
        return Integer.decode(fields.get(key).asText());
    }

    @Test
    void logsAndTestBytesOfOthersDecodeToWhatTheyState() throws IOException {
        List<JsonNode> rows = read("other-tlp.jsonl");
        rows.removeIf(row -> row.path("note").asText().contains("SUSPECT"));
        List<JsonNode> flit =
                rows.stream().filter(TlpCommandVectorsTest::isFlit).toList();
        List<JsonNode> nonFlit = rows.stream().filter(row -> !isFlit(row)).toList();
        List<JsonNode> flitDecoded = decode(column(flit, "hex"), "--flit");
        List<JsonNode> decoded = decode(column(nonFlit, "hex"), "--header-log");
        assertThat(rows).hasSize(60);
        SoftAssertions softly = new SoftAssertions();
        for (int i = 0; i < flit.size(); i++) {
            softly.assertThat(flitDecoded.get(i).get("fault").isNull())
                    .as(flit.get(i).get("id").asText())
                    .isTrue();
            assertStated(softly, flit.get(i), flitDecoded.get(i));
        }
        for (int i = 0; i < nonFlit.size(); i++) {
            assertStated(softly, nonFlit.get(i), decoded.get(i));
            assertDissected(softly, nonFlit.get(i), decoded.get(i));
        }
        softly.assertAll();
        for (JsonNode row : nonFlit) {
            if (row.has("dwords")) {
                TlpCommandRun dwords =
                        TlpCommandRun.of("", "decode", row.get("dwords").asText());
                assertThat(dwords.out())
                        .isEqualTo(TlpCommandRun.of(
                                        "",
                                        "decode",
                                        "--header-log",
                                        row.get("hex").asText())
                                .out());
            }
        }
    }

    private static boolean isFlit(JsonNode row) {
        return row.path("mode").asText().equals("flit")
                || row.get("kind").asText().contains("flit-test");
    }

    /** Names that the sources spell otherwise: theirs to ours. */
    private static final Map<String, String> SPELLED = Map.of("requester", "requester_id", "completer", "completer_id");

    private static void assertStated(SoftAssertions softly, JsonNode row, JsonNode tlp) {
        for (Map.Entry<String, JsonNode> field : row.path("stated_fields").properties()) {
            String key = field.getKey();
            JsonNode value = field.getValue();
            String id = row.get("id").asText() + " " + key + " of " + tlp;
            switch (key) {
                case "error" ->
                    softly.assertThat(tlp.get("fault").asText()).as(id).isEqualTo("RESERVED_TYPE");
                case "type" -> softly.assertThat(statedType(tlp)).as(id).contains(value.asText());
                case "fmt", "by", "message", "operand0", "operand1" ->
                    softly.assertThat(tlp.has("payload")).isTrue();
                case "bcm" -> softly.assertThat(tlp.get(key).asBoolean()).as(id).isEqualTo(value.asInt() == 1);
                case "ep" -> softly.assertThat(tlp.get(key).asBoolean()).as(id).isEqualTo(value.asInt() == 1);
                case "address_raw" ->
                    softly.assertThat(
                                    tlp.get("address").asLong() | tlp.get("ph").asInt())
                            .as(id)
                            .isEqualTo(value.asLong());
                case "addr_high" ->
                    softly.assertThat(tlp.get("address").asLong() >>> 32).as(id).isEqualTo(value.asLong());
                case "addr_low" ->
                    softly.assertThat(tlp.get("address").asLong() & 0xFFFFFFFFL)
                            .as(id)
                            .isEqualTo(value.asLong());
                case "ohc_a" ->
                    value.properties()
                            .forEach(inner -> softly.assertThat(tlp.get(key).get(inner.getKey()))
                                    .as(id)
                                    .isEqualTo(inner.getValue()));
                default -> {
                    String ours = value.isNumber() ? SPELLED.getOrDefault(key, key) : key;
                    softly.assertThat(tlp.get(ours)).as(id).isEqualTo(value);
                }
            }
        }
    }

    private static List<String> statedType(JsonNode tlp) {
        String kind = tlp.path("kind").asText();
        String local = kind + (tlp.path("routing").asInt() == 4 ? " local" : "");
        String bits = kind.replaceAll("4$", "64").replaceAll("3$", "32");
        return List.of(kind, kind.replaceAll("[34]$", ""), bits, local);
    }

    private static void assertDissected(SoftAssertions softly, JsonNode row, JsonNode tlp) {
        JsonNode theirs = row.path("decoded_by_wireshark_pcie");
        Map<String, String> names = Map.ofEntries(
                Map.entry("fmt", "fmt"),
                Map.entry("type", "type"),
                Map.entry("tc", "tc"),
                Map.entry("at", "at"),
                Map.entry("len", "length_dw"),
                Map.entry("req", "requester_id"),
                Map.entry("cpl.status", "status"),
                Map.entry("cpl.byte_count", "byte_count"),
                Map.entry("cpl.lower_addr", "lower_address"),
                Map.entry("first_dw_be", "first_be"),
                Map.entry("last_dw_be", "last_be"),
                Map.entry("addr", "address"),
                Map.entry("ph", "ph"),
                Map.entry("msg.code", "message_code"),
                Map.entry("reg", "register"));
        boolean reserved = tlp.path("kind").asText().equals("reserved");
        names.forEach((key, ours) -> {
            if (!theirs.has(key) || reserved) {
                return;
            }
            long value = Long.decode(theirs.get(key).asText());
            long expected = key.equals("reg") ? value << 2 : value;
            softly.assertThat(tlp.path(ours).asLong(-1))
                    .as(row.get("id").asText() + " " + key)
                    .isEqualTo(expected);
        });
        if (theirs.has("tag70") && !reserved) {
            long tag = Long.decode(theirs.get("tag70").asText())
                    | theirs.get("t8").asLong() << 8
                    | theirs.get("t9").asLong() << 9;
            softly.assertThat(tlp.get("tag").asLong())
                    .as(row.get("id").asText() + " tag")
                    .isEqualTo(tag);
        }
    }
}
