package tlpsim.scenarios.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import tlpsim.core.pipeline.HintOutcome;
import tlpsim.scenarios.result.CounterSnapshot;
import tlpsim.scenarios.result.Figures;
import tlpsim.scenarios.result.FlowFigures;
import tlpsim.scenarios.result.PathCounts;
import tlpsim.scenarios.result.ScenarioResult;
import tlpsim.scenarios.wiring.Column;
import tlpsim.scenarios.wiring.FabricPlan;

/** The figures of flows as JSON: the column as configured and, beside it, that without hints. */
final class FlowJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final int DECIMALS = 3;

    private FlowJson() {}

    static ArrayNode delays(FlowFigures flows) {
        ArrayNode rows = NODES.arrayNode();
        for (FlowFigures.Delays delays : flows.delays()) {
            ObjectNode node = rows.addObject();
            node.put("flow", delays.flow());
            put(node, "visible_p50_ns", delays.visibleP50Ns());
            put(node, "end_p50_ns", delays.endP50Ns());
            put(node, "end_p99_ns", delays.endP99Ns());
            put(node, "hints_off_end_p99_ns", delays.offEndP99Ns());
        }
        return rows;
    }

    static ArrayNode of(FlowFigures flows) {
        ArrayNode rows = NODES.arrayNode();
        for (FlowFigures.Row row : flows.rows()) {
            ObjectNode node = rows.addObject();
            node.put("flow", row.flow());
            node.put("kind", row.kind().label());
            ArrayNode way = node.putArray("way");
            row.way().forEach(way::add);
            ArrayNode paths = node.putArray("paths");
            for (FlowFigures.Path path : row.paths()) {
                ObjectNode entry = paths.addObject();
                entry.put("asked", path.asked());
                entry.put("outcome", path.outcome());
                entry.put("element", path.element());
                entry.put("tlps", path.tlps());
            }
            node.set("as_configured", figures(row.configured()));
            node.set("hints_off", figures(row.off()));
        }
        return rows;
    }

    private static ObjectNode figures(FlowFigures.Figures figures) {
        ObjectNode node = NODES.objectNode();
        put(node, "tlps_per_replicate", figures.tlps());
        put(node, "written_to_cache_percent", figures.cachedPercent());
        put(node, "read_from_cache_percent", figures.readHitPercent());
        put(node, "memory_bytes_per_tlp", figures.memoryBytes());
        put(node, "visible_ns", figures.visibleNs());
        return node;
    }

    private static void put(ObjectNode node, String name, double value) {
        if (!Double.isNaN(value)) {
            node.put(name, Figures.decimal(value, DECIMALS));
        }
    }

    /** What each element of the tree decided in the first replicate as configured: its name, then outcome to TLPs; elements that decided nothing are left out. */
    static ObjectNode elements(ScenarioResult result) {
        ObjectNode node = NODES.objectNode();
        List<String> names = new FabricPlan(result.scenario(), Column.CONFIGURED).elementNames();
        CounterSnapshot counts = result.columns().get(Column.CONFIGURED).get(0).counts();
        PathCounts paths = new PathCounts(counts.outcomes(), names.size());
        for (int element = 1; element < names.size(); element++) {
            long[] sums = paths.byOutcome(element, counts.flows().workloadOfFlow().length);
            ObjectNode outcomes = NODES.objectNode();
            for (int outcome = 0; outcome < sums.length; outcome++) {
                if (sums[outcome] > 0) {
                    outcomes.put(HintOutcome.ofCode(outcome).label(), sums[outcome]);
                }
            }
            if (!outcomes.isEmpty()) {
                node.set(names.get(element), outcomes);
            }
        }
        return node;
    }
}
