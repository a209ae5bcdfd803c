package tlpsim.scenarios.wiring;

import java.util.List;
import tlpsim.gen.hint.TagNamespace;
import tlpsim.scenarios.config.DmaBufPh;
import tlpsim.scenarios.config.EndpointConfig;
import tlpsim.scenarios.config.HostNamespace;
import tlpsim.scenarios.config.PeerTag;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.TargetConfig;
import tlpsim.scenarios.config.TargetNamespace;

/** In which namespace the requests of a flow go to the host, and what they carry to peers, in one column. */
final class FlowTags {
    /** Every peer understands it; what it names there is the queue's own partition. */
    private static final PeerTag PERFECT_PEER_TAG = new PeerTag(false, 1, DmaBufPh.TARGET);

    private final ScenarioConfig scenario;
    private final Column column;
    private final List<EndpointConfig> peers;

    FlowTags(ScenarioConfig scenario, Column column, List<EndpointConfig> peers) {
        this.scenario = scenario;
        this.column = column;
        this.peers = peers;
    }

    TagNamespace hostNamespace(FlowPlan.Flow flow) {
        boolean narrow = column == Column.CONFIGURED
                && flow.target()
                        .map(target -> target.hostNamespace() == HostNamespace.EIGHT_BIT)
                        .orElse(false);
        return narrow ? TagNamespace.EIGHT_BIT : TagNamespace.FOLLOWS_ENABLE;
    }

    /** By peer: what requests of a flow carry there at the start; null for no hint. */
    PeerTag[] ofPeers(FlowPlan.Flow flow, RequesterFunction function) {
        PeerTag[] tags = new PeerTag[peers.size()];
        TargetNamespace namespace = flow.target().map(TargetConfig::namespace).orElse(TargetNamespace.NONE);
        if (namespace == TargetNamespace.NONE) {
            return tags;
        }
        for (int peer = 0; peer < tags.length; peer++) {
            int at = peer;
            tags[peer] = column == Column.PERFECT_TAGS
                    ? PERFECT_PEER_TAG
                    : function.imports()
                            .flatMap(imports -> imports.ask(at, scenario.tph().enable(), namespace)
                                    .tag())
                            .orElse(null);
        }
        return tags;
    }

    /** By peer: whether that changes in mid-run. */
    boolean[] mayChange() {
        return DmaBufPlan.revoked(scenario, peers, column);
    }
}
