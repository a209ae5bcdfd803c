package tlpsim.scenarios.config;

import java.util.List;
import tlpsim.scenarios.preset.PresetKind;
import tlpsim.scenarios.schema.Quantity;
import tlpsim.scenarios.schema.Unit;

/** Rules of one device that span several keys. */
final class EndpointChecks {
    /** Largest table in the TPH capability structure: PCIe Base Specification 7.9.13.2. */
    private static final int MAX_CAPABILITY_ENTRIES = 64;

    private static final int LINE_BYTES = 64;

    private final Checker checker;
    private final FabricConfig fabric;
    private final EndpointConfig endpoint;
    private final String path;

    EndpointChecks(Checker checker, EndpointConfig endpoint) {
        this.checker = checker;
        this.fabric = checker.scenario().fabric();
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
        if (endpoint.kind() == EndpointKind.PEER) {
            peer();
        } else {
            noPeer();
        }
    }

    private void place() {
        if (!FabricChecks.portIds(fabric).contains(endpoint.port())) {
            checker.unknown("a root port or switch", endpoint.port(), FabricChecks.portIds(fabric), path + ".port");
            return;
        }
        for (RootPortConfig port : fabric.rootPorts()) {
            if (port.id().equals(endpoint.port())) {
                if (endpoint.link().isPresent() && !endpoint.link().get().equals(port.link())) {
                    checker.conflict(
                            "'" + endpoint.link().get().text() + "' contradicts the link of " + port.id() + ", '"
                                    + port.link().text() + "'; below a root port there is one link",
                            path + ".link",
                            path + ".port",
                            "fabric.root-ports." + port.id() + ".link");
                }
                return;
            }
        }
        if (endpoint.link().isEmpty()) {
            checker.conflict(
                    "below a switch a device needs a link of its own, for example gen5 x16",
                    path + ".link",
                    path + ".port");
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

    private void peer() {
        PeerConfig peer = endpoint.peer();
        if (peer.memory().isEmpty()) {
            checker.conflict("the key 'memory' is missing, which a peer needs", path);
        } else {
            memory(peer.memory().get());
        }
        if (peer.dmaBuf().isEmpty()) {
            return;
        }
        DmaBufConfig dmaBuf = peer.dmaBuf().get();
        if (peer.tphCompleter() == CompleterSupport.NONE) {
            checker.conflict(
                    "a peer without tph-completer hands out no tags", path + ".dma-buf", path + ".tph-completer");
        } else if (dmaBuf.stExt().isPresent() && peer.tphCompleter() != CompleterSupport.EXTENDED) {
            checker.conflict(
                    "a 16-bit tag needs tph-completer extended", path + ".dma-buf.st-ext", path + ".tph-completer");
        }
        if (dmaBuf.st().isEmpty() && dmaBuf.stExt().isEmpty()) {
            checker.conflict(
                    "there is no tag; allowed: st, st-ext or both",
                    path + ".dma-buf",
                    path + ".dma-buf.st",
                    path + ".dma-buf.st-ext");
        }
    }

    private void memory(PeerMemoryConfig memory) {
        List<String> presets = checker.presets().names(PresetKind.PEER);
        if (!memory.preset().equals("none") && !presets.contains(memory.preset())) {
            checker.unknown("a peer preset", memory.preset(), presets, path + ".memory.preset");
        }
        if (memory.cacheBytes() % ((long) memory.ways() * LINE_BYTES) != 0) {
            checker.conflict(
                    Quantity.print(memory.cacheBytes(), Unit.BYTES) + " is no whole number of sets of " + memory.ways()
                            + " ways of 64-byte lines",
                    path + ".memory.cache",
                    path + ".memory.ways");
        }
    }

    private void noPeer() {
        String why = "only a peer is a target; allowed: kind peer";
        checker.unused(path + ".tph-completer", why);
        if (endpoint.peer().dmaBuf().isPresent()) {
            checker.conflict(why, path + ".dma-buf", path + ".kind");
        }
        if (endpoint.peer().memory().isPresent()) {
            checker.conflict(why, path + ".memory", path + ".kind");
        }
    }
}
