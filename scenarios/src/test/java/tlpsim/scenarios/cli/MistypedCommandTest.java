package tlpsim.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class MistypedCommandTest {
    @ParameterizedTest
    @CsvSource({
        "rnu,did you mean 'run'?",
        "explian,did you mean 'explain'?",
        "run --treading inline x.yaml,did you mean '--threading'?"
    })
    void theNearestWordIsNamedInOneLine(String line, String hint) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        assertThat(Tlpsim.run(console, line.split(" "))).isEqualTo(ExitCode.INVALID);
        assertThat(out.toString(StandardCharsets.UTF_8)).isEmpty();
        assertThat(err.toString(StandardCharsets.UTF_8)).startsWith("error: ").contains(hint);
        assertThat(err.toString(StandardCharsets.UTF_8).lines()).hasSize(2);
    }
}
