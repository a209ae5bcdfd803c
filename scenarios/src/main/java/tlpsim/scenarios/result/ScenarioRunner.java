package tlpsim.scenarios.result;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import tlpsim.core.link.LinkRate;
import tlpsim.core.pipeline.InterruptedRunException;
import tlpsim.core.pipeline.Threading;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.wiring.Column;
import tlpsim.scenarios.wiring.EngineConfig;
import tlpsim.scenarios.wiring.FabricPlan;

/**
 * Runs a scenario: every column on the same traffic, for every replicate. Inline simulations run side by side on all processors; pipelined ones one after
 * another. A window that is not steady is repeated after a warm-up twice as long, in all columns, at most twice.
 */
public final class ScenarioRunner {
    private static final List<Column> ALL_COLUMNS = List.of(Column.values());
    private static final int MOST_DOUBLINGS = 2;
    /** Seeds of replicates lie this far apart: replicate r has seed + r * STEP. */
    private static final long SEED_STEP = 0x9E3779B97F4A7C15L;

    private final ScenarioConfig scenario;
    private final Path directory;
    private final EngineConfig engine;
    private final InterruptSwitch interrupts;
    private final Consumer<Progress> progress;
    private final int workers;

    /** @param done simulations finished, of {@code all} @param round 0, or the number of times that the warm-up was doubled */
    public record Progress(int done, int all, int round) {}

    public ScenarioRunner(
            ScenarioConfig scenario,
            Path directory,
            EngineConfig engine,
            InterruptSwitch interrupts,
            Consumer<Progress> progress) {
        this(
                scenario,
                directory,
                engine,
                interrupts,
                progress,
                engine.threading() == Threading.INLINE ? Runtime.getRuntime().availableProcessors() : 1);
    }

    /** @param workers simulations side by side; the result does not depend on it */
    public ScenarioRunner(
            ScenarioConfig scenario,
            Path directory,
            EngineConfig engine,
            InterruptSwitch interrupts,
            Consumer<Progress> progress,
            int workers) {
        this.scenario = scenario;
        this.directory = directory;
        this.engine = engine;
        this.interrupts = interrupts;
        this.progress = progress;
        this.workers = workers;
    }

    /** The seed of a replicate; the first is the scenario's own. */
    public static long seedOf(long seed, int replicate) {
        return seed + replicate * SEED_STEP;
    }

    /** Simulated time before the window, unless it proves too short. */
    public static long firstWarmUpPs(ScenarioConfig scenario, Path directory) {
        return WarmUpPlan.firstPs(scenario, directory);
    }

    /** @throws InterruptedRunException if the switch was thrown before one replicate was complete; else complete ones are kept */
    public ScenarioResult run() {
        long wallStart = System.nanoTime();
        long warmUpPs = WarmUpPlan.firstPs(scenario, directory);
        for (int round = 0; ; round++) {
            Map<Column, List<WindowResult>> columns =
                    runAll(scenario, ALL_COLUMNS, scenario.measure().replicates(), warmUpPs, round);
            boolean steady = columns.values().stream()
                    .flatMap(List::stream)
                    .allMatch(w -> w.steadiness().isSteady());
            if (steady
                    || interrupts.isInterrupted()
                    || round == MOST_DOUBLINGS
                    || !scenario.measure().warmUp().auto()) {
                return new ScenarioResult(
                        scenario,
                        figures(scenario),
                        columns,
                        exact(warmUpPs, round),
                        interrupts.isInterrupted(),
                        engine.threading(),
                        System.nanoTime() - wallStart);
            }
            warmUpPs *= 2;
        }
    }

    /** The first replicates with every line simulated, where the others are sampled. */
    private Map<Column, List<WindowResult>> exact(long warmUpPs, int round) {
        int compared = scenario.measure().exactReplicates();
        if (scenario.measure().fidelity().isExact() || compared == 0 || interrupts.isInterrupted()) {
            return Map.of();
        }
        try {
            return runAll(scenario.exact(), ALL_COLUMNS, compared, warmUpPs, round);
        } catch (InterruptedRunException stop) {
            return Map.of();
        }
    }

    /**
     * The column as configured alone, after the same warm-up as in another result that differs in nothing that writes without hints depend on; the column without
     * hints is that of the other.
     */
    ScenarioResult runConfigured(ScenarioResult other) {
        long wallStart = System.nanoTime();
        long warmUpPs = other.columns().get(Column.CONFIGURED).get(0).warmUpPs();
        int replicates = scenario.measure().replicates();
        Map<Column, List<WindowResult>> columns =
                new EnumMap<>(runAll(scenario, List.of(Column.CONFIGURED), replicates, warmUpPs, 0));
        columns.put(Column.HINTS_OFF, other.columns().get(Column.HINTS_OFF));
        return new ScenarioResult(
                scenario,
                figures(scenario),
                columns,
                Map.of(),
                interrupts.isInterrupted(),
                engine.threading(),
                System.nanoTime() - wallStart);
    }

    private Map<Column, List<WindowResult>> runAll(
            ScenarioConfig config, List<Column> wanted, int replicates, long warmUpPs, int round) {
        ExecutorService pool = Executors.newFixedThreadPool(workers, task -> {
            Thread thread = new Thread(task, "tlpsim-run");
            thread.setDaemon(true);
            return thread;
        });
        try {
            ColumnRunner runner = new ColumnRunner(config, directory, engine, interrupts);
            return collect(pool, runner, wanted, replicates, warmUpPs, round);
        } finally {
            pool.shutdownNow();
        }
    }

    private Map<Column, List<WindowResult>> collect(
            ExecutorService pool, ColumnRunner runner, List<Column> wanted, int replicates, long warmUpPs, int round) {
        Map<Column, List<Future<WindowResult>>> futures = new EnumMap<>(Column.class);
        for (int replicate = 0; replicate < replicates; replicate++) {
            long seed = seedOf(scenario.seed(), replicate);
            for (Column column : wanted) {
                futures.computeIfAbsent(column, key -> new ArrayList<>())
                        .add(pool.submit(() -> runner.run(column, seed, warmUpPs)));
            }
        }
        Map<Column, List<WindowResult>> results = new EnumMap<>(Column.class);
        int done = 0;
        int all = replicates * wanted.size();
        progress.accept(new Progress(done, all, round));
        for (int replicate = 0; replicate < replicates; replicate++) {
            Map<Column, WindowResult> complete = new EnumMap<>(Column.class);
            try {
                for (Column column : wanted) {
                    complete.put(column, get(futures.get(column).get(replicate)));
                    progress.accept(new Progress(++done, all, round));
                }
            } catch (InterruptedRunException stop) {
                if (results.isEmpty()) {
                    throw stop;
                }
                return results;
            }
            complete.forEach((column, window) ->
                    results.computeIfAbsent(column, key -> new ArrayList<>()).add(window));
        }
        return results;
    }

    private WindowResult get(Future<WindowResult> future) {
        try {
            return future.get();
        } catch (InterruptedException stop) {
            interrupts.interrupt();
            Thread.currentThread().interrupt();
            throw new InterruptedRunException();
        } catch (ExecutionException failure) {
            if (interrupts.isInterrupted()) {
                throw new InterruptedRunException();
            }
            if (failure.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failure.getCause());
        }
    }

    static PlatformFigures figures(ScenarioConfig scenario) {
        FabricPlan fabric = new FabricPlan(scenario, Column.CONFIGURED);
        return new PlatformFigures(
                scenario.platform().frequencyHz(),
                scenario.platform().dram().bandwidthBytesPerSecond()
                        * 8
                        * scenario.platform().sockets(),
                fabric.startingLinks().stream()
                        .map(edge -> LinkRate.tlp(edge.link()))
                        .toList(),
                fabric.linkRates(),
                WorkloadKinds.of(scenario.workloads()));
    }
}
