package tlpsim.core.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import tlpsim.core.config.PciConfigLayout;
import tlpsim.core.link.Generation;
import tlpsim.core.path.AcsPort;
import tlpsim.core.path.PeerToPeerPolicy;

/** A device and a peer below one switch: ways by ACS and address type. */
class RouteTableTest {
    private static final ReceiveWindow WINDOW = new ReceiveWindow(32, 128, 20_000);
    private static final int DEVICE = 2;
    private static final int PEER = 3;
    private static final int TO_PEER = 1;

    private static RouteTable table(int control) {
        TopologyDraw draw = new TopologyDraw();
        for (int link = 0; link < 3; link++) {
            draw.edge(link == 0 ? 0 : 1, TopologyDraw.link(Generation.GEN5, 16), 1_000, WINDOW, WINDOW);
        }
        draw.element(0, 100_000, false);
        draw.endpoint(1, -1);
        draw.endpoint(2, 0);
        AcsPort acs = new AcsPort(control, List.of());
        List<Topology.Edge> edges = new ArrayList<>();
        for (Topology.Edge edge : draw.edges) {
            edges.add(edge.rootPort() >= 0 ? edge : TopologyDraw.withAcs(edge, acs));
        }
        boolean[][] used = new boolean[4][4];
        used[DEVICE][TO_PEER] = true;
        return new RouteTable(
                new Topology(edges, draw.nodes, TopologyDraw.ROOT_COMPLEX_PS, PeerToPeerPolicy.FORWARD), used);
    }

    private static List<String> way(RouteTable table, boolean translated) {
        return table.path(DEVICE, table.way(TO_PEER, translated));
    }

    @Test
    void redirectSendsRequestsThroughTheRootPortAndDirectTranslatedDoesNot() {
        assertThat(way(table(0), false)).containsExactly("dev2", "sw1", "gpu3");

        RouteTable table = table(PciConfigLayout.PCI_ACS_RR | PciConfigLayout.PCI_ACS_DT);
        assertThat(way(table, false)).containsExactly("dev2", "sw1", "rp0", "rp0", "sw1", "gpu3");
        assertThat(way(table, true)).containsExactly("dev2", "sw1", "gpu3");
        assertThat(table.isMixed(0)).isTrue();
        assertThat(table(0).isMixed(0)).isFalse();
    }

    @Test
    void aWayThatIsRefusedEndsAtTheElement() {
        RouteTable table = table(PciConfigLayout.PCI_ACS_TB);
        assertThat(way(table, true)).containsExactly("dev2", "sw1");
        assertThat(table.path(DEVICE, table.way(0, true))).containsExactly("dev2", "sw1");
        assertThat(table.path(DEVICE, table.way(0, false))).containsExactly("dev2", "sw1", "rp0", "host");
        assertThat(table.crossings(DEVICE, table.way(TO_PEER, true))).hasSize(1);
    }

    /** Directed links: 0 to 2 down by edge, 3 up from the switch; then the upward clock of a peer's own completions by edge. */
    @Test
    void completionRedirectSendsCompletionsOfAPeerThroughTheRootComplex() {
        assertThat(table(0).completionRoute(PEER, DEVICE)).containsExactly(4 + 2, 1);
        assertThat(table(PciConfigLayout.PCI_ACS_CR).completionRoute(PEER, DEVICE))
                .containsExactly(4 + 2, 3, 0, 1);
        assertThat(table(PciConfigLayout.PCI_ACS_CR).completionRoute(Topology.ROOT_COMPLEX, DEVICE))
                .containsExactly(0, 1);
    }
}
