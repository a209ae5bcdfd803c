package tlpsim.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tlpsim.scenarios.config.ScenarioConfig;

/** What all commands have in common: data on stdout, messages on stderr, exit codes, suggestions. */
class CommandLineTest {
    @TempDir
    private Path directory;

    private static String sketch() throws IOException, URISyntaxException {
        return Files.readString(
                Path.of(ScenarioConfig.class.getResource("good/sketch.yaml").toURI()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "validate", "explain", "presets"})
    void helpGoesToStandardOutputAndIsNoFailure(String command) {
        CliRun run = CliRun.of(command, "--help");

        assertThat(run.code()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("Usage: tlpsim " + command, "--json");
        assertThat(run.err()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "validate", "explain"})
    void aBrokenScenarioGivesEveryMistakeOnStandardErrorAndNothingElse(String command) {
        String broken = CliRun.TINY.replace("gen5 x16", "gen5 x17").replace("process: constant", "process: poison");

        CliRun run = CliRun.withInput(broken, command, "-");

        assertThat(run.code()).isEqualTo(ExitCode.INVALID);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .contains("<stdin>:6:", "gen5 x17", "<stdin>:14:", "did you mean 'poisson'?")
                .doesNotContain("\tat ");
    }

    @Test
    void anUnknownCommandNamesTheNearest() {
        CliRun run = CliRun.of("valdate");

        assertThat(run.code()).isEqualTo(ExitCode.INVALID);
        assertThat(run.err()).contains("valdate").contains("validate");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void theSketchOfTheDesignIsValidAndExplainedAndRuns() throws IOException, URISyntaxException {
        assertThat(CliRun.withInput(sketch(), "validate", "-").code()).isEqualTo(ExitCode.OK);
        assertThat(CliRun.withInput(sketch(), "explain", "-").code()).isEqualTo(ExitCode.OK);

        CliRun run = CliRun.withInput(
                sketch(),
                "run",
                "-",
                "--set",
                "measure.warm-up=5 us",
                "--set",
                "measure.window=20 us",
                "--set",
                "measure.replicates=1",
                "--out",
                directory.resolve("out").toString());

        // Rings of 1024 do not turn in so short a time, and the run says so.
        assertThat(run.code()).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(run.out())
                .startsWith("NOT STEADY")
                .contains("nic0 > rp0 > rp1 > gpu0")
                .contains("hint-stripped at rp1");
    }

    @Test
    void validateSaysWhatItUnderstoodOnStandardOutputOnly() {
        CliRun run = CliRun.withInput(CliRun.TINY, "validate", "-", "--set", "seed=9");

        assertThat(run.code()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).startsWith("ok: tiny (<stdin>)").containsPattern("(?m)^  seed +=? ?.*9$");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void presetsAreListedOnStandardOutputAndAnUnknownOneIsAMistake() {
        assertThat(CliRun.of("presets").out()).contains("epyc-9655", "xeon-6140");
        assertThat(CliRun.of("presets").err()).isEmpty();

        CliRun unknown = CliRun.of("presets", "show", "xeon-6410");

        assertThat(unknown.code()).isEqualTo(ExitCode.INVALID);
        assertThat(unknown.out()).isEmpty();
        assertThat(unknown.err()).contains("did you mean 'xeon-6140'?");
    }

    @ParameterizedTest
    @CsvSource({
        "fabric.root-ports.rp0.tph-completer, 8-bit, tph",
        "fabric.root-ports.rp0.tph-completer, 16-bit, extended",
        "tph.enable, tph, 8-bit",
        "tph.enable, 16-bit, extended"
    })
    void theSpellingOfTheOtherSideOfTphIsUnderstood(String key, String given, String meant) {
        CliRun run = CliRun.withInput(CliRun.TINY, "validate", "-", "--set", key + "=" + given);
        assertThat(run.code()).isEqualTo(ExitCode.INVALID);
        assertThat(run.err()).contains("'" + given + "' is not known here", "did you mean '" + meant + "'?");
    }
}
