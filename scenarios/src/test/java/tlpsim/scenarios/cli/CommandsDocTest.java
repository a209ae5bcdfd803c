package tlpsim.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code docs/commands.md} shows only options that exist, and every option that exists. */
class CommandsDocTest {
    private static final String PROMPT = "./tlpsim ";
    private static final Pattern OPTION = Pattern.compile("(?<![\\w-])--[a-z][a-z-]*");
    private static final Set<String> OF_EVERY_COMMAND = Set.of("--help", "--version");

    private static List<String> lines() throws IOException {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("docs/commands.md"))) {
            root = root.getParent();
        }
        return Files.readAllLines(root.resolve("docs/commands.md"));
    }

    static Stream<String> examples() throws IOException {
        return lines().stream().filter(line -> line.startsWith(PROMPT)).map(line -> line.substring(PROMPT.length()));
    }

    private static Set<String> options(String text) {
        Set<String> options = new TreeSet<>();
        Matcher matcher = OPTION.matcher(text);
        while (matcher.find()) {
            options.add(matcher.group());
        }
        return options;
    }

    /** {@code cache replay} of {@code cache replay trace.din --json}. */
    private static List<String> command(String example) {
        String[] words = example.split(" ");
        boolean nested = words.length > 1
                && (words[0].equals("cache")
                        || words[0].equals("tlp")
                        || words[0].equals("topology")
                        || words[0].equals("results")
                        || words[0].equals("presets") && !words[1].startsWith("-"));
        return nested ? List.of(words[0], words[1]) : List.of(words[0]);
    }

    private static String help(List<String> command) {
        return CliRun.of(Stream.concat(command.stream(), Stream.of("--help")).toArray(String[]::new))
                .out();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void anExampleUsesOptionsOfItsCommand(String example) {
        assertThat(help(command(example))).startsWith("Usage: tlpsim " + String.join(" ", command(example)));
        assertThat(options(help(command(example)))).containsAll(options(example));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run",
                "explain",
                "validate",
                "presets",
                "presets show",
                "tlp decode",
                "tlp encode",
                "tph",
                "link",
                "cache replay",
                "reproduce",
                "topology import",
                "sweep",
                "results list",
                "results show",
                "results export",
                "results merge",
                "compare",
                "plan"
            })
    void everyOptionOfACommandIsInItsSectionOrAtTheTop(String command) throws IOException {
        String text = String.join("\n", lines());
        String top = text.substring(0, text.indexOf("\n## "));
        int start = text.indexOf("\n## " + command.split(" ")[0] + "\n");
        assertThat(start).as("section of " + command).isPositive();
        int end = text.indexOf("\n## ", start + 1);
        Set<String> expected = options(help(List.of(command.split(" "))));
        expected.removeAll(OF_EVERY_COMMAND);

        assertThat(options(top + text.substring(start, end < 0 ? text.length() : end)))
                .containsAll(expected);
    }
}
