package tlpsim.core.fabric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tlpsim.core.path.AcsPort;
import tlpsim.core.path.Crossing;
import tlpsim.core.path.PortForm;
import tlpsim.core.pipeline.HintOutcome;

/**
 * Every route of a topology, by address: what a receiving port does with a request for a destination, and the way of completions back.
 *
 * <p>Each link has two directions. Requests that go up an edge with endpoints below start at an {@link UpstreamPort}; all other directions are
 * {@link DirectedLink}s: first the downward ones by edge, then the upward ones of edges below which a switch lies. Each receiving port that routes is an
 * ingress: by edge, first the upper ends, then the lower ends. Destination 0 is the host, {@code p + 1} is peer {@code p}. ACS tells requests with a
 * translated address from others, so that a destination has two {@linkplain #way ways}.
 */
public final class RouteTable {
    /** The request leaves the fabric at the host. */
    static final int TO_HOST = -1;
    /** The receiving port routes nothing to there, or refuses what comes. */
    static final int NOWHERE = -2;

    private final Topology topology;
    private final int edges;
    private final int destinations;
    private final int ways;
    private final int[] upLink;
    private final int links;
    private final boolean[] mixed;
    private final int[] egress;
    private final int[] receiver;
    private final Crossing[] crossings;

    /**
     * @param used by endpoint node and way: some queue sends there
     */
    public RouteTable(Topology topology, boolean[][] used) {
        this.topology = topology;
        this.edges = topology.edges().size();
        this.destinations = topology.peers() + 1;
        this.ways = 2 * destinations;
        upLink = new int[edges];
        int next = edges;
        for (int edge = 0; edge < edges; edge++) {
            upLink[edge] = topology.leadsToSwitch(edge) ? next++ : NOWHERE;
        }
        links = next;
        egress = new int[2 * edges * ways];
        receiver = new int[2 * edges * ways];
        crossings = new Crossing[2 * edges * ways];
        Arrays.fill(egress, NOWHERE);
        for (int ingress = 0; ingress < 2 * edges; ingress++) {
            for (int way = 0; way < ways; way++) {
                route(ingress, way);
            }
        }
        mixed = new boolean[topology.rootPorts()];
        for (int node = 0; node < used.length; node++) {
            for (int way = 0; way < used[node].length; way++) {
                if (used[node][way]) {
                    markMixed(node, way);
                }
            }
        }
    }

    /**
     * Number of a way.
     *
     * @param translated the AT field of the request is 10b
     */
    public int way(int destination, boolean translated) {
        return translated ? destinations + destination : destination;
    }

    private void route(int ingress, int way) {
        boolean upperEnd = ingress < edges;
        int edge = upperEnd ? ingress : ingress - edges;
        int node = upperEnd ? topology.edges().get(edge).upper() : switchBelow(edge);
        if (node < 0) {
            return;
        }
        int destination = way % destinations;
        int at = ingress * ways + way;
        receiver[at] = destination == 0
                ? topology.edges().get(rootEdge(edge)).rootPort()
                : topology.rootPorts() + destination - 1;
        int below = edgeBelow(node, destination);
        AcsPort.Route route = upperEnd ? acs(edge, below, way >= destinations) : AcsPort.Route.DIRECT;
        Topology.Edge in = topology.edges().get(edge);
        PortForm ingressForm = upperEnd ? in.upperPort() : in.lowerPort();
        boolean root = node == Topology.ROOT_COMPLEX;
        if (route == AcsPort.Route.VIOLATION || route == AcsPort.Route.UNSUPPORTED) {
            boolean violation = route == AcsPort.Route.VIOLATION;
            crossings[at] = Crossing.refusing(
                    ingressForm,
                    root,
                    violation ? HintOutcome.ACS_VIOLATION : HintOutcome.UNSUPPORTED_REQUEST,
                    root ? topology.hopOfRootPort(in.rootPort()) : topology.hopOfSwitch(node));
            return;
        }
        boolean down = below >= 0 && (root || route == AcsPort.Route.DIRECT);
        int out = down ? below : topology.nodes().get(node).edge();
        if (out < 0) {
            egress[at] = TO_HOST;
            return;
        }
        egress[at] = down ? out : upLink[out];
        Topology.Edge of = topology.edges().get(out);
        PortForm egressForm = down ? of.upperPort() : of.lowerPort();
        crossings[at] = root
                ? Crossing.ofRootComplex(
                        ingressForm,
                        egressForm,
                        topology.policy(),
                        topology.hopOfRootPort(in.rootPort()),
                        topology.hopOfRootPort(of.rootPort()))
                : Crossing.ofSwitch(ingressForm, egressForm, topology.hopOfSwitch(node));
    }

    /** What the port at the upper end of an edge says to a request that comes up the edge; {@code below} is where it would turn. */
    private AcsPort.Route acs(int edge, int below, boolean translated) {
        AcsPort port = topology.edges().get(edge).acs();
        if (below < 0) {
            return port.upwards(translated);
        }
        return below == edge ? port.back(translated) : port.across(translated, topology.nameBehind(below));
    }

    /** The edge below a node that leads to a destination, or -1 where none does. */
    private int edgeBelow(int node, int destination) {
        int target = destination == 0 ? Topology.ROOT_COMPLEX : topology.nodeOfPeer(destination - 1);
        if (target == node || !topology.isBelow(target, node)) {
            return -1;
        }
        int at = target;
        while (topology.parent(at) != node) {
            at = topology.parent(at);
        }
        return topology.nodes().get(at).edge();
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

    /** A root port that passes requests on, or refuses them, does so in the network. */
    private void markMixed(int node, int way) {
        int ingress = topology.nodes().get(node).edge();
        while (ingress >= 0) {
            Topology.Edge edge = topology.edges().get(ingress % edges);
            if (ingress < edges && edge.rootPort() >= 0 && crossing(ingress, way) != null) {
                mixed[edge.rootPort()] = true;
            }
            ingress = ingressBehind(egress(ingress, way));
        }
    }

    /** The names of the elements and links on a way from an endpoint; where a port refuses all requests, its element is the last. */
    public List<String> path(int node, int way) {
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
            int out = egress(ingress, way);
            if (out == NOWHERE) {
                return names;
            }
            if (out >= 0 && at == Topology.ROOT_COMPLEX) {
                names.add(topology.edges().get(out).name());
            }
            ingress = ingressBehind(out);
        }
        int destination = way % destinations;
        names.add(
                destination == 0
                        ? "host"
                        : topology.nodes()
                                .get(topology.nodeOfPeer(destination - 1))
                                .name());
        return names;
    }

    /** The crossings on a way from an endpoint, in order; the host's port has none. */
    public List<Crossing> crossings(int node, int way) {
        List<Crossing> found = new ArrayList<>();
        int ingress = topology.nodes().get(node).edge();
        while (ingress >= 0) {
            Crossing crossing = crossing(ingress, way);
            if (crossing != null) {
                found.add(crossing);
            }
            ingress = ingressBehind(egress(ingress, way));
        }
        return found;
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

    /**
     * Directed links on the way of a completion from a node to an endpoint. A port with P2P Completion Redirect sends it up, and further up it never turns
     * into the port from which it came.
     */
    int[] completionRoute(int from, int to) {
        List<Integer> route = new ArrayList<>();
        int at = from;
        boolean redirected = false;
        while (at != Topology.ROOT_COMPLEX && (redirected || !topology.isBelow(to, at))) {
            int edge = topology.nodes().get(at).edge();
            route.add(upLinkOf(at));
            redirected = topology.edges().get(edge).acs().redirectsCompletions() || topology.isBelow(to, at);
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

    /** Directed links on which requests are forwarded. */
    int links() {
        return links;
    }

    /** True where the root port also routes between ports, or refuses requests. */
    public boolean isMixed(int rootPort) {
        return mixed[rootPort];
    }

    /** True where any root port also routes or refuses. */
    public boolean anyMixed() {
        for (boolean of : mixed) {
            if (of) {
                return true;
            }
        }
        return false;
    }

    /** Directed link behind an ingress on a way, {@link #TO_HOST} or {@link #NOWHERE}. */
    int egress(int ingress, int way) {
        return egress[ingress * ways + way];
    }

    /** The receiving port at the end of the way. */
    int receiver(int ingress, int way) {
        return receiver[ingress * ways + way];
    }

    /** The crossing of the element, or null at the host's port. */
    Crossing crossing(int ingress, int way) {
        return crossings[ingress * ways + way];
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
