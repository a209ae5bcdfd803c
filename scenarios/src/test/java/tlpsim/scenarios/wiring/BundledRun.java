package tlpsim.scenarios.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;
import tlpsim.core.path.AskedHint;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.pipeline.HintOutcome;
import tlpsim.core.pipeline.Threading;
import tlpsim.core.telemetry.LatencyRecorder;
import tlpsim.scenarios.result.CounterSnapshot;
import tlpsim.scenarios.result.PathCounts;

/** A scenario that ships with the tool, over a short window. */
final class BundledRun {
    private static final Path SCENARIOS = Path.of(System.getProperty("tlpsim.root"), "scenarios");

    private final DrawnScenario scenario;
    private final RunRecord run;
    private final FabricPlan plan;
    private final FlowPlan flows;

    private BundledRun(DrawnScenario scenario, Column column) {
        this.scenario = scenario;
        this.run = RunRecord.of(scenario, column, EngineConfig.of(Threading.INLINE));
        this.plan = new FabricPlan(scenario.config(), column);
        this.flows = new FlowPlan(scenario.config(), plan);
    }

    static BundledRun of(String name, String... sets) {
        return of(Column.CONFIGURED, name, sets);
    }

    static BundledRun of(Column column, String name, String... sets) {
        return new BundledRun(scenario(name, sets), column);
    }

    /** Over 40 us after 40 us, unless {@code sets} say otherwise. */
    static DrawnScenario scenario(String name, String... sets) {
        List<String> all = new ArrayList<>(List.of("measure={warm-up: 40 us, window: 40 us}"));
        all.addAll(Arrays.asList(sets));
        try {
            // Without its variants, with which what a test sets need not agree.
            String yaml = Files.readString(SCENARIOS.resolve(name + ".yaml")).split("\nvariants:")[0];
            return DrawnScenario.read(0, yaml, all.toArray(new String[0]));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    CounterSnapshot window() {
        return run.window();
    }

    RunRecord record() {
        return run;
    }

    private int flow(String name) {
        for (int flow = 0; flow < flows.flows().size(); flow++) {
            if (flows.flows().get(flow).name().equals(name)) {
                return flow;
            }
        }
        throw new AssertionError("no flow " + name);
    }

    /** What became of the requests of one kind: {@code asked -> outcome at element}, with how many TLPs over the whole run. */
    Map<String, Long> paths(String flow, AccessKind kind) {
        Map<String, Long> found = new TreeMap<>();
        List<String> names = plan.elementNames();
        PathCounts paths = new PathCounts(run.atEnd().outcomes(), names.size());
        for (int asked = 0; asked < AskedHint.COUNT; asked++) {
            for (HintOutcome outcome : HintOutcome.values()) {
                for (int hop = 0; hop < names.size(); hop++) {
                    long tlps = paths.at(flow(flow), kind.ordinal(), hop, asked, outcome.ordinal());
                    if (tlps > 0) {
                        String what = AskedHint.label(asked) + " -> " + outcome.label() + " at " + names.get(hop);
                        found.put(what, tlps);
                    }
                }
            }
        }
        return found;
    }

    List<String> way(String flow, AccessKind kind) {
        FlowPlan.Flow of = flows.flows().get(flow(flow));
        return plan.path(scenario.config().workloads().get(of.workload()), of.placeOf(kind));
    }

    /** Delays of a flow in the window. @param point 0: data visible, 1: start, 2: end of consumption */
    Histogram delays(String flow, int point) {
        return run.latencies().get(flow(flow) * LatencyRecorder.POINTS + point);
    }

    long lost() {
        long sum = 0;
        long[] outcomes = run.atEnd().outcomes();
        for (int index = 0; index < outcomes.length; index++) {
            sum += HintOutcome.ofCode(index % HintOutcome.COUNT).isLost() ? outcomes[index] : 0;
        }
        return sum;
    }
}
