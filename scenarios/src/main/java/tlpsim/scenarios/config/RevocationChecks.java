package tlpsim.scenarios.config;

import java.util.List;
import tlpsim.scenarios.schema.Quantity;
import tlpsim.scenarios.schema.Unit;

/** Rules of an event that takes a dma-buf back. */
final class RevocationChecks {
    private final Checker checker;
    private final ScenarioConfig scenario;

    RevocationChecks(Checker checker) {
        this.checker = checker;
        this.scenario = checker.scenario();
    }

    void check(ControlEventConfig event, String path) {
        List<String> ids = scenario.fabric().endpoints().stream()
                .filter(endpoint -> endpoint.kind() == EndpointKind.PEER)
                .map(EndpointConfig::id)
                .toList();
        if (event.revocation().peer().isEmpty()) {
            String allowed = ids.isEmpty() ? "a peer, of which there is none" : String.join(", ", ids);
            checker.conflict("the key 'peer' is missing, which op revoke-dma-buf needs; allowed: " + allowed, path);
        } else if (!ids.contains(event.revocation().peer())) {
            checker.unknown("a peer of this scenario", event.revocation().peer(), ids, path + ".peer");
        } else {
            tags(event, path);
            apart(event, path);
        }
    }

    private void tags(ControlEventConfig event, String path) {
        String peerPath = "fabric.endpoints." + event.revocation().peer();
        EndpointConfig peer = scenario.fabric().endpoints().stream()
                .filter(endpoint -> endpoint.id().equals(event.revocation().peer()))
                .findFirst()
                .orElseThrow();
        if (peer.peer().dmaBuf().isEmpty()) {
            checker.conflict(
                    "'" + event.revocation().peer() + "' exports no dma-buf that it could take back",
                    path + ".peer",
                    peerPath + ".dma-buf");
        } else if (event.revocation().stExt().isPresent() && peer.peer().tphCompleter() != CompleterSupport.EXTENDED) {
            checker.conflict(
                    "a 16-bit tag needs tph-completer extended", path + ".st-ext", peerPath + ".tph-completer");
        }
        if (event.revocation().withdraw()
                && (event.revocation().st().isPresent()
                        || event.revocation().stExt().isPresent())) {
            checker.conflict(
                    "a peer that gives out no tag any more names none; allowed: either withdraw, or st and st-ext",
                    path + ".withdraw",
                    path + ".st",
                    path + ".st-ext");
        }
    }

    /** A buffer that is not mapped cannot be taken back. */
    private void apart(ControlEventConfig event, String path) {
        List<ControlEventConfig> ofPeer = scenario.tph().events().stream()
                .filter(other -> other.op() == ControlOp.REVOKE_DMA_BUF
                        && other.revocation().peer().equals(event.revocation().peer()))
                .toList();
        if (ofPeer.stream().filter(other -> other.atPs() == event.atPs()).count() > 1) {
            notMapped(event, mappedPs(event), path);
            return;
        }
        ofPeer.stream()
                .filter(other -> other.atPs() < event.atPs() && event.atPs() <= mappedPs(other))
                .findFirst()
                .ifPresent(earlier -> notMapped(event, mappedPs(earlier), path));
    }

    private static long mappedPs(ControlEventConfig event) {
        return event.atPs() + event.revocation().remapAfterPs();
    }

    private void notMapped(ControlEventConfig event, long untilPs, String path) {
        checker.conflict(
                "the buffer of " + event.revocation().peer() + " is not mapped before "
                        + Quantity.print(untilPs, Unit.PICOSECONDS) + "; allowed: later",
                path + ".at",
                path + ".peer");
    }
}
