package tlpsim.scenarios.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tlpsim.scenarios.config.ScenarioConfig;

final class DeclarationsTest {

    static List<MappingDeclaration> mappings() {
        List<MappingDeclaration> found = new ArrayList<>();
        collect(ScenarioConfig.class, found);
        return found;
    }

    private static void collect(Class<?> type, List<MappingDeclaration> found) {
        MappingDeclaration declaration = MappingDeclaration.of(type);
        if (found.contains(declaration)) {
            return;
        }
        found.add(declaration);
        for (KeyDeclaration key : declaration.keys()) {
            if (key.elementKind() == ValueKind.MAPPING) {
                collect(key.type(), found);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("mappings")
    void namesAreUniqueAndInKebabCase(MappingDeclaration mapping) {
        assertThat(mapping.names()).doesNotHaveDuplicates().allMatch(name -> name.matches("[a-z][a-z0-9-]*"));
    }

    @ParameterizedTest
    @MethodSource("mappings")
    void everyKeySaysWhatItMeansInASentence(MappingDeclaration mapping) {
        for (KeyDeclaration key : mapping.keys()) {
            assertThat(key.key().value()).as(key.name()).matches("[A-Z0-9a-z].*\\.");
            assertThat(key.key().since()).matches("\\d+\\.\\d+");
        }
    }

    @ParameterizedTest
    @MethodSource("mappings")
    void everyDefaultObeysItsOwnDeclaration(MappingDeclaration mapping) {
        for (KeyDeclaration key : mapping.keys()) {
            boolean scalar = key.kind() != ValueKind.LIST && key.kind() != ValueKind.MAPPING;
            if (scalar && !key.required() && !key.key().def().isEmpty()) {
                Object value = ScalarReader.parse(key, key.key().def());
                assertThat(ScalarReader.parse(key, ScalarReader.print(key, value)))
                        .as(key.name())
                        .isEqualTo(value);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("mappings")
    void everyMistakeHasAPlaceholderToGoOnWith(MappingDeclaration mapping) {
        for (KeyDeclaration key : mapping.keys()) {
            if (key.elementKind() != ValueKind.MAPPING && key.kind() != ValueKind.LIST) {
                assertThat(ScalarReader.placeholder(key)).as(key.name()).isNotNull();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("mappings")
    void shorthandAndSpreadNameRealKeys(MappingDeclaration mapping) {
        assertThat(mapping.shorthand())
                .satisfiesAnyOf(
                        name -> assertThat(name).isEmpty(),
                        name -> assertThat(mapping.names()).contains(name));
        long spread = mapping.keys().stream().filter(key -> key.key().spread()).count();
        assertThat(spread > 0).isEqualTo(!mapping.spread().isEmpty());
    }

    @ParameterizedTest
    @MethodSource("mappings")
    void noMappingHasMoreKeysThanAReaderCanHoldInMind(MappingDeclaration mapping) {
        assertThat(mapping.keys()).hasSizeLessThanOrEqualTo(11);
    }
}
