package tlpsim.core.fabric;

import java.util.List;

/**
 * The links and elements of a simulation, as the Source process runs them. Without switches and without requests between devices, requests arrive where the
 * link on which they started ends, and there is no network in between.
 */
public final class Fabric {
    final UpstreamPort[] ports;
    /** Directed links; those of the network first. */
    final DirectedLink[] links;
    /** By node and device: directed links on the way of a completion. */
    final int[][][] completionRoutes;
    /** By completer of {@link tlpsim.core.pipeline.FeedbackLayout}: host, then peers. */
    final int[] nodeOfCompleter;
    /** By port: the edge where its requests come in, or -1 where they arrive at the host without one. */
    final int[] edgeOfPort;
    /** By receiving port: the port that its credits go to, or null. */
    final UpstreamPort[] portOfReceiver;
    /** By receiving port: the directed link that its credits go to, or -1. */
    final int[] linkOfReceiver;
    /** By directed link: what the element at its start takes for something that comes from another link. */
    final long[] elementPs;

    private final RouteTable routes;

    private Fabric(UpstreamPort[] ports, DirectedLink[] links, int[][][] completionRoutes) {
        this.ports = ports;
        this.links = links;
        this.completionRoutes = completionRoutes;
        this.nodeOfCompleter = new int[] {Topology.ROOT_COMPLEX};
        this.edgeOfPort = new int[ports.length];
        java.util.Arrays.fill(edgeOfPort, -1);
        this.portOfReceiver = ports;
        this.linkOfReceiver = new int[ports.length];
        this.elementPs = new long[links.length];
        this.routes = null;
    }

    /** Root ports with devices right below them, which send to the host only. */
    public static Fabric direct(UpstreamPort[] ports, int[] portOfDevice) {
        DirectedLink[] links = new DirectedLink[ports.length];
        for (int port = 0; port < ports.length; port++) {
            PortConfig config = ports[port].config();
            links[port] = new DirectedLink(
                    config.link(), config.propagationPs(), new ReceiveWindow(0, 0, 1), ports[port].counters());
        }
        int[][] ofHost = new int[portOfDevice.length][];
        for (int device = 0; device < ofHost.length; device++) {
            ofHost[device] = new int[] {portOfDevice[device]};
        }
        return new Fabric(ports, links, new int[][][] {ofHost});
    }

    /**
     * @param ports        links on which requests start
     * @param edgeOfPort   the edge that each of them is the upward direction of
     * @param nodeOfDevice the endpoint that each device is
     */
    public Fabric(RouteTable routes, UpstreamPort[] ports, int[] edgeOfPort, int[] nodeOfDevice) {
        this.routes = routes;
        this.ports = ports;
        Topology topology = routes.topology();
        List<Topology.Edge> edges = topology.edges();
        this.edgeOfPort = new int[ports.length];
        UpstreamPort[] portOfEdge = new UpstreamPort[edges.size()];
        for (int port = 0; port < ports.length; port++) {
            int edge = edgeOfPort[port];
            this.edgeOfPort[port] = routes.isTerminal(edge) ? -1 : edge;
            portOfEdge[edge] = ports[port];
        }
        links = links(routes, portOfEdge);
        int receivers = topology.rootPorts() + topology.peers();
        portOfReceiver = new UpstreamPort[receivers];
        linkOfReceiver = new int[receivers];
        java.util.Arrays.fill(linkOfReceiver, -1);
        for (int edge = 0; edge < topology.rootPorts(); edge++) {
            if (routes.isTerminal(edge) && portOfEdge[edge] != null) {
                portOfReceiver[edge] = portOfEdge[edge];
            }
        }
        for (int link = edges.size(); link < routes.links(); link++) {
            int rootPort = edges.get(routes.edgeOf(link)).rootPort();
            if (rootPort >= 0 && routes.isTerminal(routes.edgeOf(link))) {
                linkOfReceiver[rootPort] = link;
            }
        }
        nodeOfCompleter = new int[topology.peers() + 1];
        for (int peer = 0; peer < topology.peers(); peer++) {
            int node = topology.nodeOfPeer(peer);
            nodeOfCompleter[peer + 1] = node;
            linkOfReceiver[topology.rootPorts() + peer] =
                    topology.nodes().get(node).edge();
        }
        completionRoutes = new int[topology.nodes().size()][nodeOfDevice.length][];
        for (int node = 0; node < completionRoutes.length; node++) {
            for (int device = 0; device < nodeOfDevice.length; device++) {
                completionRoutes[node][device] = routes.completionRoute(node, nodeOfDevice[device]);
            }
        }
        elementPs = new long[links.length];
        for (int edge = 0; edge < edges.size(); edge++) {
            elementPs[edge] = routes.latencyPs(edges.get(edge).upper());
        }
        for (int link = edges.size(); link < routes.links(); link++) {
            elementPs[link] = routes.latencyPs(routes.switchBelow(routes.edgeOf(link)));
        }
    }

    private static DirectedLink[] links(RouteTable routes, UpstreamPort[] portOfEdge) {
        List<Topology.Edge> edges = routes.topology().edges();
        DirectedLink[] links = new DirectedLink[routes.links() + edges.size()];
        for (int link = 0; link < links.length; link++) {
            boolean ofCompletions = link >= routes.links();
            int number = ofCompletions ? link - routes.links() : routes.edgeOf(link);
            Topology.Edge edge = edges.get(number);
            boolean up = link >= edges.size();
            ReceiveWindow window = ofCompletions ? new ReceiveWindow(0, 0, 1) : up ? edge.up() : edge.down();
            boolean counted = !up && portOfEdge[number] != null;
            links[link] = new DirectedLink(
                    edge.link(),
                    edge.propagationPs(),
                    window,
                    counted ? portOfEdge[number].counters() : new long[PortCounter.COUNT]);
        }
        return links;
    }

    /** The network between ports and completers, or null where there is none. */
    FabricNetwork network(FabricNetwork.LostRead lostReads) {
        if (routes == null) {
            return null;
        }
        UpstreamPort[] portOfEdge = new UpstreamPort[routes.topology().edges().size()];
        for (int port = 0; port < ports.length; port++) {
            if (edgeOfPort[port] >= 0) {
                portOfEdge[edgeOfPort[port]] = ports[port];
            }
        }
        return new FabricNetwork(routes, links, portOfEdge, lostReads);
    }

    /** Directed links by number; see {@link RouteTable}. */
    public DirectedLink[] links() {
        return links;
    }

    /** Links on which requests start. */
    public UpstreamPort[] ports() {
        return ports;
    }
}
