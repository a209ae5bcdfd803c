package tlpsim.scenarios.report;

import com.fasterxml.jackson.databind.node.ObjectNode;
import tlpsim.scenarios.wiring.PeerWay;

/** How a flow gets to a peer, as JSON. */
public final class PeerWayJson {
    private PeerWayJson() {}

    public static void put(ObjectNode node, PeerWay way) {
        node.put(
                "p2pdma", way.mapping().map(mapping -> mapping.verdict().text()).orElse("unchecked"));
        way.mapping().ifPresent(mapping -> {
            node.put("distance", mapping.distance());
            mapping.redirecting().forEach(node.putArray("acs_redirect")::add);
        });
        way.way().forEach(node.putArray("way")::add);
        way.turn().ifPresent(turn -> node.put("turn", turn));
        if (!way.way().isEmpty()) {
            node.put("asked", way.asked());
            node.put("outcome", way.left().label());
            node.put("element", way.element());
        }
    }
}
