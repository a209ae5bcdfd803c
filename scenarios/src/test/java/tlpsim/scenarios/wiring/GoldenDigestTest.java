package tlpsim.scenarios.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tlpsim.core.pipeline.Threading;

/**
 * Digests of fixed scenarios, the same on every JDK, every machine, every day: both JDKs of the build check the same numbers.
 *
 * <p>A deliberate change of the model changes them. Then run this test, read the digests off its message, and put them into {@code golden-digests.properties}
 * in the commit that changes the model, which says why. A change that is not meant to change the model must not touch them.
 */
final class GoldenDigestTest {
    @ParameterizedTest
    @ValueSource(strings = {"two-ports", "overload", "interrupts", "few-credits", "control-plane", "sending"})
    void theDigestIsThatOfTheFile(String name) throws IOException {
        check(name, DrawnScenario.read(0, text(name + ".yaml")));
    }

    /** Over a short window: a change of such a file changes them too. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "heterogeneous",
                "case-2-no-root-port-completer",
                "case-1-heterogeneous-peers",
                "mixed-namespaces",
                "p2p-through-root-complex",
                "flit-to-non-flit",
                "visible-before-data",
                "slow-peer-blocks-host",
                "prefix-blocked",
                "ai-nic-800g-p2p",
                "acs-redirect",
                "rciep",
                "forward",
                "leaky-dma",
                "ring-size",
                "noisy-neighbour",
                "storage-pollutes-nic",
                "header-only-steering",
                "wrong-core",
                "consumer-lag",
                "numa-remote",
                "relaxed-ordering",
                "microburst",
                "dca-off-versus-tags",
                "kernel-tcp"
            })
    void theDigestOfABundledScenarioIsThatOfTheFile(String name) throws IOException {
        check(name, BundledRun.scenario(name, "measure={warm-up: 10 us, window: 15 us}"));
    }

    /** Its event is at 40 us of the window. */
    @ParameterizedTest
    @ValueSource(strings = "dma-buf-revocation")
    void theDigestOfARevocationIsThatOfTheFile(String name) throws IOException {
        check(name, BundledRun.scenario(name, "measure={warm-up: 10 us, window: 75 us}"));
    }

    /** Long enough for all its guests to move. */
    @Test
    void theDigestOfMovedGuestsIsThatOfTheFile() throws IOException {
        check(
                "sriov-vcpu-migration",
                BundledRun.scenario("sriov-vcpu-migration", "measure={warm-up: 10 us, window: 260 us}"));
    }

    private static void check(String name, DrawnScenario scenario) throws IOException {
        Map<String, String> expected = new TreeMap<>();
        Map<String, String> actual = new TreeMap<>();
        Properties golden = new Properties();
        golden.load(new java.io.StringReader(text("golden-digests.properties")));
        for (Column column : Column.values()) {
            String key = name + "." + column.label().replace(' ', '-');
            expected.put(key, golden.getProperty(key));
            RunRecord run = RunRecord.of(scenario, column, EngineConfig.of(Threading.INLINE));
            actual.put(key, String.format("%016x", run.digest()));
        }
        assertThat(actual).isEqualTo(expected);
    }

    private static String text(String resource) throws IOException {
        try (InputStream in = GoldenDigestTest.class.getResourceAsStream(resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
