package tlpsim.scenarios.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReproduceReportTest {
    private static SimulatedPoint point(Experiment experiment, String param, int x, String measured, int simulated) {
        BigDecimal median = new BigDecimal(measured);
        return new SimulatedPoint(
                new MeasuredPoint(experiment, param, Metric.ITOM, x, median, BigDecimal.ONE, median, false, 1),
                new PointResult(simulated, 0, 0, 0, 0));
    }

    private static ReproduceReport report(SimulatedPoint... points) {
        return new ReproduceReport(
                MeasuredFile.PUBLISHED, Xeon6140Parameters.parameters(), List.of(points), List.of(), List.of());
    }

    @Test
    void errorsAreSimulatedMinusMeasured() {
        ReproduceReport report = report(
                point(Experiment.CORES_VS_WAYS, "1", 2, "40", 43), point(Experiment.CORES_VS_WAYS, "2", 2, "24", 20));

        assertThat(report.all().rootMeanSquare()).isCloseTo(StrictMath.sqrt(12.5), within(1e-9));
        assertThat(report.all().largest()).isEqualTo(4);
        assertThat(report.singleCore()).isEqualTo(new ErrorStatistics(1, 3, 3));
        assertThat(report.failures()).isEmpty();
    }

    @Test
    void eachThresholdIsNamedWhereItIsMissed() {
        ReproduceReport report = report(
                point(Experiment.CORES_VS_WAYS, "1", 2, "40", 53), point(Experiment.CORES_VS_WAYS, "2", 2, "24", 24));

        assertThat(report.failures())
                .containsExactly(
                        "RMSE of all points 9.19, at most 6.00",
                        "RMSE of the points of one core 13.00, at most 4.00",
                        "largest error of a point of one core 13.00, at most 12.00");
    }

    @Test
    void neighboursThatClearlyDifferMustComeInTheMeasuredOrder() {
        ReproduceReport report = report(
                point(Experiment.DDIO_TUNE, "", 3, "64", 62),
                point(Experiment.DDIO_TUNE, "", 2, "61", 63),
                point(Experiment.DDIO_TUNE, "", 4, "65.5", 61),
                point(Experiment.PKT_RATE, "", 200, "10", 12));

        assertThat(report.order(Metric.ITOM).pairs()).isEqualTo(1);
        assertThat(report.wrongOrder()).containsExactly("ddio-tune//2 and ddio-tune//3");
    }

    @Test
    void onlyOneCoreIsPredictedBecauseTheBacklogsOfSeveralWereInSight() {
        SimulatedPoint one = reads(Experiment.DDIO_TUNE, "", 3);
        SimulatedPoint two = reads(Experiment.PKT_RATE, "", 800);
        SimulatedPoint four = reads(Experiment.CORES_VS_WAYS, "4", 2);
        ReproduceReport report = report(one, two, four);

        assertThat(report.role(one)).isEqualTo("predicted");
        assertThat(report.role(two)).isEqualTo("in sight");
        assertThat(report.role(four)).isEqualTo("in sight");
    }

    private static SimulatedPoint reads(Experiment experiment, String param, int x) {
        BigDecimal median = BigDecimal.TEN;
        return new SimulatedPoint(
                new MeasuredPoint(experiment, param, Metric.READ_CURRENT, x, median, BigDecimal.ONE, median, false, 1),
                new PointResult(0, 10, 0, 0, 0));
    }

    @Test
    void aNumberThatIsNotFiniteIsADash() {
        assertThat(ReproduceText.decimals(Double.NaN, 2)).isEqualTo("-");
        assertThat(ReproduceText.signed(Double.POSITIVE_INFINITY, 2)).isEqualTo("-");
    }

    @Test
    void aChartShowsWhereMeasuredAndSimulatedLie() {
        assertThat(ReproduceText.chart(0, 100)).startsWith("m.").endsWith(".s").hasSize(51);
        assertThat(ReproduceText.chart(50, 50.4)).isEqualTo(".".repeat(25) + "*" + ".".repeat(25));
    }

    @Test
    void theTextIsOneTableRowPerPointAndParameter() {
        String text = ReproducePrinter.text(report(point(Experiment.DDIO_TUNE, "", 3, "64", 62)));

        assertThat(text)
                .contains("| ItoM hit rate, all points | 1 | 2.00 | 2.00 |")
                .contains("|  | 3 | 64.00 | 62.00 | -2.00 | calibrated | `")
                .contains("| extra-io-ways | 1 | ways | 0 to 2 | calibrated |");
    }
}
