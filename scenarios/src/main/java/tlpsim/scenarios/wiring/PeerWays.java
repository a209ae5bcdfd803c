package tlpsim.scenarios.wiring;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.agrona.concurrent.UnsafeBuffer;
import tlpsim.core.fabric.PeerWindow;
import tlpsim.core.kernel.P2pdmaMapping;
import tlpsim.core.path.AskedHint;
import tlpsim.core.path.Crossing;
import tlpsim.core.pipeline.HintOutcome;
import tlpsim.core.pipeline.TlpRecordLayout;
import tlpsim.core.tlp.MemoryRequestEncoder;
import tlpsim.core.tlp.TlpFlyweight;
import tlpsim.core.tlp.TlpLayout;
import tlpsim.scenarios.config.EndpointConfig;
import tlpsim.scenarios.config.PeerMappings;
import tlpsim.scenarios.config.PeerTag;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.TargetConfig;
import tlpsim.scenarios.config.TphEnable;
import tlpsim.scenarios.config.WorkloadConfig;

/** Sends the header of one write of each flow to each of its peers, through the crossings of a run, when the run begins. */
public final class PeerWays {
    private static final int WRITE_DW = 16;

    private final ScenarioConfig scenario;
    private final FabricPlan fabric;
    private final FlowPlan flows;
    private final PeerMappings mappings;
    private final UnsafeBuffer record = new UnsafeBuffer(new byte[TlpRecordLayout.RECORD_BYTES]);
    private final TlpFlyweight tlp = new TlpFlyweight();

    public PeerWays(ScenarioConfig scenario) {
        this.scenario = scenario;
        this.fabric = new FabricPlan(scenario, Column.CONFIGURED);
        this.flows = new FlowPlan(scenario, fabric);
        this.mappings = new PeerMappings(scenario);
    }

    /** In order of flows and peers. */
    public List<PeerWay> ways() {
        List<PeerWay> ways = new ArrayList<>();
        for (FlowPlan.Flow flow : flows.flows()) {
            WorkloadConfig workload = scenario.workloads().get(flow.workload());
            if (flow.target().isEmpty()) {
                continue;
            }
            List<String> named = flow.target().get().peers(workload.behaviour().headerSplitBytes());
            for (EndpointConfig peer : fabric.peers()) {
                if (named.contains(peer.id())) {
                    EndpointConfig device =
                            fabric.tree().endpoint(workload.endpoint()).orElseThrow();
                    Optional<PeerTag> tag = tag(device, peer, flow.target().get());
                    ways.add(way(flow.name(), workload, tag, peer));
                }
            }
        }
        return ways;
    }

    /** @param tag of the flow's requests to the peer; empty where they carry no hint */
    PeerWay way(String flow, WorkloadConfig workload, Optional<PeerTag> tag, EndpointConfig peer) {
        EndpointConfig device = fabric.tree().endpoint(workload.endpoint()).orElseThrow();
        Optional<P2pdmaMapping> mapping = mappings.mapping(device, peer);
        if (mapping.isPresent() && !mapping.get().isMapped()) {
            return new PeerWay(flow, peer.id(), mapping, List.of(), Optional.empty(), "plain", HintOutcome.PLAIN, "");
        }
        boolean translated = fabric.isTranslated(workload);
        emit(workload, tag, translated, fabric.destination(peer.id()) - 1);
        String asked = AskedHint.label(AskedHint.of(tlp));
        HintOutcome left = cross(workload, peer, translated);
        return new PeerWay(
                flow,
                peer.id(),
                mapping,
                fabric.tree().way(device, peer.id()),
                fabric.tree().turn(device, peer.id()),
                asked,
                left,
                fabric.elementNames().get(record.getByte(TlpRecordLayout.HOP) & 0xFF));
    }

    private Optional<PeerTag> tag(EndpointConfig device, EndpointConfig peer, TargetConfig target) {
        TphEnable granted = scenario.tph()
                .granted(
                        scenario.tph().enable(),
                        device,
                        fabric.tree().rootPortAbove(device).orElseThrow().tphCompleter());
        return PeerTag.of(peer.peer(), granted, target.namespace());
    }

    private void emit(WorkloadConfig workload, Optional<PeerTag> tag, boolean translated, int peer) {
        boolean flit =
                fabric.startingLinks().get(fabric.portOf(workload)).link().flit();
        MemoryRequestEncoder encoder = new MemoryRequestEncoder()
                .flit(flit)
                .address(PeerWindow.busAddress(peer, 0))
                .lengthDw(WRITE_DW)
                .addressType(translated ? TlpLayout.AT_TRANSLATED : TlpLayout.AT_UNTRANSLATED);
        if (tag.isPresent() && tag.get().st() == PeerTag.WITHOUT_TAG) {
            encoder.hints(tag.get().ph().ordinal(), 0);
        } else if (tag.isPresent() && tag.get().extended()) {
            encoder.extendedHints(tag.get().ph().ordinal(), tag.get().st())
                    .forcePrefix(tag.get().st() != 0);
        } else if (tag.isPresent()) {
            encoder.hints(tag.get().ph().ordinal(), tag.get().st());
        }
        record.setMemory(0, TlpRecordLayout.RECORD_BYTES, (byte) 0);
        int bytes = encoder.encode(record, TlpRecordLayout.EMITTED);
        record.putByte(TlpRecordLayout.EMITTED_BYTES, (byte) bytes);
        record.putByte(TlpRecordLayout.FLAGS, (byte) (flit ? TlpRecordLayout.FLAG_FLIT : 0));
        tlp.wrap(record, TlpRecordLayout.EMITTED, bytes, flit);
    }

    private HintOutcome cross(WorkloadConfig workload, EndpointConfig peer, boolean translated) {
        for (Crossing crossing : fabric.crossings(workload, fabric.destination(peer.id()), translated)) {
            if (!crossing.apply(record, 0)) {
                return outcome();
            }
        }
        if (outcome() == HintOutcome.HINT_STRIPPED) {
            return HintOutcome.HINT_STRIPPED;
        }
        int delivered = record.getByte(TlpRecordLayout.DELIVERED_BYTES);
        boolean changed = delivered > 0;
        int flags = record.getByte(TlpRecordLayout.FLAGS);
        tlp.wrap(
                record,
                changed ? TlpRecordLayout.DELIVERED : TlpRecordLayout.EMITTED,
                changed ? delivered : record.getByte(TlpRecordLayout.EMITTED_BYTES),
                (flags & (changed ? TlpRecordLayout.FLAG_DELIVERED_FLIT : TlpRecordLayout.FLAG_FLIT)) != 0);
        HintOutcome outcome = PeerWiring.rules(Column.CONFIGURED, peer.peer()).outcome(tlp);
        int hop = record.getByte(TlpRecordLayout.HOP);
        boolean decidesHere = hop == 0 || outcome.isLost();
        record.putByte(
                TlpRecordLayout.HOP,
                decidesHere ? (byte) fabric.topology().hopOfPeer(fabric.destination(peer.id()) - 1) : (byte) hop);
        return outcome;
    }

    private HintOutcome outcome() {
        return HintOutcome.ofCode(record.getByte(TlpRecordLayout.OUTCOME));
    }
}
