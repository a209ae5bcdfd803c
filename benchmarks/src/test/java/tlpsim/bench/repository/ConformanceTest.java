package tlpsim.bench.repository;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tlpsim.core.rule.RuleBook;
import tlpsim.core.rule.StandardRow;
import tlpsim.testrules.ProofsListener;

/**
 * Holds {@code docs/conformance.md} to what the tests of the modules before this one left in this build. It stands in the module that is built last;
 * {@code -Dtlpsim.conformance=write} writes the page instead of comparing it.
 */
class ConformanceTest {
    private static final Path ROOT = Path.of(System.getProperty("tlpsim.root"));
    private static final Path CENSUS = Path.of(System.getProperty("tlpsim.test.census"));
    private static final List<String> MODULES = List.of("sim-core", "tlp-gen", "completer-model", "scenarios");

    private static List<ConformancePage.Proof> proofs() throws IOException {
        Path own = Path.of("").toAbsolutePath();
        List<ConformancePage.Proof> proofs = new ArrayList<>();
        for (String module : MODULES) {
            Path file = ROOT.resolve(module)
                    .resolve(own.relativize(CENSUS.toAbsolutePath()))
                    .resolve(ProofsListener.PROOFS);
            assertThat(file)
                    .as("left by the tests of " + module + "; mvn verify of everything makes it")
                    .exists();
            for (String line : Files.readAllLines(file)) {
                String[] fields = line.split("\t");
                proofs.add(new ConformancePage.Proof(fields[0], fields[1], fields[2]));
            }
        }
        return proofs;
    }

    @Test
    void everyProvingTestRanAndPassed() throws IOException {
        assertThat(proofs())
                .isNotEmpty()
                .allSatisfy(proof -> assertThat(proof.result()).as(proof.test()).isEqualTo(ProofsListener.PASSED));
    }

    @Test
    void everyRuleAndRowHasATestAndNoTestProvesAnother() throws IOException {
        List<String> ids =
                ConformancePage.rows().stream().map(ConformancePage.Row::id).toList();
        assertThat(ids).doesNotHaveDuplicates().containsAll(RuleBook.ids());
        assertThat(ids).hasSize(RuleBook.ids().size() + StandardRow.values().length);
        assertThat(proofs().stream().map(ConformancePage.Proof::rule).distinct())
                .containsExactlyInAnyOrderElementsOf(ids);
    }

    /** On a difference the right page stands in the output directory. */
    @Test
    void thePageSaysWhatTheTestsDid() throws IOException {
        String page = ConformancePage.of(proofs());
        Path committed = ROOT.resolve("docs/conformance.md");
        if (System.getProperty("tlpsim.conformance", "").equals("write")) {
            Files.writeString(committed, page);
        }
        Files.writeString(CENSUS.resolveSibling("conformance.md"), page);
        assertThat(Files.readString(committed)).isEqualTo(page);
    }
}
