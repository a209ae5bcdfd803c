package tlpsim.scenarios.wiring;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import tlpsim.core.rule.Errno;
import tlpsim.core.rule.P2pdmaRule;
import tlpsim.scenarios.config.EndpointConfig;
import tlpsim.scenarios.config.Hint;
import tlpsim.scenarios.config.HintsConfig;
import tlpsim.scenarios.config.IndexSet;
import tlpsim.scenarios.config.RootPortConfig;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.StashObjectConfig;
import tlpsim.scenarios.config.StashedObjects;
import tlpsim.scenarios.config.TargetConfig;
import tlpsim.scenarios.config.TargetNamespace;
import tlpsim.scenarios.config.TphEnable;
import tlpsim.scenarios.config.WorkloadConfig;
import tlpsim.scenarios.schema.KeyDeclaration;

/** Says for each queue and target what was asked for, what was granted at the start, and which rule decided; queues with the same answer together. */
final class FlowGrants {
    private static final String NO_HINT = "no hint";
    private static final FlowGrant.Verdict NOTHING_ASKED = new FlowGrant.Verdict(NO_HINT, NO_HINT, "", "0", "", true);

    /** The kernel maps no address of the peer for the device. */
    private static final FlowGrant.Verdict UNMAPPED = new FlowGrant.Verdict(
            "peer memory",
            "host memory",
            P2pdmaRule.NOT_SUPPORTED.id(),
            Errno.EREMOTEIO.returned(),
            "the way leads through a host bridge that the kernel does not list",
            false);

    private final ScenarioConfig scenario;
    private final FabricPlan fabric;
    private final FlowPlan flows;
    private final RequesterFunction[] functions;
    private final int[] firstQueues;
    private final PeerWays ways;

    FlowGrants(
            ScenarioConfig scenario,
            FabricPlan fabric,
            FlowPlan flows,
            RequesterFunction[] functions,
            int[] firstQueues) {
        this.scenario = scenario;
        this.fabric = fabric;
        this.flows = flows;
        this.functions = functions;
        this.firstQueues = firstQueues;
        this.ways = new PeerWays(scenario);
    }

    /** In order of flows; the host first, then peers; queues in their order. */
    List<FlowGrant> grants() {
        List<FlowGrant> grants = new ArrayList<>();
        for (int index = 0; index < flows.flows().size(); index++) {
            FlowPlan.Flow flow = flows.flows().get(index);
            List<Integer> queues = queues(index, flow);
            boolean hinted = isHinted(flow);
            boolean onlyPeers =
                    !hinted && flow.target().map(TargetConfig::hasPeer).orElse(false);
            if (!onlyPeers) {
                IntFunction<FlowGrant.Verdict> verdict = host(flow, hinted);
                add(grants, flow, queues, new Grant(TargetConfig.HOST, verdict, queue -> Optional.empty()));
            }
            refused(grants, flow, queues);
            for (int peer = 0; peer < fabric.peers().size(); peer++) {
                EndpointConfig of = fabric.peers().get(peer);
                if (flow.goesTo(peer + 1)) {
                    add(grants, flow, queues, peer(flow, peer));
                } else if (names(flow, of.id())) {
                    PeerWay way = ways.way(flow.name(), workload(flow), Optional.empty(), of);
                    add(grants, flow, queues, new Grant(of.id(), queue -> UNMAPPED, queue -> Optional.of(way)));
                }
            }
        }
        return grants;
    }

    /** Objects that the driver asks to have stashed and the device cannot tag by themselves. */
    private void refused(List<FlowGrant> grants, FlowPlan.Flow flow, List<Integer> queues) {
        EndpointConfig device = functions[flow.workload()].device();
        for (StashObjectConfig object : new StashedObjects(workload(flow), device).refused()) {
            String name = KeyDeclaration.spelling(object.object());
            FlowGrant.Verdict verdict = new FlowGrant.Verdict(
                    "object " + name,
                    NO_HINT,
                    "",
                    Errno.EOPNOTSUPP.returned(),
                    device.id() + " cannot tag '" + name + "' by itself",
                    false);
            add(grants, flow, queues, new Grant(TargetConfig.HOST, queue -> verdict, queue -> Optional.empty()));
        }
    }

    private List<Integer> queues(int index, FlowPlan.Flow flow) {
        List<Integer> queues = new ArrayList<>();
        for (int queue = 0; queue < functions[flow.workload()].queues(); queue++) {
            if (flows.flowOfQueue()[firstQueues[flow.workload()] + queue] == index) {
                queues.add(queue);
            }
        }
        return queues;
    }

    /** What the queues of a flow are granted towards one target. */
    private record Grant(String target, IntFunction<FlowGrant.Verdict> verdict, IntFunction<Optional<PeerWay>> way) {}

    private void add(List<FlowGrant> grants, FlowPlan.Flow flow, List<Integer> queues, Grant grant) {
        Map<FlowGrant.Verdict, List<Integer>> groups = new LinkedHashMap<>();
        for (int queue : queues) {
            groups.computeIfAbsent(grant.verdict().apply(queue), any -> new ArrayList<>())
                    .add(queue);
        }
        groups.forEach((same, of) -> {
            String text = IndexSet.parse(of.stream().map(String::valueOf).collect(Collectors.joining(",")))
                    .text();
            String name = groups.size() == 1 ? flow.name() : workload(flow).id() + "[" + text + "]";
            grants.add(new FlowGrant(
                    flow.name(), name, text, grant.target(), same, grant.way().apply(of.get(0))));
        });
    }

    private WorkloadConfig workload(FlowPlan.Flow flow) {
        return scenario.workloads().get(flow.workload());
    }

    private boolean names(FlowPlan.Flow flow, String peer) {
        int splitBytes = workload(flow).behaviour().headerSplitBytes();
        return flow.target()
                .map(target -> target.peers(splitBytes).contains(peer))
                .orElse(false);
    }

    /** Whether some request to the host asks for a hint. */
    private boolean isHinted(FlowPlan.Flow flow) {
        StashedObjects objects = new StashedObjects(workload(flow), functions[flow.workload()].device());
        HintsConfig hints = objects.hints();
        boolean split = workload(flow).behaviour().headerSplitBytes() > 0;
        int header = split ? flow.places().header() : flow.places().payload();
        return isHinted(flow.places().descriptor(), hints.descriptor())
                || isHinted(header, hints.header())
                || isHinted(flow.places().payload(), hints.payload())
                || isHinted(
                        flow.places().payload(),
                        objects.offset().map(StashObjectConfig::hint).orElse(Hint.NONE))
                || isHinted(flow.places().completion(), hints.completion());
    }

    private static boolean isHinted(int place, Hint hint) {
        return place == 0 && hint != Hint.NONE;
    }

    private IntFunction<FlowGrant.Verdict> host(FlowPlan.Flow flow, boolean hinted) {
        if (!hinted) {
            return queue -> NOTHING_ASKED;
        }
        HostVerdicts verdicts = new HostVerdicts(scenario, functions[flow.workload()], rootPort(flow));
        if (scenario.tph().enable() == TphEnable.OFF) {
            FlowGrant.Verdict off =
                    new FlowGrant.Verdict(TphEnable.OFF.spelling(), TphEnable.OFF.spelling(), "", "0", "", true);
            return queue -> off;
        }
        return verdicts::of;
    }

    private Grant peer(FlowPlan.Flow flow, int peer) {
        EndpointConfig of = fabric.peers().get(peer);
        TargetNamespace namespace = flow.target().orElseThrow().namespace();
        if (namespace == TargetNamespace.NONE) {
            PeerWay way = ways.way(flow.name(), workload(flow), Optional.empty(), of);
            return new Grant(of.id(), queue -> NOTHING_ASKED, queue -> Optional.of(way));
        }
        PeerVerdicts verdicts = new PeerVerdicts(
                scenario, functions[flow.workload()], rootPort(flow), new PeerVerdicts.Target(peer, of, namespace));
        return new Grant(
                of.id(),
                verdicts::of,
                queue -> Optional.of(ways.way(flow.name(), workload(flow), verdicts.tag(queue), of)));
    }

    private RootPortConfig rootPort(FlowPlan.Flow flow) {
        return scenario.fabric().hostPorts().get(fabric.rootPortOf(workload(flow)));
    }
}
