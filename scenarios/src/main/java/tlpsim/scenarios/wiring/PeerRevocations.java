package tlpsim.scenarios.wiring;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tlpsim.scenarios.config.EndpointConfig;
import tlpsim.scenarios.config.PeerTag;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.TargetConfig;
import tlpsim.scenarios.config.TargetNamespace;

/** What software does about dma-bufs that their exporters take back: every flow that goes there imports for itself, and asks again. */
final class PeerRevocations {
    private final ScenarioConfig scenario;
    private final List<EndpointConfig> peers;
    private final FlowPlan flows;
    private final RequesterFunction[] functions;
    private final ControlTimeline timeline;

    /** @param functions by workload */
    PeerRevocations(
            ScenarioConfig scenario,
            FabricPlan fabric,
            FlowPlan flows,
            RequesterFunction[] functions,
            ControlTimeline timeline) {
        this.scenario = scenario;
        this.peers = fabric.peers();
        this.flows = flows;
        this.functions = functions;
        this.timeline = timeline;
    }

    List<DmaBufPlan.Revocation> planned() {
        return DmaBufPlan.of(scenario, peers);
    }

    /** Importers hear that what they have is stale; it goes on being sent until they have asked again. */
    void invalidate(DmaBufPlan.Revocation revocation) {
        owners().forEach(imports -> imports.invalidate(revocation.peer()));
        for (FlowPlan.Flow flow : importers(revocation.peer())) {
            ControlSteps steps = new ControlSteps(0, 0, revocation.atPs());
            String cause = ControlOutcome.DMA_BUF + name(revocation) + " is taken back from " + flow.name();
            timeline.note(
                    flow.workload(), cause, ask(flow, revocation.peer()).view().look(), revocation.atPs(), steps);
        }
    }

    void remap(DmaBufPlan.Revocation revocation) {
        owners().forEach(imports -> imports.remap(revocation.peer(), revocation.tags()));
    }

    void askAgain(DmaBufPlan.Revocation revocation) {
        for (FlowPlan.Flow flow : importers(revocation.peer())) {
            ControlSteps steps = timeline.steps(flow.workload(), revocation.requeryPs());
            String cause = ControlOutcome.DMA_BUF + name(revocation) + ", " + flow.name() + " asks again";
            long startPs = steps.nowPs();
            PeerImports.Answer answer = ask(flow, revocation.peer());
            timeline.note(flow.workload(), cause, answer.report(), startPs, steps);
            RequesterFunction function = functions[flow.workload()];
            for (int queue = 0; queue < function.queues(); queue++) {
                if (flows.flow(timeline.globalQueue(flow.workload(), queue)).equals(flow)) {
                    carry(flow.workload(), revocation.peer(), queue, answer.tag(), cause, steps);
                }
            }
            timeline.finish(flow.workload(), steps);
        }
    }

    /** A queue carries from now on what its flow has, or no hint. */
    private void carry(int workload, int peer, int queue, Optional<PeerTag> tag, String cause, ControlSteps steps) {
        RequesterFunction function = functions[workload];
        TagWish wish = PeerHints.wish(function, peer, tag.orElse(null));
        for (int index : function.peerHints().indexes(peer, queue)) {
            function.rewish(index, wish);
            if (tag.isPresent()) {
                long startPs = steps.nowPs();
                TagRequest request = wish.request(0, function.isExtended());
                List<Written> written = function.registers().assignAll(List.of(index), List.of(request), steps);
                timeline.note(
                        workload, cause + ", queue " + queue, written.get(0).report(), startPs, steps);
            }
        }
        steps.peerHint(queue, PeerHints.encode(peer, tag));
    }

    private PeerImports.Answer ask(FlowPlan.Flow flow, int peer) {
        PeerImports imports = functions[flow.workload()].imports().orElseThrow();
        return imports.ask(
                peer,
                scenario.tph().enable(),
                flow.target().map(TargetConfig::namespace).orElseThrow());
    }

    private List<FlowPlan.Flow> importers(int peer) {
        return flows.flows().stream()
                .filter(flow ->
                        flow.goesTo(peer + 1) && flow.target().orElseThrow().namespace() != TargetNamespace.NONE)
                .toList();
    }

    private List<PeerImports> owners() {
        List<PeerImports> owners = new ArrayList<>();
        for (RequesterFunction function : functions) {
            function.imports().filter(imports -> !owners.contains(imports)).ifPresent(owners::add);
        }
        return owners;
    }

    private String name(DmaBufPlan.Revocation revocation) {
        return peers.get(revocation.peer()).id();
    }
}
