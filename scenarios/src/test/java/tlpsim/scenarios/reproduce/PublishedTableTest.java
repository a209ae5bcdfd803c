package tlpsim.scenarios.reproduce;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** All published points with the one parameter set: minutes of one processor. */
@Tag("ci")
class PublishedTableTest {
    private static final ReproduceReport REPORT = new Reproduction(
                    MeasuredFile.PUBLISHED, Xeon6140Scenario.parameters(), new ScenarioRuns(2, 1))
            .report(MeasuredFile.published(), List.of(), false);

    @Test
    void everyThresholdIsMet() {
        assertThat(REPORT.failures()).isEmpty();
        assertThat(REPORT.all().points()).isEqualTo(51);
        assertThat(REPORT.order(Metric.ITOM).pairs()).isEqualTo(19);
    }

    @Test
    void theErrorsDoNotHangOnTheSeed() {
        ReproduceReport other = new Reproduction(
                        MeasuredFile.PUBLISHED, Xeon6140Scenario.parameters(), new ScenarioRuns(2, 2))
                .report(
                        REPORT.of(Metric.ITOM).stream()
                                .map(SimulatedPoint::measured)
                                .toList(),
                        List.of(),
                        false);

        assertThat(other.failures()).isEmpty();
    }

    @Test
    void theValidationPageHoldsTheseNumbers() throws IOException {
        Path page = Path.of(System.getProperty("tlpsim.root", "..")).resolve("docs/validation.md");
        List<String> rows = Files.readAllLines(page);

        assertThat(rows).containsAll(ValidationPage.of(REPORT).lines().toList());
    }
}
