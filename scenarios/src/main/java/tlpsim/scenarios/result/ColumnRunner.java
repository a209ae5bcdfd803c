package tlpsim.scenarios.result;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.HdrHistogram.Histogram;
import tlpsim.completer.memory.HostCounterLayout;
import tlpsim.core.telemetry.LatencyRecorder;
import tlpsim.scenarios.config.Direction;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.wiring.Column;
import tlpsim.scenarios.wiring.EngineConfig;
import tlpsim.scenarios.wiring.Simulation;

/** Runs one column with one seed: warm up, measure a window in batches, judge whether it was steady. */
final class ColumnRunner {
    private final ScenarioConfig scenario;
    private final Path directory;
    private final EngineConfig engine;
    private final InterruptSwitch interrupts;

    ColumnRunner(ScenarioConfig scenario, Path directory, EngineConfig engine, InterruptSwitch interrupts) {
        this.scenario = scenario;
        this.directory = directory;
        this.engine = engine;
        this.interrupts = interrupts;
    }

    WindowResult run(Column column, long seed, long warmUpPs) {
        long wallStart = System.nanoTime();
        try (Simulation simulation = new Simulation(scenario, directory, column, seed, engine)) {
            interrupts.register(simulation);
            simulation.runUntil(warmUpPs);
            CounterSnapshot start = CounterSnapshot.of(simulation);
            simulation.beginWindow();
            int batches = scenario.measure().batches();
            long windowPs = scenario.measure().windowPs();
            List<CounterSnapshot> pieces = new ArrayList<>();
            CounterSnapshot last = start;
            for (int batch = 1; batch <= batches; batch++) {
                simulation.runUntil(warmUpPs + windowPs * batch / batches);
                CounterSnapshot now = CounterSnapshot.of(simulation);
                pieces.add(now.since(last));
                last = now;
            }
            interrupts.remove(simulation);
            CounterSnapshot window = last.since(start);
            return new WindowResult(
                    seed,
                    warmUpPs,
                    windowPs,
                    window,
                    latencies(window, simulation.recorder()),
                    flowLatencies(window, simulation.recorder()),
                    simulation.controlRecord(),
                    simulation.digest(),
                    Steadiness.of(start, window, pieces, rings(simulation)),
                    System.nanoTime() - wallStart,
                    last.tlps()[0],
                    CounterSnapshot.sum(last.memory(), 0, HostCounterLayout.DRAM_READ_DEVICE));
        }
    }

    private static List<Histogram> flowLatencies(CounterSnapshot window, LatencyRecorder recorder) {
        List<Histogram> histograms = new ArrayList<>();
        for (int flow = 0; flow < window.flows().workloadOfFlow().length; flow++) {
            for (int point = 0; point < LatencyRecorder.POINTS; point++) {
                histograms.add(recorder.histogram(flow, point).copy());
            }
        }
        return histograms;
    }

    /** The flows of a workload together. */
    private List<Histogram> latencies(CounterSnapshot window, LatencyRecorder recorder) {
        int[] workloadOfFlow = window.flows().workloadOfFlow();
        List<Histogram> histograms = new ArrayList<>();
        for (int workload = 0; workload < scenario.workloads().size(); workload++) {
            for (int point = 0; point < LatencyRecorder.POINTS; point++) {
                Histogram sum = recorder.histogram(0, point).copy();
                sum.reset();
                for (int flow = 0; flow < workloadOfFlow.length; flow++) {
                    if (workloadOfFlow[flow] == workload) {
                        sum.add(recorder.histogram(flow, point));
                    }
                }
                histograms.add(sum);
            }
        }
        return histograms;
    }

    /** Entries per queue; 0 where a queue has no ring to turn. */
    private int[] rings(Simulation simulation) {
        int[] rings = new int[simulation.queues().queues()];
        for (int queue = 0; queue < rings.length; queue++) {
            int workload = simulation.queues().workload(queue);
            boolean turns = scenario.workloads().get(workload).direction() != Direction.REPLAY;
            rings[queue] = turns
                    ? Steadiness.unitsPerTurn(
                            scenario.workloads().get(workload),
                            simulation.queues().layout(queue).entries())
                    : 0;
        }
        return rings;
    }
}
