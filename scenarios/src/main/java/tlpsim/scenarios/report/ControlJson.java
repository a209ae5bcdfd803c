package tlpsim.scenarios.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import tlpsim.core.rule.AccessCount;
import tlpsim.core.rule.AppliedRule;
import tlpsim.scenarios.wiring.ControlOutcome;
import tlpsim.scenarios.wiring.ControlRecord;
import tlpsim.scenarios.wiring.FlowGrant;

/** What the control plane said, as JSON. */
final class ControlJson {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ControlJson() {}

    static ArrayNode granted(ControlRecord control) {
        ArrayNode rows = NODES.arrayNode();
        for (FlowGrant grant : control.grants()) {
            ObjectNode node = rows.addObject();
            node.put("flow", grant.flow());
            node.put("queues", grant.queues());
            node.put("target", grant.target());
            node.put("asked", grant.verdict().asked());
            node.put("granted", grant.verdict().granted());
            node.put("as_asked", grant.verdict().asAsked());
            node.put("rule", grant.verdict().rule());
            node.put("errno", grant.verdict().errno());
            node.put("why", grant.verdict().why());
            grant.way().ifPresent(way -> PeerWayJson.put(node.putObject("peer_way"), way));
        }
        return rows;
    }

    static ArrayNode calls(ControlRecord control) {
        ArrayNode rows = NODES.arrayNode();
        for (ControlOutcome outcome : control.outcomes()) {
            ObjectNode node = rows.addObject();
            node.put("device", outcome.device());
            node.put("cause", outcome.cause());
            node.put("call", outcome.report().operation());
            node.put("errno", outcome.report().errno().returned());
            node.put("start_ps", outcome.startPs());
            node.put("end_ps", outcome.endPs());
            node.put("without_tph_ps", outcome.withoutTphPs());
            AccessCount accesses = outcome.report().accesses();
            node.put("config_reads", accesses.configReads());
            node.put("config_writes", accesses.configWrites());
            node.put("mmio_reads", accesses.mmioReads());
            node.put("mmio_writes", accesses.mmioWrites());
            ArrayNode rules = node.putArray("rules");
            for (AppliedRule applied : outcome.report().rules()) {
                ObjectNode rule = rules.addObject();
                rule.put("rule", applied.rule().id());
                rule.put("effect", applied.effect().name().toLowerCase(java.util.Locale.ROOT));
                rule.put("detail", applied.detail());
            }
        }
        return rows;
    }
}
