package tlpsim.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class PresetsCommandTest {
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
                        "device-writes\\.dca +false +unsourced +- +device writes go to DRAM; no source was found");
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
}
