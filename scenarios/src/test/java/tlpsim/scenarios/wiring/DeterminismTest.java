package tlpsim.scenarios.wiring;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The same scenario and seed give the same run, whatever the ring, the batch, the threads, the pieces in which it is run, and the order in which
 * threads come to run.
 */
final class DeterminismTest {
    /** Of each of the eleven stresses; 1,232 in all. */
    private static final int SEEDS_PER_STRESS = 112;

    private static final int STEPWISE_SEEDS_PER_STRESS = 15;

    @ParameterizedTest
    @EnumSource
    void everyRingBatchAndThreadingGivesTheSameRun(Stress stress) {
        for (long seed : Seeds.of(stress, SEEDS_PER_STRESS)) {
            SameRun.underADrawnEngine(DrawnScenario.of(seed, stress), seed);
        }
    }

    @ParameterizedTest
    @EnumSource
    void stepsOfAFewNanosecondsGiveTheSameRun(Stress stress) {
        for (long seed : Seeds.of(stress, STEPWISE_SEEDS_PER_STRESS)) {
            SameRun.inStepsOfAFewNanoseconds(DrawnScenario.of(seed, stress));
        }
    }
}
