package tlpsim.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunCommandTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path directory;

    private Path scenario;
    private Path out;

    @BeforeEach
    void writeScenario() throws IOException {
        scenario = Files.writeString(directory.resolve("tiny.yaml"), CliRun.TINY);
        out = directory.resolve("out");
    }

    private CliRun run(String... more) {
        List<String> arguments = new ArrayList<>(List.of("run", scenario.toString(), "--out", out.toString()));
        arguments.addAll(List.of(more));
        return CliRun.of(arguments.toArray(String[]::new));
    }

    private List<String> files(Path where) throws IOException {
        try (Stream<Path> files = Files.list(where)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        }
    }

    @Test
    void aSteadyRunPrintsTheColumnsAndTheVerdictAndWritesTheResult() throws IOException {
        CliRun run = run();

        assertThat(run.code()).as(run.out() + run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out())
                .startsWith("tiny")
                .contains("hints off", "as configured", "perfect tags", "ideal bound", "verdict", "steady");
        assertThat(run.err()).isEqualTo("result written to " + out.resolve("tiny.json") + "\n");
        assertThat(files(out)).containsExactly("tiny.json");
    }

    @Test
    void jsonOnStandardOutputIsTheWrittenResultAndHoldsNoNaN() throws IOException {
        CliRun run = run("--json");

        JsonNode root = MAPPER.readTree(run.out());
        assertThat(root).isEqualTo(MAPPER.readTree(out.resolve("tiny.json").toFile()));
        assertThat(root.path("schema_version").asInt()).isEqualTo(1);
        assertThat(root.path("simulated").path("columns")).hasSize(4);
        assertThat(run.out()).doesNotContain("NaN", "Infinity");
    }

    @Test
    void bothThreadingsSimulateTheSame() throws IOException {
        JsonNode inline = MAPPER.readTree(run("--json", "--threading", "inline").out());
        JsonNode pipelined =
                MAPPER.readTree(run("--json", "--threading", "pipelined").out());

        assertThat(inline.path("simulated").path("digest").asText()).hasSize(16);
        assertThat(pipelined.path("simulated")).isEqualTo(inline.path("simulated"));
        assertThat(pipelined.path("speed").path("threading").asText()).isEqualTo("pipelined");
    }

    @Test
    void anotherSeedIsAnotherRunAndOnceIsNotTwice() throws IOException {
        String first = MAPPER.readTree(run("--json").out())
                .path("simulated")
                .path("digest")
                .asText();
        String again = MAPPER.readTree(run("--json", "--seed", "7").out())
                .path("simulated")
                .path("digest")
                .asText();
        String other = MAPPER.readTree(run("--json", "--seed", "8").out())
                .path("simulated")
                .path("digest")
                .asText();

        assertThat(again).isEqualTo(first);
        assertThat(other).isNotEqualTo(first);
    }

    @Test
    void aWindowBeforeTheRingsHaveTurnedIsNotSteadyAndExitsWithFour() {
        CliRun run = run("--set", "measure.warm-up=1 us", "--set", "workloads.rx.queues.ring=4096");

        assertThat(run.code()).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(run.out()).startsWith("NOT STEADY").contains("3 are needed");
    }

    @Test
    void whatCannotBeSimulatedYetIsNamedAndExitsWithOne() {
        CliRun run = run("--set", "workloads.rx.direction=tx", "--set", "workloads.rx.header-split=64 B");

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err())
                .isEqualTo(
                        "error: not yet: direction tx with split headers (workloads.rx.header-split) cannot be simulated by this version\n");
        assertThat(run.out()).isEmpty();
        assertThat(out).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "workloads.rx.queus.ring=64 | did you mean 'queues'?",
                "workloads.rx.queues.ring=100 | a power of two",
                "workloads.tx.queues.ring=64 | did you mean 'rx'?",
                "measure.window=5 | '5' has no unit",
            })
    void aBadAssignmentIsInvalidInput(String assignment, String message) {
        CliRun run = run("--set", assignment);

        assertThat(run.code()).isEqualTo(ExitCode.INVALID);
        assertThat(run.err())
                .startsWith("error: --set " + assignment + ": ")
                .contains(message)
                .doesNotContain("\tat ");
        assertThat(run.out()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--theading | inline | Unknown option",
                "--threading | piplined | did you mean 'pipelined'?",
                "--seed | many | many",
                "--tap | requester | means nothing without --capture FILE",
                "--form | raw | means nothing without --capture FILE",
                "--capture-limit | 0 | 1 to 100000000",
            })
    void aBadOptionIsAUsageError(String option, String value, String message) {
        CliRun run = run(option, value);

        assertThat(run.code()).isEqualTo(ExitCode.INVALID);
        assertThat(run.err()).contains(message).doesNotContain("\tat ");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void anUnknownOptionNamesTheNearest() {
        assertThat(run("--jsn").err()).contains("Unknown option: '--jsn'").contains("--json");
    }

    @Test
    void aMissingFileNamesItsNeighbour() {
        CliRun run = CliRun.of("run", directory.resolve("tyni.yaml").toString());

        assertThat(run.code()).isEqualTo(ExitCode.INVALID);
        assertThat(run.err())
                .isEqualTo("error: " + directory.resolve("tyni.yaml")
                        + ": the file does not exist (did you mean 'tiny.yaml'?)\n");
    }

    @Test
    void aScenarioIsReadFromStandardInput() {
        CliRun run = CliRun.withInput(CliRun.TINY, "run", "-", "--out", out.toString());

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
    }

    @Test
    void whereTheResultCannotBeWrittenNothingIsLeftBehind() throws IOException {
        Files.writeString(out, "a file, not a directory");

        CliRun run = run();

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err())
                .startsWith("error: " + out.resolve("tiny.json") + " cannot be written: ")
                .hasLineCount(1);
        assertThat(files(directory)).containsExactly("out", "tiny.yaml");
        assertThat(out).hasContent("a file, not a directory");
    }

    @Test
    void aCaptureIsWrittenBesideTheResult() throws IOException {
        Path capture = directory.resolve("run.pcap");

        CliRun run =
                run("--capture", capture.toString(), "--tap", "completer", "--form", "nettlp", "--capture-limit", "10");

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.err()).contains("10 TLPs written to " + capture + " and " + capture + ".csv, the first of ");
        assertThat(Files.readAllLines(directory.resolve("run.pcap.csv"))).hasSize(11);
        assertThat(files(directory)).containsExactly("out", "run.pcap", "run.pcap.csv", "tiny.yaml");
    }

    @Test
    void aCaptureChangesNothingInTheResult() throws IOException {
        String without = run("--json").out();
        String with = run("--json", "--capture", directory.resolve("run.pcap").toString())
                .out();

        assertThat(MAPPER.readTree(with).path("simulated"))
                .isEqualTo(MAPPER.readTree(without).path("simulated"));
    }

    @Test
    void aCaptureThatCannotBeWrittenExitsWithOne() throws IOException {
        Files.writeString(directory.resolve("file"), "");

        CliRun run = run("--capture", directory.resolve("file/run.pcap").toString());

        assertThat(run.code()).isEqualTo(ExitCode.FAILED);
        assertThat(run.err())
                .contains("error: " + directory.resolve("file/run.pcap") + " cannot be written: "
                        + directory.resolve("file") + " is not a directory\n");
        assertThat(files(directory)).containsExactly("file", "out", "tiny.yaml");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fabric.root-ports.rp0.link=gen6 x16 | root port 'rp0' runs in Flit Mode",
                "variants=[{id: a, set: [seed=1]}] | the scenario has variants",
            })
    void whatHasNoPlaceInACaptureIsSaidBeforeTheRun(String assignment, String message) {
        CliRun run = run("--capture", directory.resolve("run.pcap").toString(), "--set", assignment);

        assertThat(run.code()).isEqualTo(ExitCode.INVALID);
        assertThat(run.err()).startsWith("error: --capture: ").contains(message);
    }
}
