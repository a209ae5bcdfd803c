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

class CompareCommandTest {
    @TempDir
    private Path directory;

    private String scenario;

    @BeforeEach
    void writeScenario() throws IOException {
        scenario =
                Files.writeString(directory.resolve("tiny.yaml"), CliRun.TINY).toString();
    }

    private CliRun compare(String a, String b, String... more) {
        List<String> arguments = new ArrayList<>(List.of("compare", a, b, "--store"));
        arguments.add(directory.resolve("c.db").toString());
        arguments.addAll(List.of(more));
        return CliRun.of(arguments.toArray(String[]::new));
    }

    @Test
    void aSlowerConsumerIsWorseAFasterOneBetterAndTheSameOneTheSame() throws IOException {
        CliRun worse = compare(scenario, scenario, "--set-b", "workloads.rx.consumer.per-packet=150 ns");
        CliRun better = compare(scenario, scenario, "--set-a", "workloads.rx.consumer.per-packet=150 ns", "--json");
        CliRun same = compare(scenario, scenario);

        assertThat(worse.code()).as(worse.out() + worse.err()).isEqualTo(ExitCode.NOT_MET);
        assertThat(worse.out())
                .startsWith("Worse in ")
                .contains("cycles_per_packet", "paired t, n 2", "per-packet=150 ns");
        assertThat(worse.err()).contains("running ");
        JsonNode json = new ObjectMapper().readTree(better.out());
        assertThat(better.err()).as("both are in the store").isEmpty();
        assertThat(better.code()).isEqualTo(ExitCode.OK);
        assertThat(json.path("answer").asText()).isEqualTo("better");
        assertThat(json.path("schema_version").asInt()).isEqualTo(1);
        assertThat(same.code()).isEqualTo(ExitCode.OK);
        assertThat(same.out()).startsWith("No difference that counts.");
    }

    @Test
    void resultFilesAndPointsOfAStudyAreCompared() {
        String out = directory.resolve("out").toString();
        CliRun.of("run", scenario, "--out", out);
        CliRun.of(
                "sweep",
                scenario,
                "--vary",
                "workloads.rx.consumer.per-packet=100 ns,150 ns",
                "--store",
                directory.resolve("c.db").toString());
        String file = directory.resolve("out/tiny.json").toString();

        CliRun self = compare(file, "study:tiny,workloads.rx.consumer.per-packet=100 ns");
        CliRun other =
                compare(file, "study:tiny,workloads.rx.consumer.per-packet=150 ns", "--metric", "cycles-per-packet");
        CliRun both = compare(file, "study:tiny");

        assertThat(self.out()).as(self.err()).startsWith("No difference that counts.");
        assertThat(other.out()).startsWith("Worse in cycles_per_packet.");
        assertThat(other.code()).isEqualTo(ExitCode.NOT_MET);
        assertThat(both.code()).isEqualTo(ExitCode.INVALID);
        assertThat(both.err()).contains("means 2 points");
    }

    @Test
    void whatIsNothingToCompareIsRefused() throws IOException {
        String text = Files.writeString(directory.resolve("x.json"), "{}").toString();
        CliRun noResult = compare(text, text);
        CliRun noFile = compare(directory.resolve("y.json").toString(), text);
        CliRun column = compare(text, text, "--column", "as-configurd");
        CliRun threshold = compare(text, text, "--threshold", "0");

        assertThat(List.of(noResult.code(), noFile.code(), column.code(), threshold.code()))
                .containsOnly(ExitCode.INVALID);
        assertThat(noResult.err()).contains("this is no result of 'run'");
        assertThat(noFile.err()).contains("the file does not exist");
        assertThat(column.err()).contains("did you mean 'as-configured'?");
        assertThat(threshold.err()).contains("not above 0");
    }
}
