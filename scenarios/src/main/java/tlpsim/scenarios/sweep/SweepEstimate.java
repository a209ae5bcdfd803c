package tlpsim.scenarios.sweep;

import java.util.List;
import tlpsim.core.pipeline.Threading;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.result.ScenarioRunner;
import tlpsim.scenarios.wiring.Column;
import tlpsim.scenarios.wiring.EngineConfig;
import tlpsim.scenarios.wiring.Simulation;

/** How long the runs of a plan take on one thread: a few of them are begun, and what they need per simulated time is carried on. */
public final class SweepEstimate {
    private static final int PILOTS = 3;
    private static final long PILOT_NANOS = 300_000_000;
    /** A window that is not steady doubles the warm-up, which is not foreseen here. */
    private static final long FIRST_STEP_PS = 2_000_000;

    private SweepEstimate() {}

    /** @return nanoseconds of wall time of one run on average, on one thread; 0 where no run can be begun */
    public static long nanosPerRun(List<SweepPlan.Point> points) {
        List<SweepPlan.Point> valid =
                points.stream().filter(point -> point.scenario().isPresent()).toList();
        int pilots = Math.min(PILOTS, valid.size());
        double sum = 0;
        int counted = 0;
        for (int pilot = 0; pilot < pilots; pilot++) {
            int at = pilots == 1 ? 0 : pilot * (valid.size() - 1) / (pilots - 1);
            double nanos = pilot(valid.get(at));
            sum += nanos;
            counted += nanos > 0 ? 1 : 0;
        }
        return counted == 0 ? 0 : (long) (sum / counted);
    }

    private static double pilot(SweepPlan.Point point) {
        ScenarioConfig scenario = point.scenario().orElseThrow();
        PointTask task = point.task().orElseThrow();
        long totalPs = scenario.measure().windowPs() + ScenarioRunner.firstWarmUpPs(scenario, task.directory());
        long simulatedPs = 0;
        long startNanos = System.nanoTime();
        try (Simulation simulation = new Simulation(
                scenario, task.directory(), Column.CONFIGURED, scenario.seed(), EngineConfig.of(Threading.INLINE))) {
            long stepPs = FIRST_STEP_PS;
            while (System.nanoTime() - startNanos < PILOT_NANOS && simulatedPs < totalPs) {
                simulatedPs = Math.min(totalPs, simulatedPs + stepPs);
                simulation.runUntil(simulatedPs);
                stepPs *= 2;
            }
        } catch (RuntimeException failure) {
            // The run itself records why; here it only cannot be foreseen.
            return 0;
        }
        double nanosPerSimulation = (double) (System.nanoTime() - startNanos) * totalPs / simulatedPs;
        return nanosPerSimulation * Column.values().length * scenario.measure().replicates();
    }
}
