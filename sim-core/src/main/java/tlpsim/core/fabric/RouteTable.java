package tlpsim.core.fabric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tlpsim.core.path.Crossing;

/**
 * Every route of a topology, by address: what a receiving port does with a request for a destination, and the way of completions back.
 *
 * <p>Each link has two directions. Requests that go up an edge with endpoints below start at an {@link UpstreamPort}; all other directions are
 * {@link DirectedLink}s: first the downward ones by edge, then the upward ones of edges below which a switch lies. Each receiving port that routes is an
 * ingress: by edge, first the upper ends, then the lower ends. Destination 0 is the host, {@code p + 1} is peer {@code p}.
 */
public final class RouteTable {
    /** The request leaves the fabric at the host. */
    static final int TO_HOST = -1;
    /** The receiving port routes nothing to there. */
    static final int NOWHERE = -2;

    private final Topology topology;
    private final int edges;
    private final int destinations;
    private final int[] upLink;
    private final int links;
    private final boolean[] mixed;
    private final int[] egress;
    private final int[] receiver;
    private final Crossing[] crossings;

    /**
     * @param used by endpoint node and destination: some queue sends there
     */
    public RouteTable(Topology topology, boolean[][] used) {
        this.topology = topology;
        this.edges = topology.edges().size();
        this.destinations = topology.peers() + 1;
        upLink = new int[edges];
        int next = edges;
        for (int edge = 0; edge < edges; edge++) {
            upLink[edge] = topology.leadsToSwitch(edge) ? next++ : NOWHERE;
        }
        links = next;
        egress = new int[2 * edges * destinations];
        receiver = new int[2 * edges * destinations];
        crossings = new Crossing[2 * edges * destinations];
        Arrays.fill(egress, NOWHERE);
        for (int ingress = 0; ingress < 2 * edges; ingress++) {
            for (int destination = 0; destination < destinations; destination++) {
                route(ingress, destination);
            }
        }
        mixed = new boolean[topology.rootPorts()];
        for (int node = 0; node < used.length; node++) {
            for (int destination = 1; destination < destinations; destination++) {
                if (used[node][destination]) {
                    markMixed(node, destination);
                }
            }
        }
    }

    private void route(int ingress, int destination) {
        boolean upperEnd = ingress < edges;
        int edge = upperEnd ? ingress : ingress - edges;
        int node = upperEnd ? topology.edges().get(edge).upper() : switchBelow(edge);
        if (node < 0) {
            return;
        }
        int at = ingress * destinations + destination;
        int out = nextEdge(node, edge, upperEnd, destination);
        boolean down = out >= 0 && topology.edges().get(out).upper() == node;
        receiver[at] = destination == 0
                ? topology.edges().get(rootEdge(edge)).rootPort()
                : topology.rootPorts() + destination - 1;
        if (out < 0) {
            egress[at] = TO_HOST;
            return;
        }
        egress[at] = down ? out : upLink[out];
        Topology.Edge in = topology.edges().get(edge);
        Topology.Edge of = topology.edges().get(out);
        var ingressForm = upperEnd ? in.upperPort() : in.lowerPort();
        var egressForm = down ? of.upperPort() : of.lowerPort();
        crossings[at] = node == Topology.ROOT_COMPLEX
                ? Crossing.ofRootComplex(
                        ingressForm,
                        egressForm,
                        topology.policy(),
                        topology.hopOfRootPort(in.rootPort()),
                        topology.hopOfRootPort(of.rootPort()))
                : Crossing.ofSwitch(ingressForm, egressForm, topology.hopOfSwitch(node));
    }

    /** The edge that leads on from a node, or -1 to the host. */
    private int nextEdge(int node, int from, boolean cameUp, int destination) {
        Topology.Node element = topology.nodes().get(node);
        if (destination == 0) {
            return node == Topology.ROOT_COMPLEX ? -1 : element.edge();
        }
        int target = topology.nodeOfPeer(destination - 1);
        boolean redirected = cameUp && element.acsRedirect() && node != Topology.ROOT_COMPLEX;
        if (topology.isBelow(target, node) && !redirected) {
            int at = target;
            while (topology.parent(at) != node) {
                at = topology.parent(at);
            }
            return topology.nodes().get(at).edge();
        }
        return element.edge();
    }

    /** What a request or a completion takes to pass an element. */
    long latencyPs(int node) {
        return node == Topology.ROOT_COMPLEX
                ? topology.rootComplexPs()
                : topology.nodes().get(node).latencyPs();
    }

    /** The switch at the lower end of an edge, or -1. */
    int switchBelow(int edge) {
        for (int node = 0; node < topology.nodes().size(); node++) {
            if (topology.nodes().get(node).edge() == edge
                    && topology.nodes().get(node).isSwitch()) {
                return node;
            }
        }
        return -1;
    }

    private int rootEdge(int edge) {
        int at = edge;
        while (topology.edges().get(at).upper() != Topology.ROOT_COMPLEX) {
            at = topology.nodes().get(topology.edges().get(at).upper()).edge();
        }
        return at;
    }

    private void markMixed(int node, int destination) {
        int ingress = topology.nodes().get(node).edge();
        while (ingress >= 0) {
            Topology.Edge edge = topology.edges().get(ingress % edges);
            if (ingress < edges && edge.rootPort() >= 0) {
                mixed[edge.rootPort()] = true;
            }
            ingress = ingressBehind(egress[ingress * destinations + destination]);
        }
    }

    /** The names of the elements and links on the way from an endpoint to a destination. */
    public List<String> path(int node, int destination) {
        List<String> names = new ArrayList<>();
        names.add(topology.nodes().get(node).name());
        int ingress = topology.nodes().get(node).edge();
        while (ingress >= 0) {
            boolean upperEnd = ingress < edges;
            Topology.Edge edge = topology.edges().get(ingress % edges);
            int at = upperEnd ? edge.upper() : switchBelow(ingress - edges);
            names.add(
                    at == Topology.ROOT_COMPLEX
                            ? edge.name()
                            : topology.nodes().get(at).name());
            int out = egress[ingress * destinations + destination];
            if (out >= 0 && at == Topology.ROOT_COMPLEX) {
                names.add(topology.edges().get(out).name());
            }
            ingress = ingressBehind(out);
        }
        names.add(
                destination == 0
                        ? "host"
                        : topology.nodes()
                                .get(topology.nodeOfPeer(destination - 1))
                                .name());
        return names;
    }

    /** The receiving port that a directed link leads to, also where nothing but the host is behind it; {@link #NOWHERE} where it ends at a peer. */
    int ingressBehind(int link) {
        if (link < 0) {
            return NOWHERE;
        }
        if (link < edges) {
            return switchBelow(link) >= 0 ? edges + link : NOWHERE;
        }
        for (int edge = 0; edge < edges; edge++) {
            if (upLink[edge] == link) {
                return edge;
            }
        }
        throw new IllegalArgumentException("no link " + link);
    }

    /** True if requests that go up {@code edge} arrive at the host's port with nothing in between. */
    public boolean isTerminal(int edge) {
        int rootPort = topology.edges().get(edge).rootPort();
        return rootPort >= 0 && !mixed[rootPort];
    }

    /** Directed links on the way of a completion from a node to an endpoint. */
    int[] completionRoute(int from, int to) {
        List<Integer> route = new ArrayList<>();
        int at = from;
        while (!topology.isBelow(to, at)) {
            route.add(upLinkOf(at));
            at = topology.parent(at);
        }
        int insert = route.size();
        for (int down = to; down != at; down = topology.parent(down)) {
            route.add(insert, topology.nodes().get(down).edge());
        }
        return route.stream().mapToInt(Integer::intValue).toArray();
    }

    /** A peer's own completions go up a link on which its requests start too; it has a clock of its own there. */
    private int upLinkOf(int node) {
        int edge = topology.nodes().get(node).edge();
        return upLink[edge] >= 0 ? upLink[edge] : links + edge;
    }

    Topology topology() {
        return topology;
    }

    int ingresses() {
        return 2 * edges;
    }

    int destinations() {
        return destinations;
    }

    /** Directed links on which requests are forwarded. */
    int links() {
        return links;
    }

    /** True where the root port also routes between ports. */
    public boolean isMixed(int rootPort) {
        return mixed[rootPort];
    }

    /** Directed link behind an ingress for a destination, {@link #TO_HOST} or {@link #NOWHERE}. */
    int egress(int ingress, int destination) {
        return egress[ingress * destinations + destination];
    }

    /** The receiving port at the end of the way. */
    int receiver(int ingress, int destination) {
        return receiver[ingress * destinations + destination];
    }

    /** The crossing of the element, or null at the host's port. */
    Crossing crossing(int ingress, int destination) {
        return crossings[ingress * destinations + destination];
    }

    /** The edge that a directed link belongs to. */
    int edgeOf(int link) {
        if (link < edges) {
            return link;
        }
        for (int edge = 0; edge < edges; edge++) {
            if (upLink[edge] == link) {
                return edge;
            }
        }
        throw new IllegalArgumentException("no link " + link);
    }

    /** By directed link: its edge. */
    public List<Topology.Edge> linkEdges() {
        List<Topology.Edge> found = new ArrayList<>();
        for (int link = 0; link < links; link++) {
            found.add(topology.edges().get(edgeOf(link)));
        }
        return found;
    }

    /** True for the upward direction of its edge. */
    public boolean isUp(int link) {
        return link >= edges;
    }
}
