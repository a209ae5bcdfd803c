package tlpsim.scenarios.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tlpsim.core.pipeline.Gate;
import tlpsim.core.pipeline.Threading;

/** As {@link DeterminismTest}, with switches, peers, engines and kicks. */
final class PathDeterminismTest {
    /** Of each of eight blocks. */
    private static final int SEEDS_PER_BLOCK = 40;

    private static final int STEPWISE_SEEDS_PER_BLOCK = 4;
    private static final long STEP_PS = 5_000;

    private static final int[] RINGS = {1, 2, 1024};
    private static final int[] BATCHES = {1, 7, 64};

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void everyRingBatchAndThreadingGivesTheSameRun(int block) {
        for (long seed = block * 1_000L; seed < block * 1_000L + SEEDS_PER_BLOCK; seed++) {
            DrawnScenario scenario = DrawnScenario.read(seed, new PathDraw(seed).yaml());
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

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
    void stepsOfAFewNanosecondsGiveTheSameRun(int block) {
        EngineConfig stepwise = new EngineConfig(Threading.INLINE, 1, 1, 1, Gate.OPEN);
        for (long seed = block * 1_000L + 500; seed < block * 1_000L + 500 + STEPWISE_SEEDS_PER_BLOCK; seed++) {
            DrawnScenario scenario = DrawnScenario.read(seed, new PathDraw(seed).yaml());
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

    private static EngineConfig engine(Random random) {
        int ring = RINGS[random.nextInt(RINGS.length)];
        int batch = BATCHES[random.nextInt(BATCHES.length)];
        int feedback = RINGS[random.nextInt(RINGS.length)];
        int kind = random.nextInt(6);
        Threading threading = kind == 0 ? Threading.PIPELINED : kind == 1 ? Threading.SPREAD : Threading.INLINE;
        return new EngineConfig(threading, ring, batch, feedback, new YieldingGate(random.nextLong(), 4));
    }
}
