package tlpsim.scenarios.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tlpsim.scenarios.cli.Console;
import tlpsim.scenarios.cli.ExitCode;
import tlpsim.scenarios.cli.Tlpsim;

/** What the README and the pages say about commands, output and topology is what the program does today. */
final class ReadmeTest {
    private static final Path PROJECT = Path.of(System.getProperty("tlpsim.root"));
    private static final String PROMPT = "$ ./tlpsim ";
    private static final String QUICKSTART = "run scenarios/quickstart.yaml";
    private static final String TITLE = "quickstart: ";
    private static final String LEFT_OUT = "...";
    private static final String DRAWING_MARK = "| TlpRing";
    /** A group, a row with or without unit, or a line of the footer: its name. */
    private static final Pattern NAMED_LINE = Pattern.compile("(?: {2})?([a-z][a-z0-9.-]*(?: \\[[^]]+])?)(?: {2,}.*)?");

    private static final Pattern FOOTER_LINE = Pattern.compile("(verdict|rests on|simulated|intervals|speed) {2,}.*");
    private static final Pattern HINTS_LINE = Pattern.compile("(hints) \\(.*");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)(?:#[^)]*)?\\)");

    @TempDir
    private Path directory;

    private record Outcome(int exitCode, List<String> out, String err) {}

    private static List<String> lines(String file) {
        try {
            return Files.readAllLines(PROJECT.resolve(file));
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    private static List<String> commands() {
        return lines("README.md").stream()
                .filter(line -> line.startsWith(PROMPT))
                .map(line -> line.substring(PROMPT.length()))
                .toList();
    }

    /** Runs a command line of the README; a simulation only for some microseconds. */
    private Outcome execute(String command) {
        List<String> arguments = new ArrayList<>();
        for (String argument : command.replaceFirst(" > .*", "").split(" ")) {
            arguments.add(
                    argument.startsWith("scenarios/")
                            ? PROJECT.resolve(argument).toString()
                            : argument);
        }
        if (arguments.get(0).equals("run")) {
            for (String key : List.of("window=40 us", "warm-up=10 us", "replicates=1")) {
                arguments.add("--set");
                arguments.add("measure." + key);
            }
            arguments.add("--out");
            arguments.add(directory.toString());
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        int exitCode = Tlpsim.run(console, arguments.toArray(String[]::new));
        return new Outcome(
                exitCode, out.toString(StandardCharsets.UTF_8).lines().toList(), err.toString(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void eachCommandLineOfTheReadmeRuns(String command) {
        Outcome outcome = execute(command);

        // So short a window is not steady: that is what the exit code says.
        List<Integer> allowed =
                command.startsWith("run ") ? List.of(ExitCode.OK, ExitCode.INCONCLUSIVE) : List.of(ExitCode.OK);
        assertThat(allowed).as(outcome.err()).contains(outcome.exitCode());
        assertThat(outcome.out()).isNotEmpty();
    }

    @Test
    void theOutputInTheReadmeHasTheShapeOfWhatTheProgramPrints() {
        List<String> shown = from(TITLE, blockAfter(PROMPT + QUICKSTART));
        List<String> printed = from(TITLE, execute(QUICKSTART).out());

        assertThat(shown.get(2)).as("columns").isEqualTo(printed.get(2));
        List<String> names = names(printed);
        int at = 0;
        boolean leftOut = false;
        for (String name : names(shown)) {
            if (name.equals(LEFT_OUT)) {
                leftOut = true;
                continue;
            }
            int found = names.subList(at, names.size()).indexOf(name);
            assertThat(found).as("place of '%s' in %s", name, names).isGreaterThanOrEqualTo(0);
            assertThat(found == 0 || leftOut)
                    .as("rows are left out before '%s' without '...'", name)
                    .isTrue();
            at += found + 1;
            leftOut = false;
        }
        assertThat(at).as("the last line shown is the last line printed").isEqualTo(names.size());
    }

    private static List<String> blockAfter(String first) {
        List<String> readme = lines("README.md");
        int start = readme.indexOf(first);
        assertThat(start).as("line '%s'", first).isGreaterThanOrEqualTo(0);
        List<String> rest = readme.subList(start + 1, readme.size());
        return rest.subList(0, rest.indexOf("```"));
    }

    private static List<String> from(String prefix, List<String> lines) {
        int start = 0;
        while (!lines.get(start).startsWith(prefix)) {
            start++;
        }
        return lines.subList(start, lines.size());
    }

    private static List<String> names(List<String> lines) {
        List<String> names = new ArrayList<>();
        for (String line : lines.subList(3, lines.size())) {
            if (line.strip().equals(LEFT_OUT)) {
                names.add(LEFT_OUT);
            } else if (!line.startsWith("idle queues")) {
                Stream.of(FOOTER_LINE, HINTS_LINE, NAMED_LINE)
                        .map(pattern -> pattern.matcher(line))
                        .filter(Matcher::matches)
                        .findFirst()
                        .ifPresent(matcher -> names.add(matcher.group(1)));
            }
        }
        return names;
    }

    @Test
    void theDrawingIsTheSameInReadmeArchitectureAndPackageInfo() {
        List<String> readme = drawing("README.md", "```", "");

        assertThat(readme).hasSizeGreaterThan(10);
        assertThat(drawing("docs/architecture.md", "```", "")).isEqualTo(readme);
        assertThat(drawing("sim-core/src/main/java/tlpsim/core/pipeline/package-info.java", " * }</pre>", " * "))
                .isEqualTo(readme);
    }

    /** The lines of the block that holds the drawing, without what every line begins with. */
    private static List<String> drawing(String file, String end, String margin) {
        List<String> lines = lines(file);
        int at = 0;
        while (!lines.get(at).contains(DRAWING_MARK)) {
            at++;
        }
        int first = at;
        while (!lines.get(first).contains("```") && !lines.get(first).contains("<pre>")) {
            first--;
        }
        int last = at;
        while (!lines.get(last).equals(end)) {
            last++;
        }
        return lines.subList(first + 1, last).stream()
                .map(line -> line.substring(margin.length()).stripTrailing())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void eachLinkOfAPageLeadsSomewhere(String page) {
        Path base = PROJECT.resolve(page).getParent();
        for (String line : lines(page)) {
            Matcher link = LINK.matcher(line);
            while (link.find()) {
                assertThat(base.resolve(link.group(1))).as("%s: %s", page, line).exists();
            }
        }
    }

    private static List<String> pages() throws IOException {
        List<String> pages = new ArrayList<>(Arrays.asList("README.md", "CONTRIBUTING.md", "CHANGELOG.md"));
        try (Stream<Path> docs = Files.list(PROJECT.resolve("docs"))) {
            docs.map(page -> "docs/" + page.getFileName())
                    .filter(page -> page.endsWith(".md"))
                    .sorted()
                    .forEach(pages::add);
        }
        return pages;
    }
}
