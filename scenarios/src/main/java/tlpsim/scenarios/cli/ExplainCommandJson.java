package tlpsim.scenarios.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import tlpsim.scenarios.config.ExpectConfig;
import tlpsim.scenarios.report.PeerWayJson;
import tlpsim.scenarios.result.ExpectationText;
import tlpsim.scenarios.result.Figures;
import tlpsim.scenarios.wiring.PeerWay;

/** The JSON form of an explanation. */
final class ExplainCommandJson {
    private static final int SCHEMA_VERSION = 1;
    private static final int DECIMALS = 6;

    private ExplainCommandJson() {}

    static String of(ExplainCommandReport report) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("schema_version", SCHEMA_VERSION);
        root.put("kind", "explain");
        root.put("name", report.scenario().config().name());
        root.put("question", report.scenario().config().question());
        root.put("source", report.scenario().source());
        root.put("hash", report.scenario().hash());
        ObjectNode expected = root.putObject("expected");
        for (ExpectConfig expect : report.scenario().config().expect()) {
            expected.put(expect.id(), new ExpectationText(expect).statement());
        }
        values(root.putArray("values"), report);
        flows(root.putArray("flows"), report);
        paths(root.putArray("paths"), report);
        peerWays(root.putArray("peer_to_peer"), report);
        links(root.putArray("links"), report);
        peers(root.putArray("peers"), report);
        memory(root.putObject("memory"), report.footprint());
        warmUp(root.putArray("warm_up"), report);
        return root.toPrettyString() + "\n";
    }

    private static void values(ArrayNode array, ExplainCommandReport report) {
        for (ExplainCommandValue value : report.values()) {
            ObjectNode node = array.addObject();
            node.put("path", value.path());
            node.put("value", value.text());
            node.put("dimension", value.unit());
            node.put("given", value.given());
            node.put("origin", value.origin());
            node.put("status", value.status());
            node.put("source", value.source());
            node.put("unsourced", value.isUnsourced());
        }
    }

    private static void flows(ArrayNode array, ExplainCommandReport report) {
        for (ExplainCommandFlow flow : report.flows()) {
            ObjectNode node = array.addObject();
            node.put("workload", flow.workload());
            node.put("kind", flow.kind());
            node.put("queues", flow.queues());
            node.put("target", flow.target());
            node.put("hint", flow.hint());
            node.put("tag_source", flow.tagSource());
            node.put("st_mode", flow.mode());
            node.put("st_table", flow.table());
            ObjectNode sample = node.putObject("sample");
            sample.put("queue", flow.sample().queue());
            sample.put("core", flow.sample().core());
            if (flow.sample().entry() >= 0) {
                sample.put("entry", flow.sample().entry());
                sample.put("entry_exists", flow.sample().hasEntry());
            }
            if (flow.sample().tag() >= 0) {
                sample.put("tag", flow.sample().tag());
                sample.put("namespace", flow.sample().namespace());
            }
            node.put("outcome", flow.outcome());
            node.put("why", flow.why());
        }
    }

    private static void paths(ArrayNode array, ExplainCommandReport report) {
        for (ExplainCommandPath path : report.paths()) {
            ObjectNode node = array.addObject();
            node.put("workload", path.workload());
            node.put("queues", path.queues());
            path.kinds().forEach(node.putArray("kinds")::add);
            path.way().forEach(node.putArray("way")::add);
            path.links().forEach(node.putArray("links")::add);
            node.put("latency_ps", path.latencyPs());
            node.put("tph_completer", path.support());
            node.put("tag", path.tag());
        }
    }

    private static void peerWays(ArrayNode array, ExplainCommandReport report) {
        for (PeerWay way : report.peerWays()) {
            ObjectNode node = array.addObject();
            node.put("flow", way.flow());
            node.put("peer", way.peer());
            PeerWayJson.put(node, way);
        }
    }

    private static void peers(ArrayNode array, ExplainCommandReport report) {
        for (ExplainCommandPath.LookAhead peer : report.lookAheads()) {
            ObjectNode node = array.addObject();
            node.put("peer", peer.peer());
            node.put("min_forward_ps", peer.forwardPs());
            node.put("min_return_ps", peer.returnPs());
            node.put("look_ahead_ps", peer.sumPs());
        }
    }

    private static void links(ArrayNode array, ExplainCommandReport report) {
        for (ExplainCommandLink link : report.links()) {
            ObjectNode node = array.addObject();
            node.put("port", link.port());
            node.put("link", link.link().label());
            node.put("mps_bytes", link.link().mpsBytes());
            node.put("raw_gbps", link.full().rawGbps());
            node.put("tlp_gbps", link.tlpGbps());
            node.put("write_64_gbps", link.line64().writeEffectiveGbps());
            node.put("write_mps_gbps", link.full().writeEffectiveGbps());
            node.put("min_forward_ps", link.minForwardPs());
            node.put("min_return_ps", link.minReturnPs());
            node.put("look_ahead_ps", link.lookAheadPs());
        }
    }

    private static void memory(ObjectNode node, ExplainCommandFootprint footprint) {
        node.put("simulated_lines", footprint.simulatedLines());
        ArrayNode rings = node.putArray("rings");
        for (ExplainCommandFootprint.Rings own : footprint.rings()) {
            rings.addObject()
                    .put("workload", own.workload())
                    .put("posted_bytes", own.postedBytes())
                    .put("data_bytes", own.writtenBytes())
                    .put("completion_bytes", own.completionBytes())
                    .put("descriptor_bytes", own.descriptorBytes());
        }
        node.put("data_bytes", footprint.writtenBytes());
        node.put("io_way_bytes", footprint.ioWayBytes());
        node.put("llc_bytes", footprint.llcBytes());
        node.put("llc_domains", footprint.domains());
        node.put("l2_bytes", footprint.l2Bytes());
        node.put("busiest_core", footprint.busiestCore());
        node.put("busiest_core_bytes", footprint.coreBytes());
    }

    private static void warmUp(ArrayNode array, ExplainCommandReport report) {
        for (ExplainCommandTraffic traffic : report.warmUps()) {
            ObjectNode node = array.addObject();
            node.put("workload", traffic.workload());
            node.put("packets_looked_at", traffic.packets());
            if (traffic.slowest() >= 0) {
                node.put("mean_packet_bytes", Figures.decimal(traffic.meanBytes(), DECIMALS));
                node.put("active_queues", traffic.activeQueues());
                node.put("slowest_queue", traffic.slowest());
                node.put("three_turns_ps", traffic.turnPs());
            }
        }
    }
}
