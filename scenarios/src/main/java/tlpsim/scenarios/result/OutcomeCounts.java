package tlpsim.scenarios.result;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.pipeline.HintOutcome;
import tlpsim.scenarios.config.ScenarioConfig;

/** TLPs by workload, kind of access and outcome of their hint, over one window. */
public final class OutcomeCounts {
    private OutcomeCounts() {}

    /** Names in a fixed order: {@code workload.kind} to outcome to count; what did not occur is left out. */
    public static Map<String, Map<String, Long>> of(ScenarioConfig scenario, CounterSnapshot counts) {
        Map<String, Map<String, Long>> table = new LinkedHashMap<>();
        int[] workloadOfFlow = counts.flows().workloadOfFlow();
        int perKind = counts.outcomes().length / workloadOfFlow.length / AccessKind.COUNT;
        for (int flow = 0; flow < workloadOfFlow.length; flow++) {
            String workload = scenario.workloads().get(workloadOfFlow[flow]).id();
            for (int kind = 0; kind < AccessKind.COUNT; kind++) {
                int from = (flow * AccessKind.COUNT + kind) * perKind;
                long[] ofKind = Arrays.copyOfRange(counts.outcomes(), from, from + perKind);
                add(table, workload + "." + AccessKind.ofCode(kind).label(), ofKind);
            }
        }
        return table;
    }

    /** @param outcomes any number of times {@link HintOutcome#COUNT}: every hop, whatever was asked for */
    private static void add(Map<String, Map<String, Long>> table, String name, long[] outcomes) {
        for (int outcome = 0; outcome < HintOutcome.COUNT; outcome++) {
            long count = 0;
            for (int index = outcome; index < outcomes.length; index += HintOutcome.COUNT) {
                count += outcomes[index];
            }
            if (count > 0) {
                table.computeIfAbsent(name, key -> new LinkedHashMap<>())
                        .merge(HintOutcome.ofCode(outcome).label(), count, Long::sum);
            }
        }
    }
}
