package tlpsim.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanCommandTest {
    private static final String PER_PACKET = "workloads.rx.consumer.per-packet";

    @TempDir
    private Path directory;

    private String scenario;

    @BeforeEach
    void writeScenario() throws IOException {
        scenario =
                Files.writeString(directory.resolve("tiny.yaml"), CliRun.TINY).toString();
    }

    private CliRun plan(String... more) {
        List<String> arguments = new ArrayList<>(List.of("plan", scenario, "--store"));
        arguments.add(directory.resolve("p.db").toString());
        arguments.addAll(List.of(more));
        return CliRun.of(arguments.toArray(String[]::new));
    }

    /** A core's share of the time goes to 100 % when a packet takes as long as packets are apart: two queues, 20 Gbit/s of 1024 bytes, 819.2 ns each. */
    @Test
    void theLongestTimePerPacketIsTheTimeBetweenPackets() throws IOException {
        List<String> question = List.of(
                "--find",
                PER_PACKET + "=400..1000 ns:3",
                "--objective",
                "core_busy_percent < 90",
                "--tolerance",
                "10",
                "--set",
                "measure.window=200 us",
                "--set",
                "measure.batches=4",
                "--most-replicates",
                "4");
        List<String> asJson = new ArrayList<>(question);
        asJson.add("--json");
        CliRun json = plan(asJson.toArray(String[]::new));
        CliRun text = plan(question.toArray(String[]::new));

        assertThat(json.code()).as(json.out() + json.err()).isEqualTo(ExitCode.OK);
        JsonNode ideal = new ObjectMapper().readTree(json.out()).path("columns").path("ideal_bound");
        double answer = Double.parseDouble(ideal.path("answer").asText().replace(" ns", ""));
        double misses =
                Double.parseDouble(ideal.path("first_that_misses").asText().replace(" ns", ""));
        assertThat(answer).isBetween(0.8 * 819.2, 0.9 * 819.2);
        assertThat(misses).isBetween(0.9 * 819.2, 1.1 * 819.2);
        assertThat(text.out())
                .startsWith("largest " + PER_PACKET + " with core_busy_percent < 90")
                .contains("hints off", "ideal bound", "first that misses");
        assertThat(text.err()).contains("0 runs done");
    }

    @Test
    void noValueAndNotEnoughPacketsHaveExitCodesOfTheirOwn() {
        CliRun none = plan("--find", "workloads.rx.queues.ring=32,64", "--objective", "p99 < 1 ns");
        CliRun open = plan(
                "--find", "workloads.rx.queues.ring=32,64", "--objective", "loss < 1e-9", "--most-replicates", "2");

        assertThat(none.code()).as(none.err()).isEqualTo(ExitCode.NOT_MET);
        assertThat(none.out()).contains("none");
        assertThat(open.code()).as(open.err()).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(open.out()).contains("open");
    }

    @Test
    void mistakesAreNamed() throws IOException {
        CliRun objective = plan("--find", "seed=1,2", "--objective", "p999 < 1 us");
        CliRun key = plan("--find", "sed=1,2", "--objective", "p99 < 1 us");
        CliRun none = plan("--find", "seed=1,2");
        Files.writeString(directory.resolve("tiny.yaml"), CliRun.TINY + "variants:\n  - {id: a, set: [seed=1]}\n");
        CliRun variants = plan("--find", "workloads.rx.queues.ring=32,64", "--objective", "p99 < 1 us");

        assertThat(List.of(objective.code(), key.code(), none.code(), variants.code()))
                .containsOnly(ExitCode.INVALID);
        assertThat(objective.err()).contains("'p999' is not a metric");
        assertThat(key.err()).contains("did you mean 'seed'?");
        assertThat(none.err()).contains("--objective");
        assertThat(variants.err()).contains("variants");
    }
}
