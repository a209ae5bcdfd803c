package tlpsim.scenarios.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tlpsim.core.pipeline.Threading;
import tlpsim.scenarios.config.ArrivalProcess;
import tlpsim.scenarios.config.ResolvedScenario;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.ScenarioReader;
import tlpsim.scenarios.preset.PresetCatalogue;
import tlpsim.scenarios.wiring.Column;
import tlpsim.scenarios.wiring.EngineConfig;

/** The warm-up that a bundled scenario gets is long enough: twice as much changes no hit rate by more than its interval. */
@Tag("ci")
class WarmUpDoublingTest {
    /** Where replicates agree to the last digit, an interval has no width; a tenth of a point is below anything a report says. */
    private static final double RESOLUTION_POINTS = 0.1;

    private static final long SHORT_WINDOW_PS = 300_000_000;

    private static final List<Metric> HIT_RATES =
            List.of(Metric.ITOM_HIT_PERCENT, Metric.READ_L2_PERCENT, Metric.READ_DRAM_PERCENT);

    static Stream<Path> bundledScenarios() throws IOException {
        Path directory = Path.of("").toAbsolutePath();
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> scenarios = files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
            assertThat(scenarios).isNotEmpty();
            return scenarios.stream();
        }
    }

    @ParameterizedTest
    @MethodSource("bundledScenarios")
    void twiceTheWarmUpChangesNoHitRateByMoreThanItsInterval(Path file) {
        ScenarioResult once = run(file, "measure.warm-up=auto");
        long warmUpPs = once.columns().get(Column.CONFIGURED).get(0).warmUpPs();
        ScenarioResult twice = run(file, "measure.warm-up=" + 2 * warmUpPs + " ps");
        for (Column column : List.of(Column.HINTS_OFF, Column.CONFIGURED, Column.PERFECT_TAGS)) {
            for (Metric metric : HIT_RATES) {
                Estimate before = once.estimate(column, metric);
                Estimate after = twice.estimate(column, metric);
                if (before.count() > 1) {
                    assertThat(StrictMath.abs(after.mean() - before.mean()))
                            .as("%s, %s, %s: %s and %s", file.getFileName(), column, metric, before, after)
                            .isLessThanOrEqualTo(before.halfWidth() + after.halfWidth() + RESOLUTION_POINTS);
                }
            }
        }
    }

    private static ScenarioResult run(Path file, String warmUp) {
        // The window of a recording or of bursts is a whole number of their repetitions, and control events lie within
        // it: these stay.
        ScenarioConfig config = read(file, List.of());
        boolean periodic = config.workloads().stream()
                .map(workload -> workload.arrivals().process())
                .anyMatch(process -> process == ArrivalProcess.PCAP || process == ArrivalProcess.ON_OFF);
        boolean later = config.tph().events().stream().anyMatch(event -> event.atPs() >= SHORT_WINDOW_PS);
        String window = periodic || later ? "measure.replicates=2" : "measure.window=" + SHORT_WINDOW_PS + " ps";
        ResolvedScenario scenario = resolve(file, List.of("measure.replicates=2", window, warmUp));
        EngineConfig engine = EngineConfig.of(Threading.INLINE);
        return new ScenarioRunner(scenario.config(), scenario.directory(), engine, new InterruptSwitch(), done -> {})
                .run();
    }

    private static ScenarioConfig read(Path file, List<String> sets) {
        return resolve(file, sets).config();
    }

    private static ResolvedScenario resolve(Path file, List<String> sets) {
        return new ScenarioReader(PresetCatalogue.bundled()).read(file.toString(), InputStream.nullInputStream(), sets);
    }
}
