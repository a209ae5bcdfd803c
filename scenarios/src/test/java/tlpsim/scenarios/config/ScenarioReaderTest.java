package tlpsim.scenarios.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.scenarios.preset.PresetCatalogue;

final class ScenarioReaderTest {
    private final ScenarioReader reader = new ScenarioReader(PresetCatalogue.bundled());

    @TempDir
    private Path directory;

    private static String minimal() throws IOException {
        try (InputStream stream = ScenarioReaderTest.class.getResourceAsStream("good/minimal.yaml")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aDirectoryIsNoScenario() {
        assertThatThrownBy(() -> reader.read(directory.toString(), InputStream.nullInputStream(), List.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(directory + ": this is a directory; allowed: a scenario file");
    }

    @Test
    void aMissingFileNamesTheNearestOneBesideIt() throws IOException {
        Files.writeString(directory.resolve("quickstart.yaml"), minimal());
        Path wrong = directory.resolve("quikstart.yaml");
        assertThatThrownBy(() -> reader.read(wrong.toString(), InputStream.nullInputStream(), List.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(wrong + ": the file does not exist (did you mean 'quickstart.yaml'?)");
    }

    @Test
    void aFileBeyondAMegabyteIsRefused() throws IOException {
        Path file = Files.writeString(directory.resolve("large.yaml"), "#".repeat((1 << 20) + 1));
        assertThatThrownBy(() -> reader.read(file.toString(), InputStream.nullInputStream(), List.of()))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("the file has 1048577 bytes; allowed: at most 1048576");
    }

    @Test
    void standardInputIsADash() throws IOException {
        InputStream stdin = new ByteArrayInputStream(minimal().getBytes(StandardCharsets.UTF_8));
        assertThat(reader.read("-", stdin, List.of()).source()).isEqualTo("<stdin>");
    }

    @Test
    void aByteOrderMarkAndWindowsLineEndsChangeNothing() throws IOException {
        Path file = Files.writeString(
                directory.resolve("dos.yaml"), "\uFEFF" + minimal().replace("\n", "\r\n"));
        ResolvedScenario dos = reader.read(file.toString(), InputStream.nullInputStream(), List.of());
        assertThat(dos.config())
                .isEqualTo(reader.read("unix.yaml", minimal(), directory, List.of())
                        .config());
    }

    @Test
    void assignmentsReachTheScenario() throws IOException {
        ScenarioConfig config = reader.read(
                        "minimal.yaml",
                        minimal(),
                        directory,
                        List.of(
                                "workloads.rx.queues.ring=512",
                                "platform.llc.io-ways=0x600",
                                "fabric.endpoints.nic0.mps=512 B"))
                .config();
        assertThat(config.workloads().get(0).queues().ring()).isEqualTo(512);
        assertThat(config.platform().llc().allocation().ioWays().mask(16)).isEqualTo(0x600);
        assertThat(config.platform().preset()).isEqualTo("epyc-9655");
        assertThat(config.fabric().endpoints().get(0).requests().mpsBytes()).isEqualTo(512);
    }

    @Test
    void theHashDependsOnValuesAndNotOnTheirSpelling() throws IOException {
        String hash = reader.read("a.yaml", minimal(), directory, List.of()).hash();
        assertThat(reader.read("b.yaml", minimal().replace("100 Gbit/s", "0.1 Tbit/s"), directory, List.of())
                        .hash())
                .isEqualTo(hash);
        assertThat(reader.read("c.yaml", minimal(), directory, List.of("seed=2"))
                        .hash())
                .isNotEqualTo(hash);
    }
}
