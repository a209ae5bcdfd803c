package tlpsim.scenarios.preset;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tlpsim.scenarios.config.PeerMemoryConfig;
import tlpsim.scenarios.config.PlatformConfig;
import tlpsim.scenarios.config.ScenarioReader;
import tlpsim.scenarios.schema.KeyDeclaration;
import tlpsim.scenarios.schema.MappingDeclaration;
import tlpsim.scenarios.schema.Quantity;
import tlpsim.scenarios.schema.ValueKind;

final class PresetCatalogueTest {
    private static final PresetCatalogue CATALOGUE = PresetCatalogue.bundled();

    static List<Preset> presets() {
        return CATALOGUE.presets();
    }

    private static List<String> paths(Class<?> type, String prefix) {
        List<String> paths = new ArrayList<>();
        for (KeyDeclaration key : MappingDeclaration.of(type).written()) {
            if (key.kind() == ValueKind.MAPPING) {
                paths.addAll(paths(key.type(), prefix + key.name() + "."));
            } else if (key.key().defFrom().endsWith("preset")) {
                paths.add(prefix + key.name());
            }
        }
        return paths;
    }

    private static KeyDeclaration declaration(Preset preset, String path) {
        MappingDeclaration mapping =
                MappingDeclaration.of(preset.kind() == PresetKind.PEER ? PeerMemoryConfig.class : PlatformConfig.class);
        String[] steps = path.split("\\.");
        for (int i = 0; i < steps.length - 1; i++) {
            mapping = MappingDeclaration.of(mapping.key(steps[i]).type());
        }
        return mapping.key(steps[steps.length - 1]);
    }

    @Test
    void theCatalogueHasThePromisedPlatforms() {
        assertThat(CATALOGUE.names(PresetKind.PLATFORM))
                .contains(
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
        assertThat(CATALOGUE.names(PresetKind.PEER)).containsExactly("h100", "a100", "mi300x");
    }

    @ParameterizedTest
    @MethodSource("presets")
    void aPresetGivesEveryValueThatIsSaidToComeFromIt(Preset preset) {
        Class<?> type = preset.kind() == PresetKind.PEER ? PeerMemoryConfig.class : PlatformConfig.class;
        assertThat(preset.parameters())
                .extracting(PresetParameter::path)
                .containsExactlyInAnyOrderElementsOf(paths(type, ""));
    }

    @ParameterizedTest
    @MethodSource("presets")
    void everyValueHasASourceAndEveryNumberLiesInItsRange(Preset preset) {
        for (PresetParameter parameter : preset.parameters()) {
            KeyDeclaration key = declaration(preset, parameter.path());
            assertThat(parameter.source()).as(parameter.path()).isNotBlank();
            assertThat(parameter.low().isEmpty())
                    .as(parameter.path())
                    .isEqualTo(parameter.high().isEmpty());
            if (key.kind() == ValueKind.NUMBER && !parameter.low().isEmpty()) {
                long value = Quantity.parse(parameter.value(), key.unit());
                assertThat(value)
                        .as(parameter.path())
                        .isBetween(
                                Quantity.parse(parameter.low(), key.unit()),
                                Quantity.parse(parameter.high(), key.unit()));
            }
        }
    }

    /** Both ends of what is plausible, or the other values that sources leave possible. */
    @ParameterizedTest
    @MethodSource("presets")
    void whatIsAssumedHasARangeOrAlternatives(Preset preset) {
        List<String> without = new ArrayList<>();
        for (PresetParameter parameter : preset.parameters()) {
            boolean open = parameter.low().isEmpty() && parameter.alternatives().isEmpty();
            boolean assumed =
                    parameter.status() == PresetStatus.ESTIMATE || parameter.status() == PresetStatus.UNSOURCED;
            if (assumed && open) {
                without.add(parameter.path());
            }
        }
        assertThat(without).isEmpty();
    }

    /** Measured, calibrated and assumed are three different words. */
    @ParameterizedTest
    @MethodSource("presets")
    void aSourceSpeaksAsItsStatusDoes(Preset preset) {
        for (PresetParameter parameter : preset.parameters()) {
            switch (parameter.status()) {
                case MEASURED, MEASURED_HERE, DOCUMENTED ->
                    assertThat(parameter.source())
                            .as(parameter.path())
                            .doesNotContainPattern("(?i)assum|estimat|calibrat");
                case CALIBRATED ->
                    assertThat(parameter.source()).as(parameter.path()).containsPattern("ATC|20[0-9][0-9]");
                case ESTIMATE, UNSOURCED ->
                    assertThat(parameter.source()).as(parameter.path()).doesNotContainPattern("(?i)calibrat");
                default -> assertThat(parameter.source()).as(parameter.path()).isNotBlank();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("presets")
    void everyPresetMakesAValidScenario(Preset preset) {
        assertThat(nameOfScenarioOn(preset, List.of())).isEqualTo("any");
    }

    /** An alternative that no scenario may have, such as ways that do not divide the cache, is none. */
    @ParameterizedTest
    @MethodSource("presets")
    void whatMayStandInPlaceOfAnUnsourcedValueMakesAValidScenarioToo(Preset preset) {
        String prefix = preset.kind() == PresetKind.PEER ? "fabric.endpoints.gpu0.memory." : "platform.";
        for (PresetParameter parameter : preset.parameters()) {
            List<String> others = new ArrayList<>(parameter.alternatives());
            others.add(parameter.low());
            others.add(parameter.high());
            others.removeIf(String::isEmpty);
            for (String other : parameter.status() == PresetStatus.UNSOURCED ? others : List.<String>of()) {
                String assignment = prefix + parameter.path() + "=" + other;
                assertThat(nameOfScenarioOn(preset, List.of(assignment)))
                        .as(assignment)
                        .isEqualTo("any");
            }
        }
    }

    private static String nameOfScenarioOn(Preset preset, List<String> assignments) {
        boolean peer = preset.kind() == PresetKind.PEER;
        String scenario = """
            name: any
            platform: {preset: %s}
            fabric:
              root-ports: [{id: rp0, link: gen4 x16}, {id: rp1, link: gen4 x16}]
              endpoints:
                - {id: nic0, port: rp0}
                - {id: gpu0, port: rp1, kind: peer, memory: {%s}}
            workloads: [{id: rx, device: nic0, arrivals: {rate: 10 Gbit/s}}]
            """.formatted(peer ? "grace" : preset.name(), peer ? "preset: " + preset.name() : "");
        return new ScenarioReader(CATALOGUE)
                .read("any.yaml", scenario, Path.of(""), assignments)
                .config()
                .name();
    }

    @Test
    void alternativesAreValuesOfTheKeyToo() {
        for (Preset preset : presets()) {
            for (PresetParameter parameter : preset.parameters()) {
                KeyDeclaration key = declaration(preset, parameter.path());
                for (String alternative : parameter.alternatives()) {
                    assertThat(
                                    key.kind() == ValueKind.ENUM
                                            ? List.of(key.allowed().split(", "))
                                            : List.of(alternative))
                            .as(parameter.path())
                            .contains(alternative);
                }
            }
        }
    }
}
