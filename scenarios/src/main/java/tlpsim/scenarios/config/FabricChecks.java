package tlpsim.scenarios.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rules of root ports, links and switches that span several keys. */
final class FabricChecks {
    /** The place of an outcome is named by eight bits in a TLP's record. */
    private static final int MAX_ELEMENTS = 200;

    private final Checker checker;
    private final FabricConfig fabric;
    private final FabricTree tree;
    private final LinkChecks links;
    private final AcsChecks acs;

    FabricChecks(Checker checker) {
        this.checker = checker;
        this.fabric = checker.scenario().fabric();
        this.tree = new FabricTree(fabric);
        this.links = new LinkChecks(checker);
        this.acs = new AcsChecks(checker);
    }

    void check() {
        uniqueIds();
        if (tree.elements() > MAX_ELEMENTS) {
            checker.conflict(
                    tree.elements() + " switches, root ports and peers are too many; allowed: at most " + MAX_ELEMENTS
                            + " together",
                    "fabric");
        }
        for (RootPortConfig port : fabric.rootPorts()) {
            rootPort(port, "fabric.root-ports." + port.id());
        }
        for (SwitchConfig element : fabric.switches()) {
            element(element, "fabric.switches." + element.id());
        }
        if (!new RoutingIds(checker.scenario()).fit()) {
            checker.conflict(
                    "the devices and their VFs need more than the 255 buses below the host; allowed: fewer VFs, or a"
                            + " smaller first-vf-offset or vf-stride",
                    "fabric.endpoints");
        }
        links.prefix(
                "fabric.root-complex.integrated",
                fabric.rootComplex().integrated().prefix());
        for (EndpointConfig endpoint : fabric.endpoints()) {
            new EndpointChecks(checker, tree, endpoint).check();
            acs.endpoint(endpoint, "fabric.endpoints." + endpoint.id());
        }
    }

    /** Ids of ports and switches: what a device may stand below. */
    static List<String> portIds(FabricConfig fabric) {
        List<String> ids = new ArrayList<>();
        fabric.rootPorts().forEach(port -> ids.add(port.id()));
        fabric.switches().forEach(element -> ids.add(element.id()));
        return ids;
    }

    private void uniqueIds() {
        List<String> rootPorts =
                fabric.rootPorts().stream().map(RootPortConfig::id).toList();
        for (RootPortConfig port : fabric.rootPorts()) {
            unique(port.id(), "fabric.root-ports." + port.id() + ".id", List.of());
        }
        for (SwitchConfig element : fabric.switches()) {
            unique(element.id(), "fabric.switches." + element.id() + ".id", rootPorts);
        }
        for (EndpointConfig endpoint : fabric.endpoints()) {
            unique(endpoint.id(), "fabric.endpoints." + endpoint.id() + ".id", portIds(fabric));
        }
    }

    private void unique(String id, String path, List<String> others) {
        if (id.equals(TargetConfig.HOST)) {
            checker.conflict("'host' is the name of the host itself; allowed: any other id", path);
        } else if (id.equals(EndpointConfig.ROOT_COMPLEX)) {
            checker.conflict("'root-complex' is the name of the root complex itself; allowed: any other id", path);
        } else if (others.contains(id)) {
            checker.conflict("the id '" + id + "' is given to another element of the fabric already", path);
        }
    }

    private void rootPort(RootPortConfig port, String path) {
        links.flit(path, port.link(), port.flit());
        links.prefix(path, port.prefix());
        acs.rootPort(port, path);
        int sockets = checker.scenario().platform().sockets();
        if (port.socket() >= sockets) {
            checker.conflict(
                    "socket " + port.socket() + " does not exist; allowed: 0 to " + (sockets - 1),
                    path + ".socket",
                    "platform.sockets");
        }
        if (checker.scenario().platform().io().postedScope() != PoolScope.STACK) {
            checker.unused(
                    path + ".stack",
                    "pools of posted writes are shared by stacks with platform.io.posted-scope stack only");
        }
        links.lookAhead(path, port.propagationPs(), port.credits());
        for (EndpointConfig endpoint : fabric.endpoints()) {
            boolean below = tree.rootPortAbove(endpoint)
                    .filter(above -> above.id().equals(port.id()))
                    .isPresent();
            if (below && endpoint.kind() != EndpointKind.PEER) {
                links.credits(path, port.credits(), endpoint);
            }
        }
    }

    private void element(SwitchConfig element, String path) {
        links.flit(path, element.link(), element.flit());
        links.prefix(path, element.prefix());
        acs.element(element, path);
        links.blocking(path, "prefix-blocking", element.prefixBlocking(), element.flit());
        links.blocking(path, "port-prefix-blocking", element.portPrefixBlocking(), element.flit());
        links.lookAhead(path, element.propagationPs(), element.credits());
        upstream(element, path);
        for (EndpointConfig endpoint : fabric.endpoints()) {
            if (endpoint.kind() != EndpointKind.PEER && passes(endpoint, element)) {
                links.credits(path, element.credits(), endpoint);
            }
        }
    }

    /** Whether a device's requests pass a switch, on their way up or down to a peer. */
    private boolean passes(EndpointConfig device, SwitchConfig element) {
        if (tree.switchesAbove(device).contains(element)) {
            return true;
        }
        return checker.scenario().workloads().stream()
                .filter(workload -> workload.endpoint().equals(device.id()))
                .flatMap(workload -> workload.peers().stream())
                .anyMatch(peer -> tree.switchesBetween(device, peer).contains(element));
    }

    private void upstream(SwitchConfig element, String path) {
        if (!portIds(fabric).contains(element.port())) {
            checker.unknown("a root port or switch", element.port(), portIds(fabric), path + ".port");
            return;
        }
        Optional<RootPortConfig> port = tree.rootPort(element.port());
        if (port.isPresent()) {
            links.sameAsPort(path, port.get(), Optional.of(element.link()), element.flit(), element.propagationPs());
            return;
        }
        String above = element.port();
        for (int hops = 0; hops <= fabric.switches().size(); hops++) {
            Optional<SwitchConfig> next = tree.switchOf(above);
            if (next.isEmpty()) {
                return;
            }
            above = next.get().port();
        }
        checker.conflict("the way up from this switch never reaches a root port", path + ".port");
    }
}
