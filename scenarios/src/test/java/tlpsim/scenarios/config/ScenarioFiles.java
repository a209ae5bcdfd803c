package tlpsim.scenarios.config;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import tlpsim.scenarios.preset.PresetCatalogue;
import tlpsim.scenarios.result.Expectations;
import tlpsim.scenarios.schema.YamlReader;

/** The test scenarios: {@code good} ones, and {@code bad} ones each beside the problems that it must give. */
final class ScenarioFiles {
    private static final String SET = "# set: ";

    private static final PresetCatalogue PRESETS = PresetCatalogue.bundled();

    private ScenarioFiles() {}

    static Path directory(String name) throws URISyntaxException {
        return Path.of(ScenarioFiles.class.getResource(name).toURI());
    }

    /** The scenario files of a directory, sorted. */
    static List<Path> in(String name) throws IOException, URISyntaxException {
        try (Stream<Path> files = Files.list(directory(name))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    /** Reads a file with the assignments that its leading {@code # set:} comments ask for. */
    static ResolvedScenario read(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        List<String> assignments = new String(bytes, StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> line.startsWith(SET))
                .map(line -> line.substring(SET.length()))
                .toList();
        String name = String.valueOf(file.getFileName());
        return new ScenarioReader(PRESETS, Expectations.names())
                .read(name, YamlReader.decode(name, bytes), file.getParent(), assignments);
    }
}
