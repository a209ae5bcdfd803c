package tlpsim.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TopologyCommandTest {
    private static final String DUMP = """
            01:00.0 Ethernet controller: a NIC
            00: b3 15 21 10 00 00 10 00 00 00 00 02 00 00 00 00
            10: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
            20: 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00
            30: 00 00 00 00 40 00 00 00 00 00 00 00 00 00 00 00
            40: 10 40 02 00 00 00 00 00 00 00 00 00 00 00 00 00
            """;

    @TempDir
    private Path directory;

    @Test
    void stdinIsReadAndFindingsAreNoErrors() {
        CliRun run = CliRun.withInput(DUMP, "topology", "import", "-");
        assertThat(run.code()).isEqualTo(ExitCode.OK);
        assertThat(run.out())
                .startsWith("01:00.0  15b3:1021  Ethernet controller: a NIC\n  type        endpoint")
                .contains("finding     041h: the capability chain loops: 40h was there before")
                .contains("verdict     It cannot be said whether Linux would enable TPH");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void jsonIsAListWithNullsForWhatIsNotThere() throws IOException {
        CliRun run = CliRun.withInput(DUMP, "topology", "import", "-", "--json");
        JsonNode list = new ObjectMapper().readTree(run.out());
        assertThat(list.isArray()).isTrue();
        assertThat(list.get(0).get("pcie_type").asInt()).isZero();
        assertThat(list.get(0).get("devcap2").isNull()).isTrue();
        assertThat(list.get(0).get("findings").size()).isGreaterThan(0);
    }

    @Test
    void theSkeletonIsWrittenWholeAndValidates() throws IOException {
        Path file = directory.resolve("new/machine.yaml");
        CliRun run = CliRun.withInput(DUMP, "topology", "import", "-", "--scenario", file.toString());
        assertThat(run.code()).isEqualTo(ExitCode.OK);
        assertThat(run.err()).isEqualTo("scenario skeleton: " + file + "\n");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
        assertThat(CliRun.of("validate", file.toString()).code()).isEqualTo(ExitCode.OK);
    }

    @Test
    void aFileThatCannotBeWrittenIsOneLine() throws IOException {
        Path file = Files.writeString(directory.resolve("file"), "x").resolve("machine.yaml");
        CliRun run = CliRun.withInput(DUMP, "topology", "import", "-", "--scenario", file.toString());
        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err())
                .startsWith("error: " + file + " cannot be written: ")
                .hasLineCount(1);
    }

    @Test
    void aMistakeIsOneLineWithItsPlace() throws IOException {
        Path dump = Files.writeString(directory.resolve("a.dump"), DUMP.replace("40: 10 40", "40: 10 4x"));
        CliRun run = CliRun.of("topology", "import", dump.toString());
        assertThat(run.code()).isEqualTo(ExitCode.INVALID);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .isEqualTo("error: " + dump + ":6:8: '4x' is not a byte; allowed: two hexadecimal digits\n");
    }

    @Test
    void theHostIsReadFromTheGivenDirectory() throws IOException {
        Path sys = directory.resolve("sys");
        Files.createDirectories(sys.resolve("devices/system/cpu/cpu0"));
        CliRun run = CliRun.withInput(DUMP, "topology", "import", "-", "--host=" + sys);
        assertThat(run.out()).contains("\nhost\n  CPU         fill in").contains("CPUs        1 online");
        JsonNode list = new ObjectMapper()
                .readTree(CliRun.withInput(DUMP, "topology", "import", "-", "--json", "--host=" + sys)
                        .out());
        assertThat(list.get(0).get("host").get("numa_node").isNull()).isTrue();
        assertThat(CliRun.withInput(DUMP, "topology", "import", "-", "--host=" + directory)
                        .code())
                .isEqualTo(ExitCode.INVALID);
    }

    @Test
    void aFileOfEthtoolThatIsMissingIsSaid() {
        CliRun run = CliRun.withInput(DUMP, "topology", "import", "-", "--ethtool", "nowhere.txt");
        assertThat(run.code()).isEqualTo(ExitCode.INVALID);
        assertThat(run.err()).isEqualTo("error: --ethtool nowhere.txt: the file does not exist\n");
    }

    private static final String SCENARIO = """
            name: small
            platform: {preset: epyc-9655}
            fabric:
              root-ports: [{id: rp0, link: gen5 x16, tph-completer: extended}]
              endpoints: [{id: nic0, port: rp0}]
            workloads: [{id: rx, device: nic0, arrivals: {process: constant}}]
            """;

    @Test
    void anExportIgnoresVariantsThatTheAssignmentsContradict() throws IOException {
        String variants =
                "tph: {enable: 8-bit}\n" + "variants: [{id: a, set: [fabric.endpoints.nic0.tph.extended=false]}]\n";
        Path scenario = Files.writeString(directory.resolve("variants.yaml"), SCENARIO + variants);
        String wide = "tph.enable=extended";
        assertThat(CliRun.of("validate", scenario.toString(), "--set", wide).err())
                .contains("variant 'a': ");
        CliRun export = CliRun.of("topology", "export", scenario.toString(), "--set", wide);
        assertThat(export.code()).as(export.err()).isEqualTo(ExitCode.OK);
        assertThat(export.out()).startsWith("00:01.0 root port rp0\n");
    }

    @Test
    void anExportedScenarioIsReadAsAMachine() throws IOException {
        Path scenario = Files.writeString(directory.resolve("small.yaml"), SCENARIO);
        Path dump = directory.resolve("small.dump");
        CliRun export = CliRun.of("topology", "export", scenario.toString(), "-o", dump.toString());
        assertThat(export.code()).isEqualTo(ExitCode.OK);
        assertThat(export.out()).isEmpty();
        CliRun same = CliRun.of("topology", "export", scenario.toString());
        assertThat(same.out()).isEqualTo(Files.readString(dump)).startsWith("00:01.0 root port rp0\n00: 34 12 ");
        assertThat(CliRun.of("topology", "import", dump.toString()).out())
                .contains("01:00.0  1234:0010  nic nic0")
                .contains("Linux would enable TPH with 8-bit and 16-bit tags (11b)")
                .doesNotContain("finding");
    }

    @Test
    void anExportTakesAssignmentsAndSaysWhatIsWrong() {
        CliRun none = CliRun.withInput(
                SCENARIO, "topology", "export", "-", "--set", "fabric.root-ports.rp0.tph-completer=none");
        CliRun imported = CliRun.withInput(none.out(), "topology", "import", "-");
        assertThat(imported.out()).contains("root port 00:01.0 is no TPH completer (00b)");
        CliRun wrong = CliRun.withInput(SCENARIO, "topology", "export", "-", "--set", "fabric.root-ports.rp0.socket=5");
        assertThat(wrong.code()).isEqualTo(ExitCode.INVALID);
        assertThat(wrong.err()).contains("socket 5 does not exist");
        Path unwritable = directory.resolve("small.yaml/x");
        CliRun.withInput(
                SCENARIO,
                "topology",
                "export",
                "-",
                "-o",
                directory.resolve("small.yaml").toString());
        assertThat(CliRun.withInput(SCENARIO, "topology", "export", "-", "-o", unwritable.toString())
                        .code())
                .isEqualTo(ExitCode.FAILED);
    }

    @Test
    void aSubcommandIsNeeded() {
        assertThat(CliRun.of("topology").code()).isEqualTo(ExitCode.INVALID);
    }
}
