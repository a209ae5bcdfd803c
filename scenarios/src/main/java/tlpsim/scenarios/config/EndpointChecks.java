package tlpsim.scenarios.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Rules of one device that span several keys. */
final class EndpointChecks {
    /** Largest table in the TPH capability structure: PCIe Base Specification 7.9.13.2. */
    private static final int MAX_CAPABILITY_ENTRIES = 64;

    private final Checker checker;
    private final FabricConfig fabric;
    private final FabricTree tree;
    private final LinkChecks links;
    private final EndpointConfig endpoint;
    private final String path;

    EndpointChecks(Checker checker, FabricTree tree, EndpointConfig endpoint) {
        this.checker = checker;
        this.fabric = checker.scenario().fabric();
        this.tree = tree;
        this.links = new LinkChecks(checker);
        this.endpoint = endpoint;
        this.path = "fabric.endpoints." + endpoint.id();
    }

    void check() {
        place();
        if (endpoint.bufferBytes() < endpoint.requests().mpsBytes()) {
            checker.conflict("the buffer does not hold one payload of mps", path + ".buffer", path + ".mps");
        }
        if (endpoint.tph().supported()) {
            table();
        }
        vfio();
        if (endpoint.kind() == EndpointKind.PEER) {
            checker.unused(path + ".sriov", "a peer is a completer and issues no requests");
        }
        new PeerChecks(checker, tree, endpoint).check();
    }

    private void vfio() {
        if (endpoint.vfio().isEmpty()) {
            return;
        }
        if (endpoint.kind() == EndpointKind.PEER) {
            checker.conflict("a peer issues no requests: nobody drives it here", path + ".vfio", path + ".kind");
        }
        VfioConfig vfio = endpoint.vfio().get();
        if (vfio.literal() && !vfio.unsafe()) {
            checker.conflict(
                    "literal access opens nothing without 'unsafe'", path + ".vfio.literal", path + ".vfio.unsafe");
        }
    }

    private void place() {
        if (endpoint.isIntegrated()) {
            integrated();
            return;
        }
        if (!FabricChecks.portIds(fabric).contains(endpoint.port())) {
            List<String> places = new ArrayList<>(FabricChecks.portIds(fabric));
            places.add(EndpointConfig.ROOT_COMPLEX);
            checker.unknown("a root port or switch", endpoint.port(), places, path + ".port");
            return;
        }
        links.blocking(path, "port-prefix-blocking", endpoint.portPrefixBlocking(), endpoint.flit());
        Optional<RootPortConfig> port = tree.rootPort(endpoint.port());
        if (port.isPresent()) {
            links.sameAsPort(path, port.get(), endpoint.link(), endpoint.flit(), endpoint.propagationPs());
            return;
        }
        endpoint.link().ifPresent(link -> links.flit(path, link, endpoint.flit()));
        if (endpoint.link().isEmpty()) {
            checker.conflict(
                    "below a switch a device needs a link of its own, for example gen5 x16",
                    path + ".link",
                    path + ".port");
        }
    }

    /** A path into the root complex has no port with registers, and nothing but the host at its end. */
    private void integrated() {
        if (endpoint.kind() == EndpointKind.PEER) {
            checker.conflict(
                    "an integrated endpoint is no completer for others here; allowed: a root port or a switch",
                    path + ".port",
                    path + ".kind");
        }
        checker.unused(path + ".port-prefix-blocking", "there is no port above an integrated endpoint");
        if (endpoint.link().isEmpty()) {
            checker.conflict(
                    "an integrated endpoint needs the speed of its path into the root complex, for example gen5 x8",
                    path + ".link",
                    path + ".port");
            return;
        }
        links.flit(path, endpoint.link().get(), endpoint.flit());
        CreditConfig credits = fabric.rootComplex().integrated().credits();
        links.credits("fabric.root-complex.integrated", credits, endpoint);
        links.lookAhead(path, endpoint.propagationPs(), credits);
        for (WorkloadConfig workload : checker.scenario().workloads()) {
            if (workload.endpoint().equals(endpoint.id()) && !workload.peers().isEmpty()) {
                checker.conflict(
                        "whether a root complex routes requests of an integrated endpoint to peers is not known;"
                                + " allowed: host",
                        "workloads." + workload.id() + ".targets",
                        path + ".port");
            }
        }
    }

    private void table() {
        StTableConfig table = endpoint.tph().stTable();
        String entries = path + ".tph.st-table.entries";
        String location = path + ".tph.st-table.location";
        if (table.location() == StTableLocation.NONE && table.entries() > 0) {
            checker.conflict(
                    "there is no table to hold " + table.entries() + " entries; allowed: 0", entries, location);
        }
        if (table.location() != StTableLocation.NONE && table.entries() == 0) {
            checker.conflict("a table has at least one entry; allowed: 1 or more, or location none", entries, location);
        }
        if (table.location() == StTableLocation.CAPABILITY && table.entries() > MAX_CAPABILITY_ENTRIES) {
            checker.conflict(
                    table.entries() + " entries do not fit the capability structure; allowed: 1 to "
                            + MAX_CAPABILITY_ENTRIES + ", or location msi-x",
                    entries,
                    location);
        }
        List<StMode> modes = endpoint.tph().modes();
        boolean onlyNoSt = modes.stream().allMatch(mode -> mode == StMode.NO_ST);
        if (onlyNoSt && table.location() != StTableLocation.NONE) {
            checker.conflict(
                    "a device with the No-ST mode only has no table; allowed: none", location, path + ".tph.modes");
        }
    }
}
