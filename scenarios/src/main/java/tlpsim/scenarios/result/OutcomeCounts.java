package tlpsim.scenarios.result;

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
        int queue = 0;
        for (var workload : scenario.workloads()) {
            int end = queue + workload.queues().count();
            for (; queue < end; queue++) {
                for (int kind = 0; kind < AccessKind.COUNT; kind++) {
                    add(table, workload.id() + "." + AccessKind.ofCode(kind).label(), counts.outcomes(), queue, kind);
                }
            }
        }
        return table;
    }

    private static void add(Map<String, Map<String, Long>> table, String flow, long[] outcomes, int queue, int kind) {
        for (int outcome = 0; outcome < HintOutcome.COUNT; outcome++) {
            long count = outcomes[(queue * AccessKind.COUNT + kind) * HintOutcome.COUNT + outcome];
            if (count > 0) {
                table.computeIfAbsent(flow, key -> new LinkedHashMap<>())
                        .merge(HintOutcome.ofCode(outcome).label(), count, Long::sum);
            }
        }
    }
}
