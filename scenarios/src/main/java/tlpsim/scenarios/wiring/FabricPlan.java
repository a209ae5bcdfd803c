package tlpsim.scenarios.wiring;

import java.util.ArrayList;
import java.util.List;
import tlpsim.core.fabric.DeviceModel;
import tlpsim.core.fabric.Fabric;
import tlpsim.core.fabric.PortConfig;
import tlpsim.core.fabric.ReceiveWindow;
import tlpsim.core.fabric.RouteTable;
import tlpsim.core.fabric.Topology;
import tlpsim.core.fabric.UpstreamPort;
import tlpsim.core.link.Generation;
import tlpsim.core.link.LinkConfig;
import tlpsim.core.link.LinkRate;
import tlpsim.core.path.Crossing;
import tlpsim.core.path.PeerToPeerPolicy;
import tlpsim.core.path.PortForm;
import tlpsim.core.path.PrefixSupport;
import tlpsim.scenarios.config.AddressType;
import tlpsim.scenarios.config.CreditConfig;
import tlpsim.scenarios.config.EndpointConfig;
import tlpsim.scenarios.config.EndpointKind;
import tlpsim.scenarios.config.FabricTree;
import tlpsim.scenarios.config.PcieLinkConfig;
import tlpsim.scenarios.config.PeerMappings;
import tlpsim.scenarios.config.PrefixConfig;
import tlpsim.scenarios.config.RequestConfig;
import tlpsim.scenarios.config.RootPortConfig;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.SwitchConfig;
import tlpsim.scenarios.config.TargetConfig;
import tlpsim.scenarios.config.WorkloadConfig;

/**
 * The tree of a scenario: which links there are, where requests start, who completes them.
 *
 * <p>Perfect tags take a path on which every element routes prefixes and the root complex forwards hints; a root complex that rejects still does.
 */
public final class FabricPlan {
    private static final PrefixSupport ALL_PREFIXES = new PrefixSupport(true, true, 4);

    private final ScenarioConfig scenario;
    private final FabricTree tree;
    private final PeerMappings mappings;
    private final boolean perfect;
    private final List<EndpointConfig> peers = new ArrayList<>();
    private final List<Topology.Edge> edges = new ArrayList<>();
    private final List<Topology.Node> nodes = new ArrayList<>();
    /** By endpoint of the scenario. */
    private final List<Integer> endpointNodes = new ArrayList<>();

    private final Topology topology;
    private final RouteTable routes;
    private final boolean network;
    /** Links on which requests start, by edge. */
    private final List<Integer> startingEdges = new ArrayList<>();

    public FabricPlan(ScenarioConfig scenario, Column column) {
        this.scenario = scenario;
        this.tree = new FabricTree(scenario.fabric());
        this.mappings = new PeerMappings(scenario);
        this.perfect = column == Column.PERFECT_TAGS;
        for (EndpointConfig endpoint : scenario.fabric().endpoints()) {
            if (endpoint.kind() == EndpointKind.PEER) {
                peers.add(endpoint);
            }
        }
        nodes.add(new Topology.Node("root complex", -1, false, 0, -1));
        for (RootPortConfig port : scenario.fabric().hostPorts()) {
            rootEdge(port);
        }
        switches();
        for (EndpointConfig endpoint : scenario.fabric().endpoints()) {
            endpoint(endpoint);
        }
        topology = new Topology(edges, nodes, scenario.fabric().rootComplex().latencyPs(), policy());
        boolean[][] used = used();
        routes = new RouteTable(topology, used);
        network = !scenario.fabric().switches().isEmpty() || anyPeerUsed(used) || routes.anyMixed();
        startingEdges();
    }

    private PeerToPeerPolicy policy() {
        PeerToPeerPolicy policy = PeerToPeerPolicy.valueOf(
                scenario.fabric().rootComplex().peerToPeer().name());
        return perfect && policy == PeerToPeerPolicy.STRIP ? PeerToPeerPolicy.FORWARD : policy;
    }

    private void rootEdge(RootPortConfig port) {
        EndpointConfig first = below(port.id());
        ReceiveWindow down =
                first == null ? window(port.credits()) : window(first.peer().credits());
        PortForm lower = first == null
                ? form(port.flit(), port.prefix(), false)
                : form(port.flit(), first.peer().prefix(), false);
        boolean blocking = first != null && first.portPrefixBlocking();
        for (SwitchConfig element : scenario.fabric().switches()) {
            if (element.port().equals(port.id())) {
                down = window(element.credits());
                lower = form(port.flit(), element.prefix(), element.prefixBlocking());
                blocking = element.portPrefixBlocking();
            }
        }
        edges.add(new Topology.Edge(
                port.id(),
                Topology.ROOT_COMPLEX,
                edges.size(),
                link(port.link(), port.flit(), limitsBelow(port.id())),
                port.propagationPs(),
                window(port.credits()),
                down,
                form(port.flit(), port.prefix(), blocking),
                lower,
                FabricTree.acs(port)));
    }

    /** Switches in the order of the scenario, so that their numbers are those of reports; a switch above another may come later. */
    private void switches() {
        List<SwitchConfig> switches = scenario.fabric().switches();
        int firstNode = nodes.size();
        for (SwitchConfig element : switches) {
            int rootPort = rootPort(element.port());
            int edge = rootPort;
            if (rootPort < 0) {
                SwitchConfig above = switches.get(switchIndex(element.port()));
                edge = edges.size();
                edges.add(new Topology.Edge(
                        element.id() + " up",
                        firstNode + switchIndex(element.port()),
                        -1,
                        link(element.link(), element.flit(), limitsBelow(element.id())),
                        element.propagationPs(),
                        window(above.credits()),
                        window(element.credits()),
                        form(element.flit(), above.prefix(), element.portPrefixBlocking()),
                        form(element.flit(), element.prefix(), element.prefixBlocking()),
                        tree.acsAbove(element.id())));
            }
            nodes.add(new Topology.Node(element.id(), edge, true, element.latencyPs(), -1));
        }
    }

    private void endpoint(EndpointConfig endpoint) {
        int edge = rootPort(endpoint.portAbove());
        if (edge < 0) {
            SwitchConfig above = scenario.fabric().switches().get(switchIndex(endpoint.portAbove()));
            edge = edges.size();
            edges.add(new Topology.Edge(
                    endpoint.id(),
                    1 + switchIndex(endpoint.portAbove()),
                    -1,
                    link(endpoint.link().orElseThrow(), endpoint.flit(), endpoint.requests()),
                    endpoint.propagationPs(),
                    window(above.credits()),
                    window(endpoint.peer().credits()),
                    form(endpoint.flit(), above.prefix(), endpoint.portPrefixBlocking()),
                    form(endpoint.flit(), endpoint.peer().prefix(), false),
                    tree.acsAbove(endpoint.id())));
        }
        endpointNodes.add(nodes.size());
        nodes.add(new Topology.Node(endpoint.id(), edge, false, 0, peers.indexOf(endpoint)));
    }

    private EndpointConfig below(String port) {
        for (EndpointConfig endpoint : scenario.fabric().endpoints()) {
            if (endpoint.portAbove().equals(port)) {
                return endpoint;
            }
        }
        return null;
    }

    /** Limits of the first device found below a port or a switch; they decide how often the link carries DLLPs and how completions are cut. */
    private RequestConfig limitsBelow(String id) {
        EndpointConfig direct = below(id);
        if (direct != null) {
            return direct.requests();
        }
        for (SwitchConfig element : scenario.fabric().switches()) {
            if (element.port().equals(id)) {
                RequestConfig limits = limitsBelow(element.id());
                if (limits != null) {
                    return limits;
                }
            }
        }
        return null;
    }

    private static LinkConfig link(PcieLinkConfig link, boolean flit, RequestConfig limits) {
        Generation generation = Generation.values()[link.generation() - 1];
        if (limits == null) {
            return LinkConfig.of(generation, link.lanes()).withFlit(flit);
        }
        return new LinkConfig(
                generation, link.lanes(), flit, limits.mpsBytes(), limits.mrrsBytes(), limits.rcbBytes(), false);
    }

    private static ReceiveWindow window(CreditConfig credits) {
        return new ReceiveWindow(credits.postedHeaders(), credits.postedData(), credits.returnLatencyPs());
    }

    private PortForm form(boolean flit, PrefixConfig prefix, boolean blocking) {
        return perfect ? new PortForm(flit, ALL_PREFIXES, false) : new PortForm(flit, support(prefix), blocking);
    }

    static PrefixSupport support(PrefixConfig prefix) {
        return new PrefixSupport(prefix.extendedFmt(), prefix.endEnd(), prefix.max());
    }

    private int rootPort(String id) {
        List<RootPortConfig> ports = scenario.fabric().hostPorts();
        for (int port = 0; port < ports.size(); port++) {
            if (ports.get(port).id().equals(id)) {
                return port;
            }
        }
        return -1;
    }

    private int switchIndex(String id) {
        List<SwitchConfig> switches = scenario.fabric().switches();
        for (int index = 0; index < switches.size(); index++) {
            if (switches.get(index).id().equals(id)) {
                return index;
            }
        }
        throw new IllegalArgumentException("no element '" + id + "'");
    }

    private boolean[][] used() {
        int destinations = peers.size() + 1;
        boolean[][] used = new boolean[nodes.size()][2 * destinations];
        for (WorkloadConfig workload : scenario.workloads()) {
            boolean[] of = used[nodeOf(workload)];
            int first = isTranslated(workload) ? destinations : 0;
            // Interrupts are never translated.
            of[0] = true;
            of[first] = true;
            for (TargetConfig target : workload.steering().targets()) {
                of[first + destination(workload, target.descriptor())] = true;
                of[
                        first
                                + destination(
                                        workload,
                                        target.headerWith(workload.behaviour().headerSplitBytes()))] = true;
                of[first + destination(workload, target.payload())] = true;
                of[first + destination(workload, target.completion())] = true;
            }
        }
        return used;
    }

    boolean isTranslated(WorkloadConfig workload) {
        EndpointConfig device = tree.endpoint(workload.endpoint()).orElseThrow();
        return device.requests().addressType() == AddressType.TRANSLATED;
    }

    private static boolean anyPeerUsed(boolean[][] used) {
        for (boolean[] of : used) {
            for (int way = 1; way < of.length; way++) {
                if (way != of.length / 2 && of[way]) {
                    return true;
                }
            }
        }
        return false;
    }

    private void startingEdges() {
        for (int edge = 0; edge < edges.size(); edge++) {
            boolean rootWithoutElements = !network && edges.get(edge).rootPort() >= 0;
            int at = edge;
            boolean starts = scenario.workloads().stream()
                    .anyMatch(workload -> nodes.get(nodeOf(workload)).edge() == at);
            if (rootWithoutElements || starts) {
                startingEdges.add(edge);
            }
        }
    }

    /** The endpoint that issues a workload's requests. */
    int nodeOf(WorkloadConfig workload) {
        List<EndpointConfig> endpoints = scenario.fabric().endpoints();
        for (int endpoint = 0; endpoint < endpoints.size(); endpoint++) {
            if (endpoints.get(endpoint).id().equals(workload.endpoint())) {
                return endpointNodes.get(endpoint);
            }
        }
        throw new IllegalArgumentException("no device '" + workload.device() + "'");
    }

    /** 0 for the host, else a peer's index + 1. */
    public int destination(String target) {
        if (target.equals(TargetConfig.HOST)) {
            return 0;
        }
        for (int peer = 0; peer < peers.size(); peer++) {
            if (peers.get(peer).id().equals(target)) {
                return peer + 1;
            }
        }
        throw new IllegalArgumentException("no target '" + target + "'");
    }

    /** As {@link #destination(String)}; the host in place of a peer that the kernel does not map for the workload's device. */
    int destination(WorkloadConfig workload, String target) {
        return destination(mappings.target(workload, target));
    }

    /** Endpoints that complete requests of others, by index. */
    public List<EndpointConfig> peers() {
        return peers;
    }

    public Topology topology() {
        return topology;
    }

    public RouteTable routes() {
        return routes;
    }

    /** True if elements or peers lie between devices and completers. */
    public boolean hasNetwork() {
        return network;
    }

    /** Links on which requests start: their names and forms, by port. */
    public List<Topology.Edge> startingLinks() {
        return startingEdges.stream().map(edges::get).toList();
    }

    /** TLP rates of the directed links on which elements forward requests, by number; none without a network. */
    public List<LinkRate> linkRates() {
        return network
                ? routes.linkEdges().stream()
                        .map(edge -> LinkRate.tlp(edge.link()))
                        .toList()
                : List.of();
    }

    /** Index of the port on which a workload's requests start. */
    int portOf(WorkloadConfig workload) {
        return startingEdges.indexOf(nodes.get(nodeOf(workload)).edge());
    }

    /** Index of the root port above a workload's device. */
    public int rootPortOf(WorkloadConfig workload) {
        return topology.rootPortOf(nodeOf(workload));
    }

    /** Names on the way from a workload's device to a destination; where a port refuses its requests, that port's element is the last. */
    public List<String> path(WorkloadConfig workload, int destination) {
        return path(workload, destination, isTranslated(workload));
    }

    List<String> path(WorkloadConfig workload, int destination, boolean translated) {
        return routes.path(nodeOf(workload), routes.way(destination, translated));
    }

    /** What the elements on a way make of its requests, in order. */
    List<Crossing> crossings(WorkloadConfig workload, int destination, boolean translated) {
        return routes.crossings(nodeOf(workload), routes.way(destination, translated));
    }

    FabricTree tree() {
        return tree;
    }

    /** By receiving port, root ports first: the number of the element it belongs to. */
    int[] elementOfReceiver() {
        int rootPorts = topology.rootPorts();
        int[] elements = new int[rootPorts + peers.size()];
        for (int receiver = 0; receiver < elements.length; receiver++) {
            elements[receiver] =
                    receiver < rootPorts ? topology.hopOfRootPort(receiver) : topology.hopOfPeer(receiver - rootPorts);
        }
        return elements;
    }

    /** By element number of records: its name; 0 is empty. */
    public List<String> elementNames() {
        List<String> names = new ArrayList<>();
        names.add("");
        scenario.fabric().switches().forEach(element -> names.add(element.id()));
        scenario.fabric().hostPorts().forEach(port -> names.add(port.id()));
        peers.forEach(peer -> names.add(peer.id()));
        return names;
    }

    UpstreamPort[] ports(DeviceModel[] devices) {
        UpstreamPort[] ports = new UpstreamPort[startingEdges.size()];
        for (int port = 0; port < ports.length; port++) {
            Topology.Edge edge = edges.get(startingEdges.get(port));
            PortConfig form = new PortConfig(
                    Math.max(0, edge.rootPort()),
                    edge.link(),
                    edge.propagationPs(),
                    edge.up().headers(),
                    edge.up().dataUnits());
            ports[port] = new UpstreamPort(form, devices);
        }
        return ports;
    }

    /** @param devices one per workload, then those without a place in the tree, which send and receive nothing */
    Fabric fabric(UpstreamPort[] ports, int devices) {
        int workloads = scenario.workloads().size();
        int[] places = new int[devices];
        if (!network) {
            for (int workload = 0; workload < workloads; workload++) {
                places[workload] = portOf(scenario.workloads().get(workload));
            }
            return Fabric.direct(ports, places);
        }
        java.util.Arrays.fill(places, nodeOf(scenario.workloads().get(0)));
        for (int workload = 0; workload < workloads; workload++) {
            places[workload] = nodeOf(scenario.workloads().get(workload));
        }
        int[] edgesOfPorts = startingEdges.stream().mapToInt(Integer::intValue).toArray();
        return new Fabric(routes, ports, edgesOfPorts, places);
    }
}
