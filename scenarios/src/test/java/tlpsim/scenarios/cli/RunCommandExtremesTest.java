package tlpsim.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A result that rests on where a tag leads is shown at both ends of that assumption. */
final class RunCommandExtremesTest {
    private static final String TAGS = "platform.device-writes.tag-placement=";
    private static final String ACCEPT = "platform.device-writes.stash-accept=";

    private static final String GIVE_UP = "platform.device-writes.on-hit.tagged.target-l2=invalidate-allocate";
    private static final String TINY = CliRun.TINY.replace("window: 50 us", "window: 200 us");

    @TempDir
    private Path directory;

    private CliRun run(String yaml, String... sets) throws IOException {
        Path scenario = Files.writeString(directory.resolve("tiny.yaml"), yaml);
        List<String> arguments = new ArrayList<>(List.of("run", scenario.toString(), "--out", directory.toString()));
        for (String set : sets) {
            arguments.addAll(set.startsWith("--") ? List.of(set) : List.of("--set", set));
        }
        return CliRun.of(arguments.toArray(String[]::new));
    }

    private JsonNode simulated(String yaml, String... sets) throws IOException {
        List<String> all = new ArrayList<>(List.of(sets));
        all.add("--json");
        return new ObjectMapper()
                .readTree(run(yaml, all.toArray(String[]::new)).out())
                .path("simulated");
    }

    private static JsonNode others(JsonNode simulated) {
        return simulated.path("verdict").path("extremes").path("others");
    }

    /** The means of the column as configured. */
    private static void sameAs(JsonNode metrics, JsonNode direct) {
        assertThat(metrics.size()).isGreaterThan(20);
        metrics.fieldNames()
                .forEachRemaining(name -> assertThat(metrics.path(name))
                        .as(name)
                        .isEqualTo(direct.path("columns")
                                .path("as_configured")
                                .path("metrics")
                                .path(name)
                                .path("mean")));
    }

    @Test
    void eachEndIsWhatARunWithThatAssumptionGives() throws IOException {
        JsonNode l2 = simulated(TINY, TAGS + "l2");
        JsonNode l3 = simulated(TINY, TAGS + "l3");

        assertThat(others(l2)).hasSize(1);
        assertThat(others(l2).get(0).path("set").get(0).asText()).isEqualTo(TAGS + "l3");
        sameAs(others(l2).get(0).path("metrics"), l3);
        assertThat(others(l2).get(0).path("answer"))
                .isEqualTo(l3.path("verdict").path("answer"));
        assertThat(others(l3).get(0).path("set").get(0).asText()).isEqualTo(TAGS + "l2");
        sameAs(others(l3).get(0).path("metrics"), l2);
    }

    @Test
    void stashesAreShownAllAcceptedAndNone() throws IOException {
        JsonNode half = simulated(TINY, TAGS + "stash", ACCEPT + "50 %");

        assertThat(others(half).findValuesAsText("label"))
                .containsExactly("no stash is accepted", "all stashes are accepted");
        sameAs(others(half).get(0).path("metrics"), simulated(TINY, TAGS + "stash", ACCEPT + "0 %", GIVE_UP));
        sameAs(others(half).get(1).path("metrics"), simulated(TINY, TAGS + "stash", ACCEPT + "100 %"));
    }

    @Test
    void theVerdictSaysWhetherItHolds() throws IOException {
        CliRun holds = run(TINY);
        String sentence = "It holds where tags lead to l3 too.";
        assertThat(holds.out())
                .contains("both ends of what is assumed", "as configured: tags lead to l2", sentence)
                .containsPattern("  answer +enable +enable\n");
        // Whole packets of large rings push the working set out of the L2; they have room in L3.
        CliRun hangs = CliRun.of(
                "run",
                Path.of(System.getProperty("tlpsim.root"), "scenarios", "steering-hurts.yaml")
                        .toString(),
                "--out",
                directory.toString(),
                "--set",
                "variants=[]",
                "--set",
                "expect=[]",
                "--set",
                "workloads.rx.queues.ring=1024",
                "--set",
                "measure={window: 1 ms, replicates: 1}");
        assertThat(hangs.out())
                .contains("It hangs on an assumption: as configured, tags lead to l2; where tags lead to l3: ")
                .doesNotContain(sentence);
    }

    @Test
    void whatNoTagDecidesHasNoExtremes() throws IOException {
        String text = "both ends of what is assumed";
        assertThat(run(TINY, "--no-extremes").out()).doesNotContain(text);
        assertThat(run(TINY, "tph.enable=off").out()).doesNotContain(text);
        assertThat(run(TINY, TAGS + "none").out()).doesNotContain(text);
    }

    @Test
    void extremesMoveNoDigest() throws IOException {
        JsonNode with = simulated(TINY);
        JsonNode without = simulated(TINY, "--no-extremes");

        assertThat(with.path("digest")).isEqualTo(without.path("digest"));
        assertThat(with.path("columns")).isEqualTo(without.path("columns"));
    }

    @Test
    void eachVariantHasItsOwn() throws IOException {
        CliRun run =
                run(TINY + "variants: [{id: a, set: [workloads.rx.queues.ring=32]}, {id: b, set: [" + TAGS + "l3]}]\n");

        assertThat(run.out())
                .contains("as configured: tags lead to l2", "as configured: tags lead to l3")
                .contains("It holds where tags lead to l3 too.", "It holds where tags lead to l2 too.");
    }
}
