package tlpsim.scenarios.config;

import java.util.ArrayList;
import java.util.List;

/** Rules of root ports, links and switches that span several keys. */
final class FabricChecks {
    /**
     * Least forward latency and return latency of a loop together, so that the two sides of a run can run ahead of
     * each other.
     */
    private static final long MIN_LOOP_PS = 1_000;

    private static final int DATA_CREDIT_BYTES = 16;

    private final Checker checker;
    private final FabricConfig fabric;

    FabricChecks(Checker checker) {
        this.checker = checker;
        this.fabric = checker.scenario().fabric();
    }

    void check() {
        uniqueIds();
        for (RootPortConfig port : fabric.rootPorts()) {
            rootPort(port, "fabric.root-ports." + port.id());
        }
        for (SwitchConfig element : fabric.switches()) {
            String path = "fabric.switches." + element.id();
            flit(path, element.link(), element.flit());
            prefix(path, element.prefix());
            upstream(element, path);
        }
        for (EndpointConfig endpoint : fabric.endpoints()) {
            new EndpointChecks(checker, endpoint).check();
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
        } else if (others.contains(id)) {
            checker.conflict("the id '" + id + "' is given to another element of the fabric already", path);
        }
    }

    private void rootPort(RootPortConfig port, String path) {
        flit(path, port.link(), port.flit());
        prefix(path, port.prefix());
        int sockets = checker.scenario().platform().sockets();
        if (port.socket() >= sockets) {
            checker.conflict(
                    "socket " + port.socket() + " does not exist; allowed: 0 to " + (sockets - 1),
                    path + ".socket",
                    "platform.sockets");
        }
        if (port.propagationPs() + port.credits().returnLatencyPs() < MIN_LOOP_PS) {
            checker.conflict(
                    "propagation and credits.return-latency together are below 1 ns; no real link is as short",
                    path + ".propagation",
                    path + ".credits.return-latency");
        }
        for (EndpointConfig endpoint : fabric.endpoints()) {
            if (endpoint.port().equals(port.id())) {
                credits(port, path, endpoint);
            }
        }
    }

    private void credits(RootPortConfig port, String path, EndpointConfig endpoint) {
        int dataBytes = port.credits().postedData() * DATA_CREDIT_BYTES;
        int mpsBytes = endpoint.requests().mpsBytes();
        if (dataBytes < mpsBytes) {
            checker.conflict(
                    port.credits().postedData() + " credits of 16 bytes never admit a write of " + endpoint.id()
                            + ", whose mps is " + mpsBytes + " B; allowed: at least " + mpsBytes / DATA_CREDIT_BYTES,
                    path + ".credits.posted-data",
                    "fabric.endpoints." + endpoint.id() + ".mps");
        }
    }

    private void flit(String path, PcieLinkConfig link, boolean flit) {
        if (link.generation() >= 6 && !flit) {
            checker.conflict("a gen6 link runs in Flit Mode only; allowed: true", path + ".flit", path + ".link");
        }
    }

    private void prefix(String path, PrefixConfig prefix) {
        if (prefix.endEnd() && !prefix.extendedFmt()) {
            checker.conflict(
                    "prefixes need the Extended Fmt field; allowed: end-end false, or extended-fmt true",
                    path + ".prefix.extended-fmt",
                    path + ".prefix.end-end");
        }
    }

    private void upstream(SwitchConfig element, String path) {
        if (!portIds(fabric).contains(element.port())) {
            checker.unknown("a root port or switch", element.port(), portIds(fabric), path + ".port");
            return;
        }
        String above = element.port();
        for (int hops = 0; hops <= fabric.switches().size(); hops++) {
            SwitchConfig next = find(above);
            if (next == null) {
                return;
            }
            above = next.port();
        }
        checker.conflict("the way up from this switch never reaches a root port", path + ".port");
    }

    private SwitchConfig find(String id) {
        return fabric.switches().stream()
                .filter(element -> element.id().equals(id))
                .findFirst()
                .orElse(null);
    }
}
