package tlpsim.scenarios.wiring;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tlpsim.scenarios.config.ControlEventConfig;
import tlpsim.scenarios.config.ControlOp;
import tlpsim.scenarios.config.DmaBufConfig;
import tlpsim.scenarios.config.EndpointConfig;
import tlpsim.scenarios.config.ScenarioConfig;

/** When exporters take the mappings of their dma-bufs back, and what they give out afterwards. Nothing of it depends on the traffic. */
final class DmaBufPlan {
    private DmaBufPlan() {}

    /**
     * One revocation; times from the start of the window.
     *
     * @param peer      index
     * @param atPs      the exporter invalidates the mapping: its tags name nothing any more
     * @param mappedPs  the buffer is mapped again
     * @param requeryPs importers ask again
     * @param tags      given out from {@code mappedPs} on; empty for none
     */
    record Revocation(int peer, long atPs, long mappedPs, long requeryPs, Optional<DmaBufConfig> tags) {}

    /** In order of time. */
    static List<Revocation> of(ScenarioConfig scenario, List<EndpointConfig> peers) {
        List<ControlEventConfig> events = scenario.tph().events().stream()
                .filter(event -> event.op() == ControlOp.REVOKE_DMA_BUF)
                .sorted(Comparator.comparingLong(ControlEventConfig::atPs))
                .toList();
        List<Optional<DmaBufConfig>> given = new ArrayList<>();
        peers.forEach(peer -> given.add(peer.peer().dmaBuf()));
        List<Revocation> revocations = new ArrayList<>();
        for (ControlEventConfig event : events) {
            int peer = indexOf(peers, event.revocation().peer());
            given.set(peer, after(event, given.get(peer), peers.get(peer)));
            long mappedPs = event.atPs() + event.revocation().remapAfterPs();
            revocations.add(new Revocation(
                    peer, event.atPs(), mappedPs, mappedPs + event.revocation().requeryLatencyPs(), given.get(peer)));
        }
        return revocations;
    }

    /** By peer: whether its dma-buf is taken back in a column. */
    static boolean[] revoked(ScenarioConfig scenario, List<EndpointConfig> peers, Column column) {
        boolean[] revoked = new boolean[peers.size()];
        if (column == Column.CONFIGURED) {
            of(scenario, peers).forEach(revocation -> revoked[revocation.peer()] = true);
        }
        return revoked;
    }

    private static Optional<DmaBufConfig> after(
            ControlEventConfig event, Optional<DmaBufConfig> before, EndpointConfig peer) {
        if (event.revocation().withdraw()) {
            return Optional.empty();
        }
        if (event.revocation().st().isEmpty() && event.revocation().stExt().isEmpty()) {
            return before;
        }
        DmaBufConfig first = peer.peer().dmaBuf().orElseThrow();
        return Optional.of(
                new DmaBufConfig(event.revocation().st(), event.revocation().stExt(), first.ph(), first.stAliased()));
    }

    private static int indexOf(List<EndpointConfig> peers, String id) {
        for (int peer = 0; peer < peers.size(); peer++) {
            if (peers.get(peer).id().equals(id)) {
                return peer;
            }
        }
        throw new IllegalStateException("no peer '" + id + "'");
    }
}
