package tlpsim.scenarios.result;

import java.nio.file.Path;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.wiring.Column;
import tlpsim.scenarios.wiring.EngineConfig;

/** One simulation of a scenario: one column, one seed, one warm-up. */
public final class SingleRun {
    private final WindowResult window;
    private final PlatformFigures platform;

    private SingleRun(WindowResult window, PlatformFigures platform) {
        this.window = window;
        this.platform = platform;
    }

    /** Runs it on this thread or on the threads of {@code engine}. */
    public static SingleRun of(ScenarioConfig scenario, Path directory, Column column, EngineConfig engine) {
        WindowResult window = new ColumnRunner(scenario, directory, engine, new InterruptSwitch())
                .run(column, scenario.seed(), WarmUpPlan.firstPs(scenario, directory));
        return new SingleRun(window, ScenarioRunner.figures(scenario));
    }

    /** The figure, or NaN where the window holds nothing to derive it from. */
    public double figure(Metric metric) {
        return metric.of(window, platform);
    }

    public WindowResult window() {
        return window;
    }
}
