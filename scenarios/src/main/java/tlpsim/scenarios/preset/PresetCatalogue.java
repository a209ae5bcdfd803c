package tlpsim.scenarios.preset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;
import tlpsim.scenarios.schema.DefaultSource;
import tlpsim.scenarios.schema.Position;
import tlpsim.scenarios.schema.RecordReader;
import tlpsim.scenarios.schema.YamlNode;
import tlpsim.scenarios.schema.YamlReader;

/** The presets that ship with the tool: one resource each, read once. Immutable. */
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

    private final List<Preset> presets;

    private PresetCatalogue(List<Preset> presets) {
        this.presets = presets;
    }

    /** Reads the bundled presets. */
    public static PresetCatalogue bundled() {
        List<Preset> presets = new ArrayList<>();
        for (String name : PLATFORMS) {
            presets.add(load(name));
        }
        for (String name : PEERS) {
            presets.add(load(name));
        }
        return new PresetCatalogue(List.copyOf(presets));
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

    public Optional<Preset> find(String name) {
        return presets.stream().filter(preset -> preset.name().equals(name)).findFirst();
    }

    private static Preset load(String name) {
        String resource = name + ".yaml";
        List<Problem> problems = new ArrayList<>();
        YamlNode root = YamlReader.read(resource, text(resource), problems)
                .orElse(new YamlNode.BrokenNode(Position.of(resource)));
        Preset preset = RecordReader.read(Preset.class, root, DefaultSource.NONE, problems)
                .value();
        if (!problems.isEmpty()) {
            throw new IllegalStateException("a bundled preset is broken", new InvalidInputException(problems));
        }
        return preset.base().isEmpty() ? preset : preset.over(load(preset.base()));
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
