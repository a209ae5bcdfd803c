package tlpsim.scenarios.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.NearestName;
import tlpsim.core.problem.Problem;
import tlpsim.scenarios.preset.PresetCatalogue;
import tlpsim.scenarios.schema.Assignment;
import tlpsim.scenarios.schema.Position;
import tlpsim.scenarios.schema.RecordReader;
import tlpsim.scenarios.schema.YamlNode;
import tlpsim.scenarios.schema.YamlReader;

/**
 * Reads scenarios: YAML, then the assignments of {@code --set}, then the records with their defaults, then the rules
 * that span several keys. All mistakes that can be found are found in one go.
 */
public final class ScenarioReader {
    private static final String STDIN = "<stdin>";

    private final PresetCatalogue presets;
    private final FigureNames figures;
    private final boolean readsVariants;

    /** For those who judge no result: expectations may name any metric. */
    public ScenarioReader(PresetCatalogue presets) {
        this(presets, FigureNames.any());
    }

    /** @param figures that expectations may name */
    public ScenarioReader(PresetCatalogue presets, FigureNames figures) {
        this(presets, figures, true);
    }

    private ScenarioReader(PresetCatalogue presets, FigureNames figures, boolean readsVariants) {
        this.presets = presets;
        this.figures = figures;
        this.readsVariants = readsVariants;
    }

    /** For those who run none of the variants, which need not agree with the assignments then. */
    public ScenarioReader withoutVariants() {
        return new ScenarioReader(presets, figures, false);
    }

    /**
     * Reads a file, or standard input where the name is {@code -}.
     *
     * @param assignments {@code path=value}, applied in order
     * @throws InvalidInputException with every mistake
     */
    public ResolvedScenario read(String name, InputStream stdin, List<String> assignments) {
        try {
            if (name.equals("-")) {
                return read(STDIN, YamlReader.decode(STDIN, stdin.readAllBytes()), Path.of(""), assignments);
            }
            Path file = existing(name);
            Path directory = file.getParent() == null ? Path.of("") : file.getParent();
            return read(name, YamlReader.decode(name, Files.readAllBytes(file)), directory, assignments);
        } catch (IOException failure) {
            throw new InvalidInputException(
                    Position.of(name).problem("the file cannot be read: " + failure.getMessage(), ""));
        }
    }

    private static Path existing(String name) {
        try {
            Path file = Path.of(name);
            if (Files.isDirectory(file)) {
                throw new InvalidInputException(
                        Position.of(name).problem("this is a directory; allowed: a scenario file", ""));
            }
            if (!Files.exists(file)) {
                String hint = NearestName.hint(String.valueOf(file.getFileName()), Checker.siblings(file));
                throw new InvalidInputException(Position.of(name).problem("the file does not exist", hint));
            }
            return file;
        } catch (InvalidPathException broken) {
            throw new InvalidInputException(
                    Position.of(name.replace('\0', '?')).problem("this is not a file name", ""));
        }
    }

    /** Reads a text; file names in it are relative to the directory. */
    public ResolvedScenario read(String source, String text, Path directory, List<String> assignments) {
        List<Problem> problems = new ArrayList<>();
        Optional<YamlNode> root = YamlReader.read(source, text, problems);
        if (root.isEmpty() && problems.isEmpty()) {
            problems.add(new Position(source, 1, 1)
                    .problem("the file is empty; allowed: a scenario", "the command 'presets' lists platforms"));
        }
        List<Assignment> sets = new ArrayList<>();
        for (String assignment : assignments) {
            Assignment.parse(assignment, Position.of("--set " + assignment), problems)
                    .ifPresent(sets::add);
        }
        if (root.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        YamlNode tree = root.get();
        for (Assignment set : sets) {
            tree = set.applyTo(tree, ScenarioConfig.class, problems);
        }
        RecordReader.Result<ScenarioConfig> result = records(tree, directory, problems);
        List<ResolvedScenario.Variant> variants =
                readsVariants ? variants(result, tree, directory, problems) : List.of();
        if (!problems.isEmpty()) {
            throw new InvalidInputException(ordered(problems, source));
        }
        return new ResolvedScenario(
                source, directory, result.value(), result.reading().resolved(), variants);
    }

    private RecordReader.Result<ScenarioConfig> records(YamlNode tree, Path directory, List<Problem> problems) {
        PresetCatalogue near = presets.in(directory);
        RecordReader.Result<ScenarioConfig> result =
                RecordReader.read(ScenarioConfig.class, tree, new ScenarioDefaults(near), problems);
        ScenarioChecks.check(new Checker(result.value(), result.reading(), directory, near, figures));
        return result;
    }

    private List<ResolvedScenario.Variant> variants(
            RecordReader.Result<ScenarioConfig> base, YamlNode tree, Path directory, List<Problem> problems) {
        List<ResolvedScenario.Variant> variants = new ArrayList<>();
        List<Problem> ofBase = List.copyOf(problems);
        for (VariantConfig variant : base.value().variants()) {
            List<Problem> found = new ArrayList<>();
            YamlNode changed = tree;
            for (int i = 0; i < variant.set().size(); i++) {
                Position position = base.reading().position("variants." + variant.id() + ".set." + i);
                changed = variant(variant.set().get(i), position, changed, found);
            }
            variants.add(new ResolvedScenario.Variant(
                    variant.id(), records(changed, directory, found).value()));
            found.removeAll(ofBase);
            for (Problem problem : found) {
                String message = "variant '" + variant.id() + "': " + problem.message();
                problems.add(new Problem(problem.source(), problem.line(), problem.column(), message, problem.hint()));
            }
        }
        return variants;
    }

    private static YamlNode variant(String text, Position position, YamlNode tree, List<Problem> problems) {
        if (text.startsWith("variants")) {
            problems.add(position.problem("a variant cannot change the variants", ""));
            return tree;
        }
        if (text.startsWith("expect")) {
            problems.add(position.problem("a variant cannot change what is expected of the result", ""));
            return tree;
        }
        Optional<Assignment> assignment = Assignment.parse(text, position, problems);
        return assignment.isEmpty() ? tree : assignment.get().applyTo(tree, ScenarioConfig.class, problems);
    }

    /** In the order of the file, then the assignments; each once. */
    private static List<Problem> ordered(List<Problem> problems, String source) {
        List<Problem> ordered = new ArrayList<>(new LinkedHashSet<>(problems));
        ordered.sort(Comparator.<Problem, Boolean>comparing(
                        problem -> !problem.source().equals(source))
                .thenComparingInt(Problem::line)
                .thenComparingInt(Problem::column));
        return ordered;
    }
}
