package tlpsim.core.fabric;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tlpsim.core.config.PciConfigLayout;
import tlpsim.core.link.Generation;
import tlpsim.core.link.LinkConfig;
import tlpsim.core.path.AcsPort;
import tlpsim.core.path.PeerToPeerPolicy;
import tlpsim.core.path.PortForm;
import tlpsim.core.path.PrefixSupport;

/** Trees for tests: by hand, or drawn. */
final class TopologyDraw {
    static final PortForm PORT = new PortForm(false, new PrefixSupport(true, true, 4), false);
    static final long ROOT_COMPLEX_PS = 50_000;

    final List<Topology.Edge> edges = new ArrayList<>();
    final List<Topology.Node> nodes = new ArrayList<>();
    private static final AcsPort FORWARDING = new AcsPort(PciConfigLayout.PCI_ACS_UF, List.of());
    private static final AcsPort REDIRECTING =
            new AcsPort(PciConfigLayout.PCI_ACS_UF | PciConfigLayout.PCI_ACS_RR, List.of());
    private final List<Integer> redirecting = new ArrayList<>();

    TopologyDraw() {
        nodes.add(new Topology.Node("rc", -1, false, 0, -1));
    }

    static LinkConfig link(Generation generation, int lanes) {
        return LinkConfig.of(generation, lanes);
    }

    /** Root ports first. @return the edge */
    int edge(int upper, LinkConfig link, long propagationPs, ReceiveWindow up, ReceiveWindow down) {
        int rootPort = upper == 0 ? edges.size() : -1;
        edges.add(new Topology.Edge(
                (upper == 0 ? "rp" : "port") + edges.size(),
                upper,
                rootPort,
                link,
                propagationPs,
                up,
                down,
                PORT,
                PORT,
                FORWARDING));
        return edges.size() - 1;
    }

    int element(int edge, long latencyPs, boolean redirect) {
        if (redirect) {
            redirecting.add(nodes.size());
        }
        nodes.add(new Topology.Node("sw" + nodes.size(), edge, true, latencyPs, -1));
        return nodes.size() - 1;
    }

    int endpoint(int edge, int peer) {
        nodes.add(new Topology.Node((peer < 0 ? "dev" : "gpu") + nodes.size(), edge, false, 0, peer));
        return nodes.size() - 1;
    }

    Topology build() {
        return build(PeerToPeerPolicy.FORWARD);
    }

    Topology build(PeerToPeerPolicy policy) {
        List<Topology.Edge> withAcs = edges.stream()
                .map(edge -> redirecting.contains(edge.upper()) ? withAcs(edge, REDIRECTING) : edge)
                .toList();
        return new Topology(withAcs, nodes, ROOT_COMPLEX_PS, policy);
    }

    static Topology.Edge withAcs(Topology.Edge edge, AcsPort acs) {
        return new Topology.Edge(
                edge.name(),
                edge.upper(),
                edge.rootPort(),
                edge.link(),
                edge.propagationPs(),
                edge.up(),
                edge.down(),
                edge.upperPort(),
                edge.lowerPort(),
                acs);
    }

    /** Two root ports, up to three switches, peers and requesters anywhere below. */
    static TopologyDraw drawn(Random random, List<Integer> requesters) {
        TopologyDraw draw = new TopologyDraw();
        Generation[] generations = {Generation.GEN3, Generation.GEN4, Generation.GEN5};
        int[] upper = {0, 0, 0, 0, 0};
        for (int port = 0; port < 2; port++) {
            draw.edge(0, link(generations[random.nextInt(3)], 8), window(random), random);
        }
        int first = draw.element(0, 1 + random.nextInt(100_000), random.nextInt(4) == 0);
        List<Integer> places = new ArrayList<>(List.of(first));
        boolean secondHasSwitch = random.nextBoolean();
        if (secondHasSwitch) {
            places.add(draw.element(1, 1 + random.nextInt(100_000), random.nextInt(4) == 0));
        } else if (random.nextBoolean()) {
            draw.endpoint(1, 0);
        } else {
            requesters.add(draw.endpoint(1, -1));
        }
        if (random.nextBoolean()) {
            int edge = draw.edge(first, link(generations[random.nextInt(3)], 8), window(random), random);
            places.add(draw.element(edge, 1 + random.nextInt(100_000), random.nextInt(4) == 0));
        }
        int peer = (int) draw.nodes.stream().filter(node -> node.peer() >= 0).count();
        int endpoints = 3 + random.nextInt(4);
        for (int endpoint = 0; endpoint < endpoints; endpoint++) {
            int place = places.get(random.nextInt(places.size()));
            int edge = draw.edge(
                    place, link(generations[random.nextInt(3)], 4 << random.nextInt(3)), window(random), random);
            boolean isPeer = endpoint == 0 || endpoint > 1 && random.nextBoolean();
            int node = draw.endpoint(edge, isPeer ? peer++ : -1);
            if (!isPeer || random.nextInt(3) == 0) {
                requesters.add(node);
            }
        }
        return draw;
    }

    private int edge(int upper, LinkConfig link, ReceiveWindow up, Random random) {
        return edge(upper, link, 1 + random.nextInt(60_000), up, window(random));
    }

    private static ReceiveWindow window(Random random) {
        int headers = random.nextInt(4) == 0 ? 1 : 1 + random.nextInt(40);
        int units = 16 + random.nextInt(200);
        return new ReceiveWindow(headers, units, NetworkRig.CREDIT_RETURN_PS + random.nextInt(100_000));
    }
}
