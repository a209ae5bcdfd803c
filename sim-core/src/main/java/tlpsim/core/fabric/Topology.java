package tlpsim.core.fabric;

import java.util.List;
import tlpsim.core.link.LinkConfig;
import tlpsim.core.path.AcsPort;
import tlpsim.core.path.PeerToPeerPolicy;
import tlpsim.core.path.PortForm;

/**
 * The PCIe tree. Node 0 is the root complex; edges are links, each from an upper node to a switch, or to endpoints.
 *
 * @param edges         links; those below the root complex come first, in order of their root ports
 * @param nodes         node 0 is the root complex
 * @param rootComplexPs from the acceptance of a request in one root port to its readiness at another; at least 1
 * @param policy        what the root complex does with requests from one root port to another
 */
public record Topology(List<Edge> edges, List<Node> nodes, long rootComplexPs, PeerToPeerPolicy policy) {
    /** The node of the root complex. */
    public static final int ROOT_COMPLEX = 0;

    public Topology {
        edges = List.copyOf(edges);
        nodes = List.copyOf(nodes);
    }

    /**
     * A link.
     *
     * @param name      for reports
     * @param upper     node above
     * @param rootPort  index of the root port above, or -1 where a switch is above
     * @param link      generation, width, flit, limits
     * @param propagationPs each way; at least 1
     * @param up        what the upper end advertises for requests that go up
     * @param down      what the lower end advertises for requests that go down
     * @param upperPort the port at the upper end
     * @param lowerPort the port at the lower end
     * @param acs       of the port at the upper end
     */
    public record Edge(
            String name,
            int upper,
            int rootPort,
            LinkConfig link,
            long propagationPs,
            ReceiveWindow up,
            ReceiveWindow down,
            PortForm upperPort,
            PortForm lowerPort,
            AcsPort acs) {}

    /**
     * A switch or an endpoint; or the root complex.
     *
     * @param name        for reports
     * @param edge        link above; -1 for the root complex
     * @param isSwitch    routes between its links
     * @param latencyPs   of a switch, first symbol in to first symbol out
     * @param peer        index of the peer that this endpoint is, or -1
     */
    public record Node(String name, int edge, boolean isSwitch, long latencyPs, int peer) {}

    /** Root ports: edges below the root complex. */
    public int rootPorts() {
        int count = 0;
        for (Edge edge : edges) {
            if (edge.rootPort() >= 0) {
                count++;
            }
        }
        return count;
    }

    /** Switches. */
    public int switches() {
        return (int) nodes.stream().filter(Node::isSwitch).count();
    }

    /** Endpoints that are completers. */
    public int peers() {
        return (int) nodes.stream().filter(node -> node.peer() >= 0).count();
    }

    /** Number by which records and reports name a root port as an element; switches are 1 to {@code switches()}, in order of nodes. */
    public int hopOfRootPort(int rootPort) {
        return switches() + 1 + rootPort;
    }

    /** Number by which records and reports name a peer as an element. */
    public int hopOfPeer(int peer) {
        return switches() + 1 + rootPorts() + peer;
    }

    /** Number by which records and reports name a switch as an element. */
    public int hopOfSwitch(int node) {
        int hop = 0;
        for (int index = 0; index <= node; index++) {
            hop += nodes.get(index).isSwitch() ? 1 : 0;
        }
        return hop;
    }

    /** Elements and 0, for tables by hop. */
    public int hops() {
        return hopOfPeer(peers());
    }

    /** The node above, or -1 above the root complex. */
    int parent(int node) {
        return nodes.get(node).edge() < 0
                ? -1
                : edges.get(nodes.get(node).edge()).upper();
    }

    /** True if {@code node} is {@code ancestor} or below it. */
    boolean isBelow(int node, int ancestor) {
        for (int at = node; at >= 0; at = parent(at)) {
            if (at == ancestor) {
                return true;
            }
        }
        return false;
    }

    int nodeOfPeer(int peer) {
        for (int node = 0; node < nodes.size(); node++) {
            if (nodes.get(node).peer() == peer) {
                return node;
            }
        }
        throw new IllegalArgumentException("no peer " + peer);
    }

    /** By what name the Egress Control Vector of another port of the element knows the port at the upper end of an edge. */
    String nameBehind(int edge) {
        if (edges.get(edge).rootPort() >= 0) {
            return edges.get(edge).name();
        }
        return nodes.stream()
                .filter(node -> node.edge() == edge)
                .map(Node::name)
                .findFirst()
                .orElse("");
    }

    /** True if switches lie below {@code edge}. */
    boolean leadsToSwitch(int edge) {
        return nodes.stream().anyMatch(node -> node.edge() == edge && node.isSwitch());
    }

    /** The root port above a node. */
    public int rootPortOf(int node) {
        int at = node;
        while (parent(at) != ROOT_COMPLEX) {
            at = parent(at);
        }
        return edges.get(nodes.get(at).edge()).rootPort();
    }
}
