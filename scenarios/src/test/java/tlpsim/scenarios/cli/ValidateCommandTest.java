package tlpsim.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class ValidateCommandTest {
    private static final String SCENARIO = """
        name: small
        platform: xeon-6140
        fabric:
          root-ports: [{id: rp0, link: gen3 x16}]
          endpoints: [{id: nic0, port: rp0}]
        workloads:
          - {id: rx, device: nic0, arrivals: {rate: 0.1 Tbit/s}}
        """;

    @TempDir
    private Path directory;

    private Path file;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeEach
    void writeTheScenario() throws IOException {
        file = Files.writeString(directory.resolve("small.yaml"), SCENARIO);
    }

    private int execute(String... arguments) {
        Console console = new Console(
                new ByteArrayInputStream(SCENARIO.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        return new CommandLine(new ValidateCommand(console)).execute(arguments);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aValidScenarioIsEchoedWithTheUnitsAsUnderstood() {
        assertThat(execute(file.toString(), "--set", "workloads.rx.queues.buffer=4096 B"))
                .isEqualTo(ExitCode.OK);
        assertThat(out())
                .startsWith("ok: small (" + file + ")\nhash: ")
                .containsPattern("workloads\\.rx\\.arrivals\\.rate +=\\ 100 Gbit/s\n")
                .containsPattern("workloads\\.rx\\.queues\\.buffer += 4 KiB\n");
        assertThat(err()).isEmpty();
    }

    @Test
    void everyMistakeGoesToStandardErrorWithItsPlaceAndNoStackTrace() throws IOException {
        Files.writeString(file, SCENARIO.replace("gen3", "gen9").replace("rate:", "rat:"));
        assertThat(execute(file.toString(), "--set", "sed=3")).isEqualTo(ExitCode.INVALID);
        assertThat(out()).isEmpty();
        assertThat(err().lines())
                .hasSize(4)
                .anySatisfy(line -> assertThat(line)
                        .startsWith("error: " + file + ":4:32: fabric.root-ports.rp0.link: 'gen9 x16' "))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("error: " + file + ":7:")
                        .contains("unknown key 'rat'")
                        .endsWith("(did you mean 'rate'?)"))
                .anySatisfy(line -> assertThat(line).startsWith("error: --set sed=3: unknown key 'sed'"))
                .anySatisfy(line -> assertThat(line).isEqualTo("3 mistakes"))
                .noneSatisfy(line -> assertThat(line).contains("at tlpsim."));
    }

    @Test
    void jsonIsPrintedForValidScenarios() throws IOException {
        assertThat(execute("-", "--json")).isEqualTo(ExitCode.OK);
        JsonNode root = new ObjectMapper().readTree(out());
        assertThat(root.path("ok").asBoolean()).isTrue();
        assertThat(root.path("source").asText()).isEqualTo("<stdin>");
        assertThat(root.path("given").path("workloads.rx.arrivals.rate").asText())
                .isEqualTo("100 Gbit/s");
    }

    @Test
    void jsonIsPrintedForMistakesToo() throws IOException {
        assertThat(execute(file + "x", "--json")).isEqualTo(ExitCode.INVALID);
        JsonNode root = new ObjectMapper().readTree(out());
        assertThat(root.path("ok").asBoolean(true)).isFalse();
        assertThat(root.path("problems").get(0).path("message").asText()).isEqualTo("the file does not exist");
        assertThat(err()).contains("did you mean 'small.yaml'?");
    }

    @Test
    void aMissingArgumentIsAUsageError() {
        CommandLine command = new CommandLine(new ValidateCommand(new Console(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false)));
        command.setErr(new java.io.PrintWriter(err, true, StandardCharsets.UTF_8));
        assertThat(command.execute()).isEqualTo(ExitCode.INVALID);
        assertThat(err()).contains("SCENARIO");
    }
}
