package tlpsim.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tlpsim.scenarios.result.FidelityError;

/** One set in 2^k beside all of them: how far results are apart, and that they say so. */
class SampledRunTest {
    private static final Path SCENARIOS = Path.of(System.getProperty("tlpsim.root"), "scenarios");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path directory;

    private CliRun run(Path scenario, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("run", scenario.toString(), "--out", directory.toString(), "--no-extremes"));
        arguments.addAll(List.of(more));
        return CliRun.of(arguments.toArray(String[]::new));
    }

    private Path tiny() throws IOException {
        return Files.writeString(directory.resolve("tiny.yaml"), CliRun.TINY);
    }

    private static String digest(CliRun run) throws IOException {
        return MAPPER.readTree(run.out()).at("/simulated/digest").asText();
    }

    @Test
    void aSampledRunHasItsOwnDigestAndTheSameOneInEachThreading() throws IOException {
        String exact = digest(run(tiny(), "--json"));
        String sampled = digest(run(tiny(), "--json", "--fidelity", "sampled(2)"));

        assertThat(sampled).hasSize(16).isNotEqualTo(exact);
        assertThat(digest(run(tiny(), "--json", "--fidelity", "sampled(2)", "--threading", "pipelined")))
                .isEqualTo(sampled);
        assertThat(digest(run(tiny(), "--json", "--fidelity", "sampled(2)", "--set", "measure.exact-replicates=0")))
                .isEqualTo(sampled);
        assertThat(digest(run(tiny(), "--json", "--fidelity", "sampled(3)"))).isNotEqualTo(sampled);
        assertThat(digest(run(tiny(), "--json", "--fidelity", "exact"))).isEqualTo(exact);
    }

    @Test
    void theErrorAgainstExactIsPrintedAndInTheResult() throws IOException {
        CliRun text = run(tiny(), "--fidelity", "sampled(2)");
        JsonNode json =
                MAPPER.readTree(run(tiny(), "--json", "--fidelity", "sampled(2)", "--set", "measure.exact-replicates=2")
                        .out());

        assertThat(text.out())
                .contains("fidelity    sampled(2), one set in 4; against exact, 1 of 2 replicates")
                .contains("exact takes");
        JsonNode fidelity = json.at("/simulated/fidelity");
        assertThat(fidelity.path("exact_replicates").asInt()).isEqualTo(2);
        assertThat(fidelity.at("/error/as_configured/read_l2_percent").has("half_width_95"))
                .isTrue();
        assertThat(json.at("/speed/exact_takes_times").asDouble()).isPositive();
    }

    @Test
    void withoutExactReplicatesNothingIsCompared() throws IOException {
        CliRun run = run(tiny(), "--fidelity", "sampled(2)", "--set", "measure.exact-replicates=0");

        assertThat(run.out()).contains("not compared with exact");
    }

    /** Of an L2 so small that one set in 16 of it tells little: the median is 601 ns, and 46 ns less where sampled. */
    private CliRun runExpecting(String limit) throws IOException {
        Path scenario = Files.writeString(
                directory.resolve("expecting.yaml"),
                CliRun.TINY.replace("l2: {size: 64 KiB}", "l2: {size: 16 KiB}")
                        + "expect:\n  - {id: it, metric: end-p50-ns, at-least: " + limit + "}\n");
        return run(scenario, "--fidelity", "sampled(4)", "--set", "measure.exact-replicates=2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"530", "580"})
    void aLimitThatTheErrorOfItsFigureHidesIsNotJudged(String limit) throws IOException {
        CliRun run = runExpecting(limit);

        assertThat(run.code()).as(run.out() + run.err()).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(run.out())
                .contains("0 met, 0 not met, 1 not judged\n  of a sampled result that is off by up to ")
                .contains(
                        "not judged it: ", ", sampled, off by -", "more than half of what is between it and the limit");
        assertThat(run.err()).doesNotContain("not met");
    }

    @Test
    void limitsFarFromTheFigureAreJudgedAndTheErrorIsSaid() throws IOException {
        CliRun met = runExpecting("100");
        CliRun missed = runExpecting("1000");

        assertThat(met.code()).as(met.out() + met.err()).isEqualTo(ExitCode.OK);
        assertThat(met.out())
                .contains("  of a sampled result that is off by up to ")
                .containsPattern("met +it: .*, sampled, off by -");
        assertThat(missed.code()).isEqualTo(ExitCode.NOT_MET);
    }

    static Stream<Path> bundled() throws IOException {
        try (Stream<Path> files = Files.list(SCENARIOS)) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    /** Percentages of every column and variant, or the result says that they are not. */
    @ParameterizedTest
    @MethodSource("bundled")
    @Tag("ci")
    void oneSetInEightIsWithinHalfAPointOrSaysSo(Path scenario) throws IOException {
        CliRun run = run(scenario, "--json", "--fidelity", "sampled(3)", "--set", "measure.replicates=1");
        List<JsonNode> results = new ArrayList<>();
        JsonNode root = MAPPER.readTree(run.out());
        if (root.has("variants")) {
            root.path("variants").forEach(results::add);
        } else {
            results.add(root);
        }
        for (JsonNode result : results) {
            JsonNode fidelity = result.at("/simulated/fidelity");
            double worst = 0;
            for (JsonNode column : fidelity.path("error")) {
                for (Map.Entry<String, JsonNode> figure : column.properties()) {
                    if (figure.getKey().endsWith("_percent")) {
                        double error =
                                figure.getValue().path("sampled_minus_exact").asDouble();
                        worst = Math.max(worst, Math.abs(error));
                    }
                }
            }
            assertThat(fidelity.path("within_half_a_point").asBoolean())
                    .as("%s is off by %s points", scenario.getFileName(), worst)
                    .isEqualTo(worst <= FidelityError.TOLERATED_POINTS);
        }
    }
}
