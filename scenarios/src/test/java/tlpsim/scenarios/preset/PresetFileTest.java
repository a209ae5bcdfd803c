package tlpsim.scenarios.preset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;
import tlpsim.scenarios.config.ResolvedScenario;
import tlpsim.scenarios.config.ScenarioReader;

final class PresetFileTest {
    private static final String SCENARIO = """
            name: test
            platform: mine.yaml
            fabric:
              root-ports: [{id: rp0, link: gen4 x16}]
              endpoints: [{id: nic0, port: rp0}]
            workloads:
              - {id: rx, device: nic0, queues: 1, arrivals: {rate: 10 Gbit/s}}
            measure: {window: 100 us}
            """;

    private static final String PRESET = """
            name: mine
            kind: platform
            title: Mine
            base: base-intel
            parameters:
              - {path: cores, value: 7, status: measured-here, source: counted}
            """;

    @TempDir
    private Path directory;

    private Path file;

    @BeforeEach
    void place() throws Exception {
        file = Files.writeString(directory.resolve("mine.yaml"), PRESET);
    }

    private ResolvedScenario read() {
        return new ScenarioReader(PresetCatalogue.bundled())
                .read("scenario.yaml", SCENARIO, directory, java.util.List.of());
    }

    private String problem(String from, String to) throws Exception {
        Files.writeString(file, PRESET.replace(from, to));
        try {
            read();
        } catch (InvalidInputException invalid) {
            return String.join(
                    "; ", invalid.problems().stream().map(Problem::toString).toList());
        }
        return "none";
    }

    @Test
    void aFileStandsForAPlatformOnItsBase() {
        ResolvedScenario read = read();
        assertThat(read.config().platform().cores()).isEqualTo(7);
        assertThat(read.config().platform().deviceWrites().dca()).isTrue();
        assertThat(read.values())
                .anySatisfy(value -> assertThat(value.path() + " " + value.text() + " "
                                + value.origin().source())
                        .isEqualTo("platform.cores 7 preset mine.yaml"));
    }

    @Test
    void aFileThatIsNotThereIsNamedAtItsPlace() throws Exception {
        Files.delete(file);
        Files.writeString(directory.resolve("mime.yaml"), PRESET);
        assertThat(problem("name", "name")).isEqualTo("none");
        Files.delete(file);
        assertThatReadingSays("scenario.yaml:2:11: platform.preset: the file 'mine.yaml' does not exist")
                .contains("did you mean 'mime.yaml'?");
    }

    private org.assertj.core.api.AbstractStringAssert<?> assertThatReadingSays(String part) {
        try {
            read();
        } catch (InvalidInputException invalid) {
            return assertThat(invalid.problems().get(0).toString()).contains(part);
        }
        throw new AssertionError("nothing is wrong with it");
    }

    @Test
    void mistakesInAFileAreNamedWithTheFile() throws Exception {
        assertThat(problem("value: 7", "value: many")).contains("'many'").contains("mine.yaml");
        assertThat(problem("path: cores", "path: cors"))
                .contains("has the parameter 'cors', which is no key of a platform")
                .contains("did you mean 'cores'?");
        assertThat(problem("base-intel", "base-intl"))
                .contains("base: 'base-intl' is not a preset")
                .contains("did you mean 'base-intel'?");
        assertThat(problem("kind: platform", "kind: peer")).contains("describes a peer, not a platform preset");
        assertThat(problem("measured-here", "guessed")).contains("mine.yaml:6:").contains("'guessed'");
        assertThat(problem(PRESET, "")).contains("the file is empty; allowed: a preset");
    }
}
