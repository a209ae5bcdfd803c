package tlpsim.scenarios.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One point of each kind; {@link PublishedTableTest} holds all of them against the thresholds. */
class PublishedMeasurementsTest {
    @ParameterizedTest
    @CsvSource({
        "pktsize-desc/1500/512, 6",
        "ddio-tune//2, 6",
        "cores-vs-ways/4/2, 9",
        "pkt-rate//1600, 6",
    })
    void aPublishedPointComesOutNearItsMedian(String setup, double most) {
        List<MeasuredPoint> points = MeasuredFile.published().stream()
                .filter(point -> point.metric() == Metric.ITOM && point.setup().equals(setup))
                .toList();

        SimulatedPoint point = new ForwardingRuns(1, 1)
                .of(Xeon6140Parameters.parameters(), points)
                .get(0);

        assertThat(point.simulated()).isCloseTo(point.measured().median().doubleValue(), within(most));
    }

    @Test
    void threadsChangeNoResult() {
        List<MeasuredPoint> points = MeasuredFile.published().stream()
                .filter(point -> point.experiment() == Experiment.PKTSIZE_DESC
                        && point.param().equals("256")
                        && point.x() <= 512)
                .toList();
        PlatformParameters parameters = Xeon6140Parameters.parameters();

        assertThat(new ForwardingRuns(3, 1).of(parameters, points))
                .isEqualTo(new ForwardingRuns(1, 1).of(parameters, points));
    }
}
