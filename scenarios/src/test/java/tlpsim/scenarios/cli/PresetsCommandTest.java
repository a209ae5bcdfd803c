package tlpsim.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

final class PresetsCommandTest {
    private static final String ONE_PARAMETER = """
            name: mine
            kind: platform
            title: Mine
            base: base-intel
            parameters:
              - {path: cores, value: 7, status: measured-here, source: counted}
            """;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int execute(String... arguments) {
        Console console = new Console(
                InputStream.nullInputStream(),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        return new CommandLine(new PresetsCommand(console)).execute(arguments);
    }

    private String out() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void theListNamesPlatformsAndPeers() {
        assertThat(execute()).isEqualTo(ExitCode.OK);
        assertThat(out()).containsPattern("epyc-9655 +platform +AMD EPYC 9655").containsPattern("h100 +peer +");
    }

    @Test
    void aPresetIsShownWithValueStatusRangeAndSource() {
        assertThat(execute("show", "xeon-6140")).isEqualTo(ExitCode.OK);
        assertThat(out())
                .containsPattern("llc\\.size +24\\.75 MiB +derived +- +18 slices of 2048 sets and 11 ways")
                .containsPattern("llc\\.io-ways +2 +measured +2 to 11 +Farshin");
    }

    @Test
    void anUnsourcedDefaultSaysSo() {
        assertThat(execute("show", "epyc-9655")).isEqualTo(ExitCode.OK);
        assertThat(out())
                .containsPattern(
                        "device-writes\\.dca +false +unsourced +or true +device writes go to DRAM; no source was found");
    }

    @Test
    void theSameIsThereAsJson() throws IOException {
        assertThat(execute("show", "h100", "--json")).isEqualTo(ExitCode.OK);
        JsonNode root = new ObjectMapper().readTree(out());
        assertThat(root.path("kind").asText()).isEqualTo("peer");
        assertThat(root.path("parameters").get(0).path("value").asText()).isEqualTo("50 MiB");
        assertThat(root.path("parameters").get(0).path("status").asText()).isEqualTo("measured");
        out.reset();
        assertThat(execute("--json")).isEqualTo(ExitCode.OK);
        assertThat(new ObjectMapper().readTree(out()).path("presets")).hasSizeGreaterThanOrEqualTo(12);
    }

    @Test
    void anUnknownPresetNamesTheNearest() {
        assertThat(execute("show", "epyc-9665")).isEqualTo(ExitCode.INVALID);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .startsWith("error: presets show: 'epyc-9665' is not a preset; allowed: ")
                .contains("did you mean 'epyc-9655'?");
    }

    @Test
    void aPresetFileIsShownOnItsBase(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("mine.yaml");
        Files.writeString(file, ONE_PARAMETER);
        assertThat(execute("show", file.toString())).isEqualTo(ExitCode.OK);
        assertThat(out())
                .startsWith("mine: Mine\n")
                .containsPattern("cores +7 +measured-here")
                .contains("llc.io-ways");
    }

    @Test
    void aPresetOfThisMachineIsWrittenWholeAndReadBack(@TempDir Path directory) {
        Path file = directory.resolve("here.yaml");
        assertThat(execute("measure", "--round", "1", "-o", file.toString())).isEqualTo(ExitCode.OK);
        assertThat(directory.toFile().list()).containsExactly("here.yaml");
        assertThat(execute("show", file.toString())).isEqualTo(ExitCode.OK);
        assertThat(out()).containsPattern("dram\\.bandwidth +[0-9.]+ .B/s +measured-here");
    }

    @Test
    void mistakesInWhatToMeasureAreNamed() {
        CliRun round = CliRun.of("presets", "measure", "--round", "0");
        assertThat(round.code()).isEqualTo(ExitCode.INVALID);
        assertThat(round.err()).isEqualTo("error: --round: '0' is no length of a round; allowed: 1 to 60000\n");
        CliRun name = CliRun.of("presets", "measure", "-o", "here.txt");
        assertThat(name.code()).isEqualTo(ExitCode.INVALID);
        assertThat(name.err())
                .isEqualTo("error: --output: 'here.txt' is no name of a preset; allowed: one that ends in .yaml\n");
    }
}
