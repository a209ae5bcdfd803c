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

    @Test
    void aSubcommandIsNeeded() {
        assertThat(CliRun.of("topology").code()).isEqualTo(ExitCode.INVALID);
    }
}
