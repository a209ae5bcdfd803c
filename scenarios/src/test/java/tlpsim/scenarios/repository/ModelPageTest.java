package tlpsim.scenarios.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.preset.PresetCatalogue;
import tlpsim.scenarios.preset.PresetKind;
import tlpsim.scenarios.preset.PresetParameter;
import tlpsim.scenarios.preset.PresetStatus;
import tlpsim.scenarios.schema.KeyDeclaration;
import tlpsim.scenarios.schema.MappingDeclaration;
import tlpsim.scenarios.schema.ValueKind;

/** The pages that say what is modelled name keys, tests and scenarios that exist, and mark every mechanism with the words that they define. */
final class ModelPageTest {
    private static final Path ROOT = Path.of(System.getProperty("tlpsim.root"));
    private static final Pattern MARK =
            Pattern.compile("\\b(spec|documented|measured|calibrated|derived|assumed|exact)\\b");
    private static final Pattern KEY =
            Pattern.compile("`((?:platform|fabric|workloads|neighbours|measure|tph)\\.[a-z0-9.-]+)`");
    private static final Pattern TEST = Pattern.compile("`([A-Z][A-Za-z0-9]+Test)`");
    private static final Pattern CELL = Pattern.compile("(?<!\\\\)\\|");

    private static String page(String name) throws IOException {
        return Files.readString(ROOT.resolve("docs").resolve(name));
    }

    private static List<String> cells(String row) {
        String inner = row.strip().replaceAll("^\\||\\|$", "");
        return Arrays.stream(CELL.split(inner, -1)).map(String::strip).toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.md", "peers.md", "paths.md"})
    void everyRowSaysHowSureItIs(String name) throws IOException {
        List<String> unmarked = new ArrayList<>();
        int column = -1;
        for (String line : page(name).lines().toList()) {
            if (!line.startsWith("|")) {
                column = -1;
            } else if (column < 0) {
                column = cells(line).indexOf("mark");
                column = column < 0 ? Integer.MAX_VALUE : column;
            } else if (column < Integer.MAX_VALUE && !line.startsWith("|---")) {
                List<String> row = cells(line);
                if (row.size() <= column || !MARK.matcher(row.get(column)).find()) {
                    unmarked.add(line);
                }
            }
        }
        assertThat(unmarked).isEmpty();
    }

    @Test
    void keysOfTheModelExist() throws IOException {
        Set<String> declared = new TreeSet<>();
        collect(MappingDeclaration.of(ScenarioConfig.class), "", declared);
        Set<String> named = new TreeSet<>();
        Matcher key = KEY.matcher(page("model.md"));
        while (key.find()) {
            named.add(key.group(1));
        }
        named.removeAll(declared);
        assertThat(named).isEmpty();
    }

    private static void collect(MappingDeclaration mapping, String prefix, Set<String> declared) {
        for (KeyDeclaration key : mapping.written()) {
            declared.add(prefix + key.name());
            if (key.elementKind() == ValueKind.MAPPING) {
                collect(MappingDeclaration.of(key.type()), prefix + key.name() + ".", declared);
            }
        }
        mapping.names().forEach(name -> declared.add(prefix + name));
    }

    @ParameterizedTest
    @ValueSource(strings = {"model.md", "host-memory.md", "scenarios.md", "testing.md"})
    void testsThatAPageNamesExist(String name) throws IOException {
        Set<String> named = new TreeSet<>();
        Matcher test = TEST.matcher(page(name));
        while (test.find()) {
            named.add(test.group(1));
        }
        for (String module : List.of("sim-core", "tlp-gen", "completer-model", "scenarios", "benchmarks")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/test/java"))) {
                files.map(file -> file.getFileName().toString().replace(".java", ""))
                        .forEach(named::remove);
            }
        }
        assertThat(named).isEmpty();
    }

    @Test
    void whatIsCalibratedStandsOnThePage() throws IOException {
        PresetCatalogue presets = PresetCatalogue.bundled();
        String page = page("model.md");
        for (String name : presets.names(PresetKind.PLATFORM)) {
            for (PresetParameter parameter : presets.find(name).orElseThrow().parameters()) {
                if (parameter.status() == PresetStatus.CALIBRATED) {
                    assertThat(page.lines())
                            .as(name + ": " + parameter.path())
                            .anyMatch(line -> line.contains("calibrated")
                                    && line.contains("`platform." + parameter.path() + "`"));
                }
            }
        }
    }
}
