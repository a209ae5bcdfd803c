package tlpsim.scenarios.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import tlpsim.core.problem.NearestName;
import tlpsim.scenarios.preset.PresetCatalogue;
import tlpsim.scenarios.preset.PresetKind;
import tlpsim.scenarios.preset.PresetParameter;
import tlpsim.scenarios.schema.KeyDeclaration;
import tlpsim.scenarios.schema.MappingDeclaration;
import tlpsim.scenarios.schema.Reading;
import tlpsim.scenarios.schema.ResolvedValue;
import tlpsim.scenarios.schema.ValueKind;

/** What the checks of a whole scenario share: the scenario, its positions, its directory, the presets, names of figures. */
record Checker(ScenarioConfig scenario, Reading reading, Path directory, PresetCatalogue presets, FigureNames figures) {

    /**
     * Reports that the value at a path breaks a rule, unless one of the values that the rule concerns is wrong in
     * itself.
     */
    void conflict(String message, String path, String... others) {
        reading.conflict(message, "", path, others);
    }

    /** Reports a name that is not one of those allowed. */
    void unknown(String what, String given, Collection<String> allowed, String path, String... others) {
        String list = allowed.isEmpty() ? "none, there is no such thing in this scenario" : String.join(", ", allowed);
        reading.conflict(
                "'" + given + "' is not " + what + "; allowed: " + list,
                NearestName.hint(given, allowed),
                path,
                others);
    }

    /** Reports every value below a path that the user changed from its default although nothing uses it. */
    void unused(String prefix, String why) {
        String below = prefix + ".";
        for (ResolvedValue value : reading.resolved()) {
            boolean concerned = value.path().equals(prefix) || value.path().startsWith(below);
            if (concerned && value.given() && !isDefault(value)) {
                conflict("the value " + value.text() + " is not used; " + why, value.path());
            }
        }
    }

    /** The declared default, or the one that follows from other keys: the canonical form gives every value. */
    private boolean isDefault(ResolvedValue value) {
        return value.text().equals(value.key().canonicalDefault())
                || new ScenarioDefaults(presets)
                        .find(value.path(), reading)
                        .filter(derived -> derived.text().equals(value.text()))
                        .isPresent();
    }

    /** Reports a name that is no preset of a kind, and a file that is none. */
    void preset(String what, PresetKind kind, String given, String path) {
        if (!PresetCatalogue.isFile(given)) {
            List<String> names = presets.names(kind);
            if (!names.contains(given)) {
                unknown(what, given, names, path);
            }
            return;
        }
        file(given, path);
        presets.find(given).filter(preset -> preset.kind() != kind).ifPresent(preset -> {
            String is = KeyDeclaration.spelling(preset.kind());
            conflict("the file '" + given + "' describes a " + is + ", not " + what, path);
        });
        Class<?> type = kind == PresetKind.PEER ? PeerMemoryConfig.class : PlatformConfig.class;
        List<String> keys = keys(MappingDeclaration.of(type), "");
        presets.find(given)
                .ifPresent(preset -> preset.parameters().stream()
                        .map(PresetParameter::path)
                        .filter(parameter -> !keys.contains(parameter))
                        .forEach(parameter -> reading.conflict(
                                "the file '" + given + "' has the parameter '" + parameter + "', which is no key of a "
                                        + KeyDeclaration.spelling(kind),
                                NearestName.hint(parameter, keys),
                                path)));
    }

    private static List<String> keys(MappingDeclaration mapping, String prefix) {
        List<String> keys = new ArrayList<>();
        for (KeyDeclaration key : mapping.written()) {
            if (key.kind() == ValueKind.MAPPING) {
                keys.addAll(keys(MappingDeclaration.of(key.type()), prefix + key.name() + "."));
            } else {
                keys.add(prefix + key.name());
            }
        }
        return keys;
    }

    /** Reports a file that a value names and that is not there. */
    void file(String name, String path) {
        Path file;
        try {
            file = directory.resolve(name);
        } catch (InvalidPathException broken) {
            conflict("'" + name + "' is not a file name", path);
            return;
        }
        if (Files.isDirectory(file)) {
            conflict("'" + name + "' is a directory; allowed: a file", path);
        } else if (!Files.isReadable(file)) {
            String rule = Files.exists(file) ? "cannot be read" : "does not exist";
            reading.conflict(
                    "the file '" + name + "' " + rule + "; it is looked for in " + shown(file), near(file), path);
        }
    }

    private String shown(Path file) {
        Path parent = file.getParent();
        return parent == null || parent.toString().isEmpty() ? "the current directory" : "'" + parent + "'";
    }

    private static String near(Path file) {
        return NearestName.hint(String.valueOf(file.getFileName()), siblings(file));
    }

    /** Names of the files beside one, sorted; none where the directory cannot be read. */
    static List<String> siblings(Path file) {
        List<String> names = new ArrayList<>();
        Path parent = file.toAbsolutePath().getParent();
        if (parent != null && Files.isDirectory(parent)) {
            try (Stream<Path> entries = Files.list(parent)) {
                entries.map(entry -> String.valueOf(entry.getFileName()))
                        .sorted()
                        .forEach(names::add);
            } catch (IOException | UncheckedIOException unreadable) {
                names.clear();
            }
        }
        return names;
    }
}
