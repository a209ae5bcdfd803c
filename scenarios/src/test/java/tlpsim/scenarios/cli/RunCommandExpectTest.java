package tlpsim.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a scenario expects of its result decides the exit code. */
final class RunCommandExpectTest {
    private static final String VARIANTS = """
            variants:
              - {id: slow, set: ["workloads.rx.consumer.per-packet=200 ns"]}
              - {id: middle, set: ["workloads.rx.consumer.per-packet=150 ns"]}
              - {id: fast, set: ["workloads.rx.consumer.per-packet=100 ns"]}
            """;

    @TempDir
    private Path directory;

    private CliRun run(String yaml, String... more) throws IOException {
        Path scenario = Files.writeString(directory.resolve("tiny.yaml"), yaml);
        String[] start = {"run", scenario.toString(), "--out", directory.toString()};
        return CliRun.of(Stream.of(start, more).flatMap(Stream::of).toArray(String[]::new));
    }

    private static String expect(String... lines) {
        return "expect:\n  - {id: it, " + String.join("}\n  - {id: it2, ", lines) + "}\n";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "metric: dropped-percent, at-most: 0 %",
                "metric: cycles-per-packet, column: hints-off, at-least: 1, at-most: 100000",
                "metric: cycles-per-packet, minus: {column: hints-off}, at-most: -1",
                "metric: cycles-per-packet, over: {column: hints-off}, at-least: 10 %, at-most: 0.99",
                "metric: read-l2-percent, workload: rx, at-least: 90 %",
            })
    void aRunThatMeetsItEndsWithZero(String line) throws IOException {
        CliRun run = run(CliRun.TINY + expect(line));

        assertThat(run.code()).as(run.out() + run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("expected    1 met, 0 not met\n  met       it: ");
        assertThat(run.err()).doesNotContain("not met");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "metric: read-dram-percent, at-least: 50 %",
                "metric: cycles-per-packet, minus: {column: hints-off}, at-least: 0",
                "metric: cycles-per-packet, over: {column: hints-off}, at-least: 100 %",
                "metric: sent-gbps, at-least: 0",
                "metric: sent-gbps, at-most: 0",
            })
    void aRunThatDoesNotEndsWithThreeAndSaysWhatItFound(String line) throws IOException {
        CliRun run = run(CliRun.TINY + expect(line, "metric: dropped-percent, at-most: 0"));

        assertThat(run.code()).as(run.out() + run.err()).isEqualTo(ExitCode.NOT_MET);
        assertThat(run.out()).contains("expected    1 met, 1 not met\n  NOT MET   it: ");
        assertThat(run.err()).containsPattern("(?m)^not met: it: .*; found [-0-9n].*$");
    }

    @Test
    void whatDoesNotExistMeetsNothing() throws IOException {
        assertThat(run(CliRun.TINY + expect("metric: sent-gbps, at-most: 5")).err())
                .contains("not met: it: sent-gbps: at most 5; found no such figure");
    }

    @Test
    void aResultThatIsNotSteadyIsNotJudged() throws IOException {
        CliRun run = run(
                CliRun.TINY + expect("metric: dropped-percent, at-least: 50 %"),
                "--set",
                "measure.warm-up=1 us",
                "--set",
                "workloads.rx.queues.ring=4096");

        assertThat(run.code()).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(run.out()).contains("expected    0 met, 0 not met, 1 not judged\n  not judged it: ", "not steady");
        assertThat(run.err()).doesNotContain("not met");
    }

    @Test
    void whoTriesOtherValuesCanDropWhatIsExpected() throws IOException {
        CliRun run = run(CliRun.TINY + expect("metric: dropped-percent, at-least: 50 %"), "--set", "expect=[]");

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).doesNotContain("expected");
    }

    @Test
    void variantsAreComparedAndOrdered() throws IOException {
        String lines = """
                expect:
                  - {id: each, metric: dropped-percent, at-most: 0}
                  - {id: falls, metric: cycles-per-packet, falls: [slow, middle, fast], at-least: 50 cycles, at-most: 400}
                  - {id: rises, metric: cycles-per-packet, rises: [slow, middle, fast]}
                  - {id: steps, metric: cycles-per-packet, falls: [slow, fast], at-least: 5000}
                  - {id: difference, metric: cycles-per-packet, variant: fast, minus: slow, at-least: -500, at-most: -400}
                  - {id: ratio, metric: cycles-per-packet, variant: slow, over: fast, at-least: 1.2}
                  - {id: columns, metric: cycles-per-packet, variant: slow, minus: {variant: fast, column: hints-off}, at-most: -600}
                """;
        CliRun run = run(CliRun.TINY + VARIANTS + lines, "--json");
        JsonNode judged = new ObjectMapper().readTree(run.out()).path("expectations");

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.NOT_MET);
        assertThat(judged.path("met").asInt()).as(judged.toPrettyString()).isEqualTo(7);
        assertThat(judged.path("not_met").asInt()).isEqualTo(2);
        assertThat(judged.path("list").findValuesAsText("id"))
                .containsExactlyElementsOf(List.of(
                        "each.slow",
                        "each.middle",
                        "each.fast",
                        "falls",
                        "rises",
                        "steps",
                        "difference",
                        "ratio",
                        "columns"));
        assertThat(run.err())
                .contains("not from slow to middle, middle to fast", "not met: steps: cycles-per-packet falls by at")
                .doesNotContain("not met: falls", "not met: difference");
    }

    @Test
    void aFigureOfOneWorkloadIsThatOfItsQueuesAlone() throws IOException {
        String two = CliRun.TINY.replace(
                "measure:",
                "  - {id: rx2, device: nic1, queues: {count: 2, ring: 32, cores: 2-3}, arrivals: {rate: 5 Gbit/s, process: constant,"
                        + " sizes: 512 B, flows: {count: 64, zipf: 0}}, consumer: {per-packet: 300 ns}}\nmeasure:");
        two = two.replace("link: gen5 x16, tph-completer: extended}\n", """
                link: gen5 x16, tph-completer: extended}
                    - {id: rp1, link: gen5 x16}
                """).replace("- {id: nic0, port: rp0}\n", """
                - {id: nic0, port: rp0}
                    - {id: nic1, port: rp1}
                """);
        CliRun run = run(two + """
                expect:
                  - {id: all, metric: throughput-gbps, at-least: 24, at-most: 26}
                  - {id: one, metric: throughput-gbps, workload: rx, at-least: 19.5, at-most: 20.5}
                  - {id: other, metric: throughput-gbps, workload: rx2, at-least: 4.5, at-most: 5.5}
                  - {id: share, metric: throughput-gbps, workload: rx, over: {workload: rx2}, at-least: 390 %, at-most: 410 %}
                  - {id: packets, metric: throughput-mpps, workload: rx2, at-least: 1.1, at-most: 1.3}
                  - {id: slower, metric: cycles-per-packet, workload: rx2, minus: {workload: rx}, at-least: 400}
                  - {id: near, metric: completion-l2-percent, workload: rx, at-least: 99 %}
                  - {id: far, metric: completion-l2-percent, workload: rx2, at-most: 1 %}
                  - {id: later, metric: end-p50-ns, workload: rx2, minus: {workload: rx}, at-least: 100}
                """);

        assertThat(run.code()).as(run.out() + run.err()).isEqualTo(ExitCode.OK);
        String shared = two.replace("cores: 2-3", "cores: 1-2");
        assertThat(run(
                                shared + expect("metric: core-busy-percent, workload: rx, at-least: 0"),
                                "--set",
                                "measure.window=200 us")
                        .out())
                .contains("found no such figure");
    }

    @Test
    void validateAndExplainSayWhatIsExpected() throws IOException {
        String yaml = CliRun.TINY
                + VARIANTS
                + expect(
                        "metric: cycles-per-packet, variant: fast, minus: {variant: slow, column: hints-off}, at-most: -5");
        String said = "expected it: cycles-per-packet in fast minus the same in slow, hints off: at most -5\n";

        assertThat(CliRun.withInput(yaml, "validate", "-").out()).endsWith(said);
        assertThat(CliRun.withInput(yaml, "explain", "-").out()).contains(said);
        assertThat(CliRun.withInput(yaml, "validate", "-", "--json").out()).contains("\"expected\" : {");
    }
}
