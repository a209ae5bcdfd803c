package tlpsim.scenarios.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import tlpsim.core.pipeline.Gate;
import tlpsim.core.pipeline.Threading;

/** Asserts that a scenario runs the same under another engine as inline with a ring that never fills. */
final class SameRun {
    private static final EngineConfig REFERENCE = new EngineConfig(Threading.INLINE, 1024, 32, 1024, Gate.OPEN);
    private static final EngineConfig STEPWISE = new EngineConfig(Threading.INLINE, 1, 1, 1, Gate.OPEN);
    private static final long STEP_PS = 5_000;

    private static final int[] RINGS = {1, 2, 1024};
    private static final int[] BATCHES = {1, 7, 64};

    private SameRun() {}

    /** In a column, under an engine and in pieces that the seed draws. */
    static void underADrawnEngine(DrawnScenario scenario, long seed) {
        Random random = new Random(seed);
        Column column = Column.values()[random.nextInt(Column.values().length)];
        EngineConfig engine = engine(random);
        hold(scenario, column, engine, 1 + random.nextInt(4));
    }

    /** Segments of some nanoseconds are shorter than any look-ahead: both processes run nearly event by event, in the order of time. */
    static void inStepsOfAFewNanoseconds(DrawnScenario scenario) {
        int steps = (int) ((scenario.endPs() - scenario.warmUpPs()) / STEP_PS);
        hold(scenario, Column.CONFIGURED, STEPWISE, steps);
    }

    private static void hold(DrawnScenario scenario, Column column, EngineConfig engine, int pieces) {
        String reference = RunRecord.of(scenario, column, REFERENCE).text();
        String other = RunRecord.of(scenario, column, engine, pieces).text();
        assertThat(RunRecord.difference(reference, other))
                .as(() -> column + " under " + engine + ", " + scenario.description())
                .isEmpty();
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
