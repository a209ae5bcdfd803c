package tlpsim.scenarios.preset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.NearestName;
import tlpsim.core.problem.Problem;
import tlpsim.scenarios.schema.DefaultSource;
import tlpsim.scenarios.schema.Position;
import tlpsim.scenarios.schema.RecordReader;
import tlpsim.scenarios.schema.YamlNode;
import tlpsim.scenarios.schema.YamlReader;

/** The presets that ship with the tool, one resource each, and those of the user, one file each. Each is read once. One thread. */
public final class PresetCatalogue {
    private static final List<String> PLATFORMS = List.of(
            "epyc-9655",
            "epyc-9654",
            "epyc-7763",
            "xeon-6140",
            "xeon-8180",
            "xeon-4216",
            "xeon-6354",
            "xeon-8480",
            "granite-rapids-6985p",
            "graviton4",
            "grace");
    private static final List<String> PEERS = List.of("h100", "a100", "mi300x");

    private static final List<String> BASES = List.of("base-common", "base-intel", "base-amd", "base-arm");

    private final List<Preset> presets;
    private final Path directory;
    private final Map<String, Preset> files = new HashMap<>();

    private PresetCatalogue(List<Preset> presets, Path directory) {
        this.presets = presets;
        this.directory = directory;
    }

    /** Read once in a process: a sweep reads thousands of scenarios. */
    private static final class Bundled {
        private static final List<Preset> PRESETS = read();

        private static List<Preset> read() {
            List<Preset> presets = new ArrayList<>();
            for (String name : PLATFORMS) {
                presets.add(load(name));
            }
            for (String name : PEERS) {
                presets.add(load(name));
            }
            return List.copyOf(presets);
        }
    }

    /** The bundled presets. */
    public static PresetCatalogue bundled() {
        return new PresetCatalogue(Bundled.PRESETS, Path.of(""));
    }

    /** The same, with file names relative to a directory. */
    public PresetCatalogue in(Path newDirectory) {
        return new PresetCatalogue(presets, newDirectory);
    }

    /** Whether a name means a file of the user's and not a bundled preset. */
    public static boolean isFile(String name) {
        return name.endsWith(".yaml") || name.endsWith(".yml");
    }

    public List<Preset> presets() {
        return presets;
    }

    /** Names of one kind, in the catalogue's order. */
    public List<String> names(PresetKind kind) {
        return presets.stream()
                .filter(preset -> preset.kind() == kind)
                .map(Preset::name)
                .toList();
    }

    /**
     * A bundled preset by name, or a file; empty where there is neither.
     *
     * @throws InvalidInputException with the mistakes in a file
     */
    public Optional<Preset> find(String name) {
        return isFile(name)
                ? ofFile(name)
                : presets.stream().filter(preset -> preset.name().equals(name)).findFirst();
    }

    private Optional<Preset> ofFile(String name) {
        Path file;
        try {
            file = directory.resolve(name);
        } catch (InvalidPathException broken) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            return Optional.empty();
        }
        return Optional.of(files.computeIfAbsent(name, unused -> read(file)));
    }

    private static Preset read(Path file) {
        String source = file.toString();
        List<Problem> problems = new ArrayList<>();
        Optional<Preset> preset = Optional.empty();
        try {
            preset = parse(source, YamlReader.decode(source, Files.readAllBytes(file)), problems);
        } catch (IOException failure) {
            problems.add(Position.of(source).problem("the file cannot be read: " + failure.getMessage(), ""));
        }
        String base = preset.map(Preset::base).orElse("");
        List<String> allowed = new ArrayList<>(BASES);
        allowed.addAll(PLATFORMS);
        allowed.addAll(PEERS);
        if (!base.isEmpty() && !allowed.contains(base)) {
            problems.add(Position.of(source)
                    .problem(
                            "base: '" + base + "' is not a preset; allowed: " + String.join(", ", allowed),
                            NearestName.hint(base, allowed)));
        }
        if (!problems.isEmpty() || preset.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        return base.isEmpty() ? preset.get() : preset.get().over(load(base));
    }

    private static Preset load(String name) {
        String resource = name + ".yaml";
        List<Problem> problems = new ArrayList<>();
        Optional<Preset> preset = parse(resource, text(resource), problems);
        if (!problems.isEmpty() || preset.isEmpty()) {
            throw new IllegalStateException("a bundled preset is broken", new InvalidInputException(problems));
        }
        Preset read = preset.get();
        return read.base().isEmpty() ? read : read.over(load(read.base()));
    }

    private static Optional<Preset> parse(String source, String text, List<Problem> problems) {
        Optional<YamlNode> root = YamlReader.read(source, text, problems);
        if (root.isEmpty() && problems.isEmpty()) {
            problems.add(new Position(source, 1, 1).problem("the file is empty; allowed: a preset", ""));
        }
        return root.map(node -> RecordReader.read(Preset.class, node, DefaultSource.NONE, problems)
                .value());
    }

    private static String text(String resource) {
        try (InputStream stream = PresetCatalogue.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("missing resource: " + resource);
            }
            return YamlReader.decode(resource, stream.readAllBytes());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
