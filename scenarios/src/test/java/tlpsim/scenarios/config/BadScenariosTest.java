package tlpsim.scenarios.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;

/** {@code bad/NAME.yaml} gives exactly the problems of {@code bad/NAME.errors}. Adding a case is adding two files. */
final class BadScenariosTest {

    static List<Path> scenarios() throws IOException, URISyntaxException {
        return ScenarioFiles.in("bad");
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void everyMistakeIsReportedWithItsPlace(Path file) throws IOException {
        String expected = Files.readString(
                file.resolveSibling(file.getFileName().toString().replace(".yaml", ".errors")));
        InvalidInputException invalid =
                catchThrowableOfType(InvalidInputException.class, () -> ScenarioFiles.read(file));
        assertThat(invalid).as("the scenario is valid").isNotNull();
        String found = invalid.problems().stream().map(Problem::toString).collect(Collectors.joining("\n", "", "\n"));
        assertThat(found.replace(file.getParent().toString(), "DIR")).isEqualTo(expected);
    }
}
