package tlpsim.scenarios.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tlpsim.scenarios.config.ScenarioReader;
import tlpsim.scenarios.preset.PresetCatalogue;

/** Every device of the outside dumps, with the registers and lines that an independent parser and lspci 3.9.0 state. */
@Tag("outside")
class DumpVectorsTest {
    private static final Set<String> PROVENANCE = Set.of("source", "note");

    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, JsonNode> lists = new TreeMap<>();
    private final Path directory = Path.of(System.getProperty("tlpsim.vectors"), "lspci");

    private Topology topology(Path file) {
        return new Topology(TopologySource.read(file.toString(), InputStream.nullInputStream()));
    }

    private JsonNode list(String file) throws IOException {
        JsonNode list = lists.get(file);
        if (list == null) {
            Topology topology = topology(directory.resolve(file));
            list = json.readTree(
                    new TopologyJson(topology, Optional.empty()).list().toString());
            lists.put(file, list);
        }
        return list;
    }

    private static Optional<JsonNode> bySlot(JsonNode list, String slot) {
        for (JsonNode each : list) {
            if (each.get("slot").asText().equals(slot)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    private List<Path> dumps() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".dump"))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void everyDeviceOfTheManifestHasItsRegistersAndLines() throws IOException {
        JsonNode manifest = json.readTree(directory.resolve("manifest.json").toFile());
        assertThat(manifest.size()).isGreaterThan(100);
        List<String> differences = new ArrayList<>();
        for (JsonNode expected : manifest) {
            String file = expected.get("file").asText();
            JsonNode actual = bySlot(list(file), expected.get("slot").asText()).orElseThrow();
            for (Iterator<String> names = expected.fieldNames(); names.hasNext(); ) {
                String name = names.next();
                if (!PROVENANCE.contains(name) && !expected.get(name).equals(actual.get(name))) {
                    differences.add(file + " " + expected.get("slot") + " " + name + ": expected " + expected.get(name)
                            + ", is " + actual.get(name));
                }
            }
        }
        assertThat(differences).isEmpty();
    }

    @Test
    void theListHasEveryFieldOfTheManifestAndEveryFunctionOfTheDump() throws IOException {
        JsonNode manifest = json.readTree(directory.resolve("manifest.json").toFile());
        Set<String> files = new TreeSet<>();
        manifest.forEach(each -> files.add(each.get("file").asText()));
        int functions = 0;
        for (String file : files) {
            for (JsonNode each : list(file)) {
                functions++;
                manifest.get(0)
                        .fieldNames()
                        .forEachRemaining(name -> assertThat(each.has(name)).isTrue());
            }
        }
        assertThat(functions).isEqualTo(manifest.size());
    }

    @Test
    void theSyntheticMatrixReadsAsLspciPrintsIt() throws IOException {
        JsonNode list = list("SYNTHETIC-tph-matrix.dump");
        List<String> rows = Files.readAllLines(directory.resolve("SYNTHETIC-tph-matrix.jsonl"));
        assertThat(list.size()).isEqualTo(rows.size()).isGreaterThan(30);
        for (String row : rows) {
            JsonNode expected = json.readTree(row);
            JsonNode actual = bySlot(list, expected.get("slot").asText()).orElseThrow();
            assertThat(actual.get("tph_cap_reg")).as(row).isEqualTo(expected.get("tph_cap"));
            assertThat(actual.get("tph_ctl_reg")).as(row).isEqualTo(expected.get("tph_ctl"));
            assertThat(actual.get("devcap2")).as(row).isEqualTo(expected.get("devcap2"));
            assertThat(actual.get("tph_completer")).as(row).isEqualTo(expected.get("comp"));
            for (String field : List.of("ns", "iv", "ds", "ext", "loc")) {
                assertThat(actual.get("tph").get(field)).as(row).isEqualTo(expected.get(field));
            }
            assertThat(actual.get("tph").get("size").asInt() - 1)
                    .as(row)
                    .isEqualTo(expected.get("st_table_size_field").asInt());
            assertThat(actual.get("lspci").get("tph_lines")).as(row).isEqualTo(expected.get("lspci_tph_lines"));
            assertThat(actual.get("lspci").get("devcap2")).as(row).isEqualTo(expected.get("lspci_devcap2"));
        }
    }

    @Test
    void theLinesOfTheSurveyAreLinesThatWeCanPrint() throws IOException {
        Set<String> ours = Set.of(
                "",
                "Interrupt vector mode supported",
                "Device specific mode supported",
                "Extended requester support",
                "No steering table available",
                "Steering table in TPH capability structure",
                "Steering table in MSI-X table");
        List<String> rows = Files.readAllLines(directory.resolve("tph-text-survey.jsonl"));
        assertThat(rows).hasSizeGreaterThan(40);
        for (String row : rows) {
            for (String line : json.readTree(row).get("tph_lines").asText().split("[;,|] *")) {
                assertThat(ours).as(row).contains(line.strip());
            }
        }
    }

    @Test
    void everyDumpGivesAReportAndAScenarioThatIsValid() throws IOException {
        ScenarioReader reader = new ScenarioReader(PresetCatalogue.bundled());
        for (Path dump : dumps()) {
            Topology topology = topology(dump);
            assertThat(TopologyPrinter.print(topology)).contains("verdict");
            String yaml = ScenarioSkeleton.write("dump", topology, Optional.empty(), List.of());
            assertThat(reader.read("skeleton", yaml, Path.of(""), List.of())
                            .config()
                            .name())
                    .isEqualTo("imported");
        }
    }
}
