package tlpsim.scenarios.wiring;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** As {@link DeterminismTest}, with switches, peers, engines and kicks. */
final class PathDeterminismTest {
    /** Of each of eight blocks. */
    private static final int SEEDS_PER_BLOCK = 40;

    private static final int STEPWISE_SEEDS_PER_BLOCK = 4;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void everyRingBatchAndThreadingGivesTheSameRun(int block) {
        for (long seed = block * 1_000L; seed < block * 1_000L + SEEDS_PER_BLOCK; seed++) {
            SameRun.underADrawnEngine(DrawnScenario.read(seed, new PathDraw(seed).yaml()), seed);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void stepsOfAFewNanosecondsGiveTheSameRun(int block) {
        long first = block * 1_000L + 500;
        for (long seed = first; seed < first + STEPWISE_SEEDS_PER_BLOCK; seed++) {
            SameRun.inStepsOfAFewNanoseconds(DrawnScenario.read(seed, new PathDraw(seed).yaml()));
        }
    }
}
