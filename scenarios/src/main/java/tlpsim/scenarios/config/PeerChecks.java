package tlpsim.scenarios.config;

import java.util.List;
import tlpsim.scenarios.preset.PresetKind;
import tlpsim.scenarios.schema.Quantity;
import tlpsim.scenarios.schema.Unit;

/** Rules of a peer as a completer, and that other devices have none of its keys. */
final class PeerChecks {
    private static final List<String> KEYS = List.of(
            "tph-completer",
            "prefix",
            "extended-at-8bit",
            "credits",
            "posted-lines",
            "untagged-writes",
            "st-semantics",
            "on-wrong-operation",
            "engines");
    private static final int LINE_BYTES = 64;

    private final Checker checker;
    private final FabricTree tree;
    private final LinkChecks links;
    private final EndpointConfig endpoint;
    private final PeerConfig peer;
    private final String path;

    PeerChecks(Checker checker, FabricTree tree, EndpointConfig endpoint) {
        this.checker = checker;
        this.tree = tree;
        this.links = new LinkChecks(checker);
        this.endpoint = endpoint;
        this.peer = endpoint.peer();
        this.path = "fabric.endpoints." + endpoint.id();
    }

    void check() {
        if (endpoint.kind() != EndpointKind.PEER) {
            noPeer();
            return;
        }
        alone();
        links.prefix(path, peer.prefix());
        links.lookAhead(path, endpoint.propagationPs(), peer.credits());
        if (peer.memory().isEmpty()) {
            checker.conflict("the key 'memory' is missing, which a peer needs", path);
        } else {
            memory(peer.memory().get());
        }
        peer.dmaBuf().ifPresent(this::dmaBuf);
        if (peer.stSemantics() == StSemantics.PLACEMENT) {
            checker.unused(
                    path + ".on-wrong-operation", "no tag names an operation here; allowed: st-semantics operation");
        }
        for (WorkloadConfig workload : checker.scenario().workloads()) {
            if (workload.peers().contains(endpoint.id())) {
                tree.endpoint(workload.endpoint()).ifPresent(this::requester);
            }
        }
    }

    private void noPeer() {
        String why = "only a peer is a target; allowed: kind peer";
        for (String key : KEYS) {
            checker.unused(path + "." + key, why);
        }
        if (peer.dmaBuf().isPresent()) {
            checker.conflict(why, path + ".dma-buf", path + ".kind");
        }
        if (peer.memory().isPresent()) {
            checker.conflict(why, path + ".memory", path + ".kind");
        }
    }

    /** The link below a root port ends in one device; a peer receives there and cannot share it. */
    private void alone() {
        if (tree.rootPort(endpoint.port()).isEmpty()) {
            return;
        }
        FabricConfig fabric = checker.scenario().fabric();
        boolean shared =
                fabric.switches().stream().anyMatch(element -> element.port().equals(endpoint.port()))
                        || fabric.endpoints().stream()
                                        .filter(other -> other.port().equals(endpoint.port()))
                                        .count()
                                > 1;
        if (shared) {
            checker.conflict(
                    "'" + endpoint.port() + "' has another device below it; one link, one device: put a switch between",
                    path + ".port");
        }
    }

    private void dmaBuf(DmaBufConfig dmaBuf) {
        if (peer.tphCompleter() == CompleterSupport.NONE) {
            checker.conflict(
                    "a peer without tph-completer hands out no tags", path + ".dma-buf", path + ".tph-completer");
        } else if (dmaBuf.stExt().isPresent() && peer.tphCompleter() != CompleterSupport.EXTENDED) {
            checker.conflict(
                    "a 16-bit tag needs tph-completer extended", path + ".dma-buf.st-ext", path + ".tph-completer");
        }
        if (dmaBuf.st().isEmpty()) {
            checker.unused(path + ".dma-buf.st-aliased", "there is no 8-bit tag; allowed: with st");
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
        if (!memory.preset().equals("none")) {
            checker.preset("a peer preset", PresetKind.PEER, memory.preset(), path + ".memory.preset");
        }
        if (memory.cacheBytes() % ((long) memory.ways() * LINE_BYTES) != 0) {
            checker.conflict(
                    Quantity.print(memory.cacheBytes(), Unit.BYTES) + " is no whole number of sets of " + memory.ways()
                            + " ways of 64-byte lines",
                    path + ".memory.cache",
                    path + ".memory.ways");
        }
        if (memory.partitions() > memory.ways()) {
            checker.conflict(
                    memory.partitions() + " partitions need a way each, and there are " + memory.ways()
                            + "; allowed: 1 to " + memory.ways(),
                    path + ".memory.partitions",
                    path + ".memory.ways");
        }
    }

    /** A device that writes to this peer. */
    private void requester(EndpointConfig device) {
        links.credits(path, peer.credits(), device);
        if (endpoint.requests().mpsBytes() < device.requests().mpsBytes()) {
            checker.conflict(
                    "writes of " + device.id() + ", whose mps is "
                            + device.requests().mpsBytes()
                            + " B, would be malformed here; allowed: at least "
                            + device.requests().mpsBytes() + " B",
                    path + ".mps",
                    "fabric.endpoints." + device.id() + ".mps");
        }
    }
}
