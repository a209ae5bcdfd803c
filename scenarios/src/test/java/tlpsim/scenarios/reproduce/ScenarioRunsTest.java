package tlpsim.scenarios.reproduce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tlpsim.core.pipeline.Gate;
import tlpsim.core.pipeline.Threading;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.ScenarioReader;
import tlpsim.scenarios.preset.PresetCatalogue;
import tlpsim.scenarios.result.SingleRun;
import tlpsim.scenarios.wiring.Column;
import tlpsim.scenarios.wiring.EngineConfig;

class ScenarioRunsTest {
    private static final PlatformParameters PARAMETERS = Xeon6140Scenario.parameters();

    private static MeasuredPoint point(Experiment experiment, String param, int x, String median) {
        BigDecimal value = new BigDecimal(median);
        return new MeasuredPoint(experiment, param, Metric.ITOM, x, value, BigDecimal.ONE, value, false, 1);
    }

    private static ScenarioConfig read(List<String> assignments) {
        return new ScenarioReader(PresetCatalogue.bundled())
                .read("reproduce", ScenarioRuns.text(), Path.of(""), assignments)
                .config();
    }

    @Test
    void parametersHaveTheValuesOfTheScenario() {
        assertThat(read(PARAMETERS.assignments())).isEqualTo(read(List.of()));
    }

    @Test
    void aPublishedPointComesOutNearItsMedianAndWithoutTheFurtherWayDoesNot() {
        List<MeasuredPoint> point = List.of(point(Experiment.DDIO_TUNE, "", 3, "87.98"));
        ScenarioRuns runs = new ScenarioRuns(1, 1);

        assertThat(runs.of(PARAMETERS, point).get(0).error()).isCloseTo(0, within(6.0));
        assertThat(runs.of(PARAMETERS.with("platform.llc.extra-io-ways", 0), point)
                        .get(0)
                        .error())
                .isLessThan(-12);
    }

    @Test
    void threadingBatchesAndRingsChangeNothing() {
        ScenarioConfig scenario = read(List.of(
                "platform.cores=2",
                "workloads.l2fwd.queues.count=2",
                "workloads.l2fwd.queues.cores.list=0-1",
                "workloads.l2fwd.queues.ring=64",
                "workloads.l2fwd.transmit.ring=64",
                "fabric.endpoints.nic0.transmit.engine.start=20 us",
                "workloads.l2fwd.arrivals.rate=60 Gbit/s",
                "measure.warm-up=60 us",
                "measure.window=60 us"));
        long inline = digest(scenario, EngineConfig.of(Threading.INLINE));

        assertThat(digest(scenario, EngineConfig.of(Threading.PIPELINED))).isEqualTo(inline);
        assertThat(digest(scenario, new EngineConfig(Threading.PIPELINED, 2, 7, 4, Gate.OPEN)))
                .isEqualTo(inline);
    }

    private static long digest(ScenarioConfig scenario, EngineConfig engine) {
        return SingleRun.of(scenario, Path.of(""), Column.HINTS_OFF, engine)
                .window()
                .digest();
    }

    @Test
    void aRingThatNoScenarioCanHaveIsAMistake() {
        List<MeasuredPoint> point = List.of(point(Experiment.PKTSIZE_DESC, "1500", 1000, "90"));

        assertThatThrownBy(() -> new ScenarioRuns(1, 1).of(PARAMETERS, point))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("workloads.l2fwd.queues.ring");
    }
}
