package tlpsim.scenarios.wiring;

import java.nio.file.Path;
import java.util.List;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.ScenarioReader;
import tlpsim.scenarios.preset.PresetCatalogue;

/**
 * A small scenario drawn from a seed: some hundred packets on few cores with small caches. The text alone is the input; it is printed where a test fails,
 * and {@code -Dseed=} draws one again.
 *
 * @param seed     of the draw, and of the simulation
 * @param yaml     the scenario
 * @param config   the same, read
 * @param warmUpPs simulated time before the window
 * @param endPs    end of the window
 */
record DrawnScenario(long seed, String yaml, ScenarioConfig config, long warmUpPs, long endPs) {
    private static final ScenarioReader READER = new ScenarioReader(PresetCatalogue.bundled());

    static DrawnScenario of(long seed) {
        return of(seed, Stress.of(seed));
    }

    static DrawnScenario of(long seed, Stress stress) {
        return read(seed, new ScenarioDraw(seed, stress).yaml());
    }

    /** A given text; warm-up and window are those of its {@code measure}. */
    static DrawnScenario read(long seed, String yaml, String... sets) {
        ScenarioConfig config = readConfig(yaml, sets);
        long warmUpPs = config.measure().warmUp().timePs();
        return new DrawnScenario(
                seed, yaml, config, warmUpPs, warmUpPs + config.measure().windowPs());
    }

    /** The same scenario with {@code path=value} assignments. */
    DrawnScenario with(String... sets) {
        return read(seed, yaml, sets);
    }

    private static ScenarioConfig readConfig(String yaml, String... sets) {
        try {
            return READER.read("drawn.yaml", yaml, Path.of("."), List.of(sets)).config();
        } catch (RuntimeException mistake) {
            throw new AssertionError("not a valid scenario: " + mistake.getMessage() + "\n" + yaml, mistake);
        }
    }

    /** For the message of a failed assertion. */
    String description() {
        return "seed " + seed + " (" + Stress.of(seed) + "; -Dseed=" + seed + " repeats it)\n" + yaml;
    }
}
