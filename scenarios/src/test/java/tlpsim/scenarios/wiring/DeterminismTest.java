package tlpsim.scenarios.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tlpsim.core.pipeline.Gate;
import tlpsim.core.pipeline.Threading;

/**
 * The same scenario and seed give the same run, whatever the ring, the batch, the threads, the pieces in which it is run, and the order in which
 * threads come to run. The reference is inline with a ring that never fills.
 */
final class DeterminismTest {
    /** Of each of the nine stresses; 1,008 in all. */
    private static final int SEEDS_PER_STRESS = 112;

    private static final int STEPWISE_SEEDS_PER_STRESS = 15;
    private static final long STEP_PS = 5_000;

    private static final int[] RINGS = {1, 2, 1024};
    private static final int[] BATCHES = {1, 7, 64};

    @ParameterizedTest
    @EnumSource
    void everyRingBatchAndThreadingGivesTheSameRun(Stress stress) {
        for (long seed : Seeds.of(stress, SEEDS_PER_STRESS)) {
            DrawnScenario scenario = DrawnScenario.of(seed, stress);
            Random random = new Random(seed);
            Column column = Column.values()[random.nextInt(Column.values().length)];
            String reference = RunRecord.of(scenario, column, reference()).text();
            EngineConfig engine = engine(random);
            String other = RunRecord.of(scenario, column, engine, 1 + random.nextInt(4))
                    .text();
            assertThat(RunRecord.difference(reference, other))
                    .as(() -> column + " under " + engine + ", " + scenario.description())
                    .isEmpty();
        }
    }

    /** Segments of some nanoseconds are shorter than any look-ahead: both processes run nearly event by event, in the order of time. */
    @ParameterizedTest
    @EnumSource
    void stepsOfAFewNanosecondsGiveTheSameRun(Stress stress) {
        EngineConfig stepwise = new EngineConfig(Threading.INLINE, 1, 1, 1, Gate.OPEN);
        for (long seed : Seeds.of(stress, STEPWISE_SEEDS_PER_STRESS)) {
            DrawnScenario scenario = DrawnScenario.of(seed, stress);
            String reference =
                    RunRecord.of(scenario, Column.CONFIGURED, reference()).text();
            int steps = (int) ((scenario.endPs() - scenario.warmUpPs()) / STEP_PS);
            String other =
                    RunRecord.of(scenario, Column.CONFIGURED, stepwise, steps).text();
            assertThat(RunRecord.difference(reference, other))
                    .as(scenario::description)
                    .isEmpty();
        }
    }

    private static EngineConfig reference() {
        return new EngineConfig(Threading.INLINE, 1024, 32, 1024, Gate.OPEN);
    }

    /** Two of three runs are inline: what hangs on how full a ring is shows there, and they are cheap. */
    private static EngineConfig engine(Random random) {
        int ring = RINGS[random.nextInt(RINGS.length)];
        int batch = BATCHES[random.nextInt(BATCHES.length)];
        int feedback = RINGS[random.nextInt(RINGS.length)];
        int kind = random.nextInt(6);
        Threading threading = kind == 0 ? Threading.PIPELINED : kind == 1 ? Threading.SPREAD : Threading.INLINE;
        return new EngineConfig(threading, ring, batch, feedback, new YieldingGate(random.nextLong(), 4));
    }
}
