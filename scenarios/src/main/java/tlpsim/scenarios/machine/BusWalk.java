package tlpsim.scenarios.machine;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import tlpsim.core.config.ConfigImage;
import tlpsim.core.config.ConfigSpace;
import tlpsim.core.config.FunctionDecoder;
import tlpsim.core.path.AcsPort;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;
import tlpsim.scenarios.config.DeviceFunction;
import tlpsim.scenarios.config.EndpointConfig;
import tlpsim.scenarios.config.FabricConfig;
import tlpsim.scenarios.config.FabricTree;
import tlpsim.scenarios.config.PcieLinkConfig;
import tlpsim.scenarios.config.RootPortConfig;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.SwitchConfig;
import tlpsim.scenarios.machine.ScenarioRegisters.Acs;
import tlpsim.scenarios.machine.ScenarioRegisters.Buses;
import tlpsim.scenarios.machine.ScenarioRegisters.Link;
import tlpsim.scenarios.topology.ImportedFunction;
import tlpsim.scenarios.topology.PciAddress;

/**
 * Gives the functions of a scenario their addresses, as an enumeration does: depth first, in the order of the scenario. Each socket has a domain of its own, and
 * another one where 256 buses are not enough.
 */
final class BusWalk {
    private static final int BUSES = 256;
    private static final int IDS_PER_BUS = 256;
    private static final int FUNCTIONS = 8;
    private static final int FIRST_PORT_DEVICE = 1;
    private static final int PORT_DEVICES = 31;

    private final ScenarioConfig scenario;
    private final FabricConfig fabric;
    private final FabricTree tree;
    private final ScenarioRegisters registers;
    private final List<MachineFunction> functions = new ArrayList<>();
    private int domain = -1;
    private int nextBus;
    private int portsOfDomain;

    BusWalk(ScenarioConfig scenario) {
        this.scenario = scenario;
        this.fabric = scenario.fabric();
        this.tree = new FabricTree(fabric);
        this.registers = new ScenarioRegisters(scenario);
    }

    /** In the order of their addresses, as lspci prints them. */
    List<MachineFunction> functions() {
        Map<Integer, List<RootPortConfig>> sockets = new TreeMap<>();
        for (RootPortConfig port : fabric.rootPorts()) {
            sockets.computeIfAbsent(port.socket(), socket -> new ArrayList<>()).add(port);
        }
        for (List<RootPortConfig> ports : sockets.values()) {
            nextDomain();
            ports.forEach(this::rootPort);
        }
        integrated();
        functions.sort(Comparator.comparing(each -> each.function().address().orElseThrow()));
        return functions;
    }

    /** Integrated endpoints are on root buses of a domain of their own, one bus each. */
    private void integrated() {
        nextBus = BUSES;
        for (EndpointConfig endpoint : fabric.endpoints()) {
            if (endpoint.isIntegrated()) {
                int width = busesOf(List.of(endpoint), new int[] {0});
                if (nextBus + width > BUSES) {
                    nextDomain();
                }
                endpoint(
                        endpoint, address(nextBus, 0), new Link(endpoint.link().orElseThrow(), endpoint.flit(), false));
                nextBus += width;
            }
        }
    }

    private void nextDomain() {
        domain++;
        nextBus = 1;
        portsOfDomain = 0;
    }

    private void rootPort(RootPortConfig port) {
        int buses = busesBelow(port.id());
        if (buses >= BUSES) {
            throw new InvalidInputException(new Problem(
                    "fabric.root-ports." + port.id(),
                    0,
                    0,
                    "what is below it needs " + buses + " buses; allowed: at most 255",
                    ""));
        }
        if (nextBus + buses > BUSES || portsOfDomain == PORT_DEVICES * FUNCTIONS) {
            nextDomain();
        }
        PciAddress address = new PciAddress(
                domain, 0, FIRST_PORT_DEVICE + portsOfDomain % PORT_DEVICES, portsOfDomain / PORT_DEVICES);
        portsOfDomain++;
        int secondary = nextBus;
        boolean blocking = endpoints(port.id()).stream().anyMatch(EndpointConfig::portPrefixBlocking)
                || switches(port.id()).stream().anyMatch(SwitchConfig::portPrefixBlocking);
        Buses numbers = new Buses(0, secondary, secondary + buses - 1);
        add(
                port.id(),
                address,
                "root port " + port.id(),
                registers.rootPort(port, numbers, blocking, acs(FabricTree.acs(port), port.id(), rootPorts())));
        below(port.id(), new Link(port.link(), port.flit(), blocking));
    }

    /** Devices and switches right below a port, on a bus of their own; devices that share a link are functions of one device. */
    private void below(String port, Link link) {
        int bus = nextBus;
        List<EndpointConfig> endpoints = endpoints(port);
        int[] ids = place(endpoints);
        nextBus += busesOf(endpoints, ids);
        for (int i = 0; i < ids.length; i++) {
            endpoint(endpoints.get(i), address(bus, ids[i]), link);
        }
        int device = endpoints.isEmpty() ? 0 : 1;
        for (SwitchConfig element : switches(port)) {
            theSwitch(element, new PciAddress(domain, bus, device++, 0));
        }
    }

    private void endpoint(EndpointConfig endpoint, PciAddress address, Link link) {
        String description = endpoint.kind().name().toLowerCase(Locale.ROOT) + " " + endpoint.id();
        ConfigSpace space = registers.endpoint(endpoint, link);
        add(endpoint.id(), address, description, space.image());
        int own = address.device() * FUNCTIONS + address.function();
        for (int vf = 0; vf < space.virtualFunctions(); vf++) {
            DeviceFunction virtual = new DeviceFunction(endpoint, vf);
            int id = own + virtual.routingOffset();
            PciAddress place = address(address.bus() + id / IDS_PER_BUS, id % IDS_PER_BUS);
            String text = "VF " + vf + " of " + endpoint.id();
            add(virtual.name(), place, text, space.virtualFunction(vf).image());
        }
    }

    private void theSwitch(SwitchConfig element, PciAddress address) {
        int buses = busesInside(element);
        int inner = nextBus++;
        Buses numbers = new Buses(address.bus(), inner, inner + buses - 1);
        add(element.id(), address, "switch " + element.id(), registers.upstreamPort(element, numbers));
        int port = 0;
        List<String> children = children(element.id());
        for (EndpointConfig endpoint : endpoints(element.id())) {
            PcieLinkConfig speed = endpoint.link().orElseThrow();
            Link link = new Link(speed, endpoint.flit(), endpoint.portPrefixBlocking());
            int width = busesOf(List.of(endpoint), new int[] {0});
            downstreamPort(element, inner, port++, children, width, link);
            endpoint(endpoint, address(nextBus, 0), link);
            nextBus += width;
        }
        for (SwitchConfig child : switches(element.id())) {
            Link link = new Link(child.link(), child.flit(), child.portPrefixBlocking());
            downstreamPort(element, inner, port++, children, 1 + busesInside(child), link);
            PciAddress childAddress = new PciAddress(domain, nextBus++, 0, 0);
            theSwitch(child, childAddress);
        }
    }

    /** @param port its place among the children of the switch */
    private void downstreamPort(SwitchConfig element, int bus, int port, List<String> children, int width, Link link) {
        String below = children.get(port);
        Buses numbers = new Buses(bus, nextBus, nextBus + width - 1);
        PciAddress address = address(bus, port % 32 * FUNCTIONS + port / 32);
        String name = element.id() + ":" + below;
        add(
                name,
                address,
                "port of switch " + element.id() + " to " + below,
                registers.downstreamPort(element, numbers, link, acs(tree.acsAbove(below), below, children)));
    }

    /** Ports of one switch, and root ports among each other, are numbered from 1. */
    private static Acs acs(AcsPort port, String own, List<String> all) {
        List<Integer> blocked = new ArrayList<>();
        for (String id : port.egressBlocked()) {
            blocked.add(1 + all.indexOf(id));
        }
        return new Acs(1 + all.indexOf(own), 1 + all.size(), port.control(), blocked);
    }

    private List<String> rootPorts() {
        return fabric.rootPorts().stream().map(RootPortConfig::id).toList();
    }

    /** What is right below a switch, in the order of its ports. */
    private List<String> children(String element) {
        List<String> children = new ArrayList<>();
        endpoints(element).forEach(endpoint -> children.add(endpoint.id()));
        switches(element).forEach(child -> children.add(child.id()));
        return children;
    }

    private void add(String name, PciAddress address, String description, ConfigImage image) {
        ImportedFunction.Origin origin = new ImportedFunction.Origin(scenario.name(), 0);
        String slot = address.toString();
        functions.add(new MachineFunction(
                name, new ImportedFunction(origin, slot, description, FunctionDecoder.decode(image), List.of())));
    }

    private PciAddress address(int bus, int id) {
        return new PciAddress(domain, bus, id / FUNCTIONS, id % FUNCTIONS);
    }

    /** Routing IDs from the first of the bus on: each function the lowest that leaves room for it and its VFs. */
    private static int[] place(List<EndpointConfig> endpoints) {
        BitSet taken = new BitSet();
        int[] ids = new int[endpoints.size()];
        for (int i = 0; i < ids.length; i++) {
            BitSet own = routingIds(endpoints.get(i));
            while (own.intersects(taken)) {
                ids[i]++;
                own = shifted(own);
            }
            taken.or(own);
        }
        return ids;
    }

    /** Routing IDs of an endpoint and its VFs, counted from that of the endpoint. */
    private static BitSet routingIds(EndpointConfig endpoint) {
        BitSet ids = new BitSet();
        ids.set(0);
        for (int vf = 0; vf < endpoint.sriov().vfs(); vf++) {
            ids.set(new DeviceFunction(endpoint, vf).routingOffset());
        }
        return ids;
    }

    private static BitSet shifted(BitSet set) {
        BitSet result = new BitSet();
        set.stream().forEach(bit -> result.set(bit + 1));
        return result;
    }

    private static int busesOf(List<EndpointConfig> endpoints, int[] ids) {
        int last = 0;
        for (int i = 0; i < ids.length; i++) {
            last = Math.max(last, ids[i] + routingIds(endpoints.get(i)).length() - 1);
        }
        return 1 + last / IDS_PER_BUS;
    }

    /** Buses below a root port, the one of its link included. */
    private int busesBelow(String port) {
        List<EndpointConfig> endpoints = endpoints(port);
        int buses = busesOf(endpoints, place(endpoints));
        for (SwitchConfig element : switches(port)) {
            buses += busesInside(element);
        }
        return buses;
    }

    /** Buses below the upstream port of a switch. */
    private int busesInside(SwitchConfig element) {
        int buses = 1;
        for (EndpointConfig endpoint : endpoints(element.id())) {
            buses += busesOf(List.of(endpoint), new int[] {0});
        }
        for (SwitchConfig child : switches(element.id())) {
            buses += 1 + busesInside(child);
        }
        return buses;
    }

    private List<EndpointConfig> endpoints(String port) {
        return fabric.endpoints().stream()
                .filter(endpoint -> endpoint.port().equals(port))
                .toList();
    }

    private List<SwitchConfig> switches(String port) {
        return fabric.switches().stream()
                .filter(element -> element.port().equals(port))
                .toList();
    }
}
