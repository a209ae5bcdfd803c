package tlpsim.testrules;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import tlpsim.core.rule.Proves;

class ProofsListenerTest {
    @TempDir
    private Path census;

    /** Not found by the build: only the tests below run it. */
    static class Samples {
        @Test
        @Proves({"one", "two"})
        void passes() {}

        @Test
        @Proves("one")
        void fails() {
            throw new AssertionError("must fail");
        }

        @ParameterizedTest
        @ValueSource(ints = {1, 2, 3})
        @Proves("three")
        void failsOnce(int number) {
            assertThat(number).isNotEqualTo(2);
        }

        @Test
        void provesNothing() {}
    }

    static class Unstarted {
        @BeforeAll
        static void cannotBegin() {
            throw new IllegalStateException("no");
        }

        @Test
        @Proves("four")
        void neverRuns() {}
    }

    private List<String> proofs(Class<?>... classes) throws IOException {
        LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                .selectors(List.of(classes).stream()
                        .map(DiscoverySelectors::selectClass)
                        .toList())
                .build();
        LauncherConfig alone = LauncherConfig.builder()
                .enableTestExecutionListenerAutoRegistration(false)
                .build();
        LauncherFactory.create(alone).execute(request, new ProofsListener(census.toString()));
        return Files.readAllLines(census.resolve(ProofsListener.PROOFS));
    }

    @Test
    void theListenerIsRegisteredWithJUnit() {
        assertThat(ServiceLoader.load(TestExecutionListener.class)).hasAtLeastOneElementOfType(ProofsListener.class);
    }

    @Test
    void eachRuleHasALineWithWhatBecameOfItsTest() throws IOException {
        String name = Samples.class.getName();
        assertThat(proofs(Samples.class))
                .containsExactly(
                        "one\t" + name + ".fails\tfailed",
                        "one\t" + name + ".passes\tpassed",
                        "three\t" + name + ".failsOnce\tfailed",
                        "two\t" + name + ".passes\tpassed");
    }

    @Test
    void aTestThatWasToRunAndDidNotIsNotedSo() throws IOException {
        assertThat(proofs(Unstarted.class))
                .containsExactly("four\t" + Unstarted.class.getName() + ".neverRuns\tdid not run");
    }
}
