package tlpsim.scenarios.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The scenarios that ship with the tool are valid, say what they ask, and stand in the list of the documentation. */
final class BundledScenariosTest {
    private static final Path ROOT = Path.of(System.getProperty("tlpsim.root"));

    static List<Path> scenarios() throws IOException {
        try (Stream<Path> files = Files.list(ROOT.resolve("scenarios"))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void aBundledScenarioIsValidAndAsksItsQuestionFirst(Path file) throws IOException {
        ResolvedScenario resolved = ScenarioFiles.read(file);

        assertThat(file.getFileName()).hasToString(resolved.config().name() + ".yaml");
        assertThat(resolved.config().question()).endsWith("?");
        assertThat(Files.readAllLines(file).get(0)).startsWith("# ").contains("?");
    }

    @Test
    void theListOfTheDocumentationHasThemAll() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/scenarios.md"));

        for (Path file : scenarios()) {
            assertThat(page).contains("(../scenarios/" + file.getFileName() + ")");
        }
    }
}
