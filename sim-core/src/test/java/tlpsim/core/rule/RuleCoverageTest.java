package tlpsim.core.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every rule has a test that names it, is enforced where the book says, and stands in the documentation. */
class RuleCoverageTest {
    private static final List<String> PACKAGES = List.of("rule", "firmware", "kernel", "vfio");
    private static final String BEGIN = "<!-- rules -->";
    private static final String END = "<!-- end of rules -->";

    private static Map<String, String> firstTestOfEachRule() throws Exception {
        Map<String, String> tests = new TreeMap<>();
        for (Class<?> type : classesBeside(RuleCoverageTest.class)) {
            Method[] methods = type.getDeclaredMethods();
            Arrays.sort(methods, Comparator.comparing(Method::getName));
            for (Method method : methods) {
                Proves proves = method.getAnnotation(Proves.class);
                for (String rule : proves == null ? new String[0] : proves.value()) {
                    tests.merge(
                            rule,
                            type.getSimpleName() + "." + method.getName(),
                            (one, other) -> isNamedByItsRule(other) && !isNamedByItsRule(one) ? other : one);
                }
            }
        }
        return tests;
    }

    private static boolean isNamedByItsRule(String test) {
        return test.matches(".*\\.rules?\\d.*");
    }

    private static List<Class<?>> classesBeside(Class<?> type) throws Exception {
        Path root =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        List<Class<?>> classes = new ArrayList<>();
        for (String name : PACKAGES) {
            try (Stream<Path> files = Files.list(root.resolve("tlpsim/core/" + name))) {
                for (Path file : files.filter(path -> path.toString().endsWith(".class"))
                        .sorted()
                        .toList()) {
                    String simple = file.getFileName().toString().replace(".class", "");
                    classes.add(Class.forName("tlpsim.core." + name + "." + simple));
                }
            }
        }
        return classes;
    }

    @Test
    void everyRuleHasATestThatNamesItAndNoTestNamesAnother() throws Exception {
        List<String> rows =
                Arrays.stream(StandardRow.values()).map(StandardRow::id).toList();
        assertThat(RuleBook.ids()).doesNotHaveDuplicates().doesNotContainAnyElementsOf(rows);
        assertThat(rows).doesNotHaveDuplicates();
        List<String> proved = new ArrayList<>(firstTestOfEachRule().keySet());
        proved.removeAll(rows);
        assertThat(proved).containsExactlyInAnyOrderElementsOf(RuleBook.ids());
    }

    @Test
    void theNumberedRulesAre1To27InOrder() {
        UapiRule[] rules = UapiRule.values();
        assertThat(rules).hasSize(27);
        for (int i = 0; i < rules.length; i++) {
            assertThat(rules[i].number()).isEqualTo(i + 1);
        }
    }

    @Test
    void everyRuleIsEnforcedByAMethodThatExists() throws Exception {
        Map<String, Class<?>> types = new LinkedHashMap<>();
        for (Class<?> type : classesBeside(RuleBook.class)) {
            types.put(type.getSimpleName(), type);
        }
        for (ControlRule rule : RuleBook.rules()) {
            String[] place = rule.enforcedBy().split("\\.");
            assertThat(types).as(rule.id()).containsKey(place[0]);
            assertThat(types.get(place[0]).getDeclaredMethods())
                    .as(rule.id())
                    .anyMatch(method -> method.getName().equals(place[1]));
            assertThat(rule.text()).as(rule.id()).endsWith(".");
            assertThat(rule.source()).as(rule.id()).isNotBlank();
        }
    }

    @Test
    void theBookFindsRulesById() {
        assertThat(RuleBook.find("5")).contains(UapiRule.ST_WHILE_DISABLED);
        assertThat(RuleBook.find("kernel.enable.busy")).contains(KernelRule.ENABLE_BUSY);
        assertThat(RuleBook.find("28")).isEmpty();
    }

    /** On a difference the right table stands in target/control-plane-rules.md. */
    @Test
    void theDocumentationHoldsTheTableOfRules() throws Exception {
        String table = table();
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/control-plane-rules.md"), table);
        String page = Files.readString(page());
        assertThat(page).contains(BEGIN, END);
        assertThat(page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END)))
                .isEqualTo(table);
    }

    private static Path page() throws IOException, URISyntaxException {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("docs/module-map.md"))) {
            root = root.getParent();
        }
        return root.resolve("docs/control-plane.md");
    }

    private static String table() throws Exception {
        Map<String, String> tests = firstTestOfEachRule();
        StringBuilder table =
                new StringBuilder("\n\n| rule | says | source | enforced by | test |\n|---|---|---|---|---|\n");
        for (ControlRule rule : RuleBook.rules()) {
            table.append("| ")
                    .append(rule.id())
                    .append(" | ")
                    .append(rule.text())
                    .append(" | ")
                    .append(rule.source())
                    .append(" | `")
                    .append(rule.enforcedBy())
                    .append("` | `")
                    .append(tests.get(rule.id()))
                    .append("` |\n");
        }
        return table.append('\n').toString();
    }
}
