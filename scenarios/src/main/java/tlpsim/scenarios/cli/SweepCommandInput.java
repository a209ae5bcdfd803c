package tlpsim.scenarios.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;
import tlpsim.core.random.RandomStream;
import tlpsim.scenarios.config.ScenarioReader;
import tlpsim.scenarios.preset.PresetCatalogue;
import tlpsim.scenarios.schema.DefaultSource;
import tlpsim.scenarios.schema.Position;
import tlpsim.scenarios.schema.RecordReader;
import tlpsim.scenarios.schema.YamlNode;
import tlpsim.scenarios.schema.YamlReader;
import tlpsim.scenarios.sweep.Design;
import tlpsim.scenarios.sweep.PointTask;
import tlpsim.scenarios.sweep.SweepConfig;
import tlpsim.scenarios.sweep.SweepPlan;

/** What is to be swept: a scenario with options, or a sweep file, with options on top of it. */
final class SweepCommandInput {
    private static final String STDIN = "<stdin>";
    /** A file with this key is a sweep; scenarios have no such key. */
    private static final String SWEEP_KEY = "scenario";

    private final Console console;

    SweepCommandInput(Console console) {
        this.console = console;
    }

    /** A file and what stands in it. */
    private record Source(String name, String text, Path directory) {}

    /** @param options what the command line says */
    SweepPlan plan(String file, SweepConfig options) {
        Source given = source(file);
        List<Problem> problems = new ArrayList<>();
        Optional<YamlNode> root = YamlReader.read(given.name(), given.text(), problems);
        boolean isSweep = root.isPresent()
                && root.get() instanceof YamlNode.MapNode map
                && map.entry(SWEEP_KEY) != null
                && problems.isEmpty();
        if (!isSweep) {
            return plan(given, options);
        }
        SweepConfig written = RecordReader.read(SweepConfig.class, root.get(), DefaultSource.NONE, problems)
                .value();
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return plan(source(given.directory().resolve(written.scenario()).toString()), both(written, options));
    }

    /** A scenario and what holds for all its runs. */
    PointTask base(String file, List<String> sets) {
        Source source = source(file);
        return new PointTask(source.name(), source.text(), source.directory(), sets, "");
    }

    private static SweepConfig both(SweepConfig written, SweepConfig options) {
        return new SweepConfig(
                options.study().isEmpty() ? written.study() : options.study(),
                written.scenario(),
                both(written.set(), options.set()),
                both(written.vary(), options.vary()),
                both(written.tie(), options.tie()),
                options.sobol().isPresent() ? options.sobol() : written.sobol(),
                options.replicates().isPresent() ? options.replicates() : written.replicates(),
                options.seedSet().isEmpty() ? written.seedSet() : options.seedSet());
    }

    private static List<String> both(List<String> one, List<String> other) {
        List<String> all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }

    private static SweepPlan plan(Source source, SweepConfig sweep) {
        List<String> sets = new ArrayList<>(sweep.set());
        OptionalInt replicates = sweep.replicates();
        if (replicates.isPresent()) {
            sets.add("measure.replicates=" + replicates.getAsInt());
        }
        if (!sweep.seedSet().isEmpty()) {
            // The first draw of a stream of that name; a scenario's seed is not negative.
            sets.add("seed=" + (RandomStream.of(0, sweep.seedSet()).bitsAt(0) & Long.MAX_VALUE));
        }
        PointTask base = new PointTask(source.name(), source.text(), source.directory(), sets, "");
        List<Map<String, String>> design = sweep.sobol().isPresent()
                ? Design.sobol(sweep.vary(), sweep.tie(), sweep.sobol().getAsInt())
                : Design.grid(sweep.vary(), sweep.tie());
        return SweepPlan.of(sweep.study(), base, design);
    }

    private Source source(String file) {
        try {
            if (file.equals("-")) {
                return new Source(STDIN, YamlReader.decode(STDIN, console.in().readAllBytes()), Path.of(""));
            }
            if (file.indexOf('\0') >= 0 || !Files.isRegularFile(Path.of(file))) {
                // Says what is wrong with the name, and which one is near.
                new ScenarioReader(PresetCatalogue.bundled()).read(file, console.in(), List.of());
            }
            Path path = Path.of(file);
            Path directory = path.getParent() == null ? Path.of("") : path.getParent();
            return new Source(file, YamlReader.decode(file, Files.readAllBytes(path)), directory);
        } catch (IOException failure) {
            throw new InvalidInputException(
                    Position.of(file).problem("the file cannot be read: " + failure.getMessage(), ""));
        }
    }
}
