package tlpsim.scenarios.wiring;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tlpsim.core.rule.AppliedRule;
import tlpsim.core.rule.ControlRule;
import tlpsim.core.rule.DmaBufRule;
import tlpsim.core.rule.Errno;
import tlpsim.core.rule.KernelRule;
import tlpsim.core.rule.OperationReport;
import tlpsim.core.rule.UapiRule;
import tlpsim.scenarios.config.CompleterSupport;
import tlpsim.scenarios.config.EndpointConfig;
import tlpsim.scenarios.config.Hint;
import tlpsim.scenarios.config.HintsConfig;
import tlpsim.scenarios.config.PeerTag;
import tlpsim.scenarios.config.RootPortConfig;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.StMode;
import tlpsim.scenarios.config.SteerConfig;
import tlpsim.scenarios.config.SteeringConfig;
import tlpsim.scenarios.config.TagSource;
import tlpsim.scenarios.config.TargetConfig;
import tlpsim.scenarios.config.TargetNamespace;
import tlpsim.scenarios.config.TphEnable;
import tlpsim.scenarios.config.TphGate;
import tlpsim.scenarios.config.WorkloadConfig;

/** Says for each flow and target what was asked for, what was granted at the start, and which rule decided. */
final class FlowGrants {
    private static final String NO_HINT = "no hint";

    private final ScenarioConfig scenario;
    private final FabricPlan fabric;
    private final FlowPlan flows;
    private final RequesterFunction[] functions;
    private final int[] firstQueues;

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
    }

    /** In order of flows; the host first, then peers. */
    List<FlowGrant> grants() {
        List<FlowGrant> grants = new ArrayList<>();
        for (int index = 0; index < flows.flows().size(); index++) {
            FlowPlan.Flow flow = flows.flows().get(index);
            List<TagSource> sources = hostSources(flow);
            boolean onlyPeers =
                    sources == null && flow.target().map(TargetConfig::hasPeer).orElse(false);
            if (!onlyPeers) {
                grants.add(sources == null ? none(flow, TargetConfig.HOST) : host(flow, index, sources));
            }
            for (int peer = 0; peer < fabric.peers().size(); peer++) {
                if (goesTo(flow, peer + 1)) {
                    grants.add(peer(flow, fabric.peers().get(peer)));
                }
            }
        }
        return grants;
    }

    private WorkloadConfig workload(FlowPlan.Flow flow) {
        return scenario.workloads().get(flow.workload());
    }

    private static boolean goesTo(FlowPlan.Flow flow, int place) {
        return flow.places().descriptor() == place
                || flow.places().header() == place
                || flow.places().payload() == place
                || flow.places().completion() == place;
    }

    private static FlowGrant none(FlowPlan.Flow flow, String target) {
        return new FlowGrant(flow.name(), target, NO_HINT, NO_HINT, "", "0", "", true);
    }

    /** The tag sources of hinted requests to the host; null without such requests. */
    private List<TagSource> hostSources(FlowPlan.Flow flow) {
        SteeringConfig steering = workload(flow).steering();
        HintsConfig hints = steering.hints();
        SteerConfig steer = steering.steer();
        boolean split = workload(flow).behaviour().headerSplitBytes() > 0;
        int header = split ? flow.places().header() : flow.places().payload();
        List<TagSource> sources = new ArrayList<>();
        boolean any = add(sources, flow.places().descriptor(), hints.descriptor(), steer.descriptor());
        any |= add(sources, header, hints.header(), steer.header());
        any |= add(sources, flow.places().payload(), hints.payload(), steer.payload());
        any |= add(sources, flow.places().completion(), hints.completion(), steer.completion());
        return any ? sources : null;
    }

    private static boolean add(List<TagSource> sources, int place, Hint hint, TagSource source) {
        boolean hinted = place == 0 && hint != Hint.NONE;
        if (hinted && source.kind() != TagSource.Kind.NONE && !sources.contains(source)) {
            sources.add(source);
        }
        return hinted;
    }

    private FlowGrant host(FlowPlan.Flow flow, int index, List<TagSource> sources) {
        RequesterFunction function = functions[flow.workload()];
        TphEnable asked = scenario.tph().enable();
        if (asked == TphEnable.OFF) {
            return new FlowGrant(flow.name(), TargetConfig.HOST, asked.spelling(), "off", "", "0", "", true);
        }
        OperationReport enabling = function.enabling().orElseThrow();
        TphEnable granted = function.granted();
        if (!enabling.ok()) {
            AppliedRule refused = refused(enabling);
            return grant(flow, asked, "off", refused.rule(), enabling.errno(), refusal(flow, refused));
        }
        TphEnable sent = TphEnable.of(function.capability().requesterEnable().bits());
        if (sent != granted) {
            String why = "kernel "
                    + scenario.tph().kernel().name().toLowerCase(Locale.ROOT).replace('_', '-')
                    + " restored the mode's number, not the type, after the first entry";
            return grant(flow, asked, sent.spelling(), KernelRule.SET_ST_RESTORE, Errno.NONE, why);
        }
        if (granted != asked) {
            boolean own = !function.device().tph().extended();
            String why = own
                    ? function.name() + " is no Extended TPH Requester"
                    : "root port " + rootPort(flow).id() + " is a TPH completer without Extended";
            ControlRule rule = own ? KernelRule.ENABLE_REQUESTER : KernelRule.ENABLE_COMPLETER;
            return grant(flow, asked, granted.spelling(), rule, Errno.NONE, why);
        }
        return tags(flow, index, sources, granted);
    }

    private static FlowGrant grant(
            FlowPlan.Flow flow, TphEnable asked, String granted, ControlRule rule, Errno errno, String why) {
        return new FlowGrant(
                flow.name(), TargetConfig.HOST, asked.spelling(), granted, rule.id(), errno.returned(), why, false);
    }

    private static AppliedRule refused(OperationReport report) {
        return report.rules().stream()
                .filter(rule -> rule.effect() == AppliedRule.Effect.REFUSED)
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    private String refusal(FlowPlan.Flow flow, AppliedRule refused) {
        if (refused.rule() == KernelRule.ENABLE_NO_CAPABILITY) {
            return functions[flow.workload()].name() + " has no TPH Requester capability";
        }
        if (refused.rule() == KernelRule.ENABLE_COMPLETER) {
            return "root port " + rootPort(flow).id() + " has no TPH completer";
        }
        return refused.detail();
    }

    private RootPortConfig rootPort(FlowPlan.Flow flow) {
        return scenario.fabric().rootPorts().get(fabric.rootPortOf(workload(flow)));
    }

    /** Enable is as asked; tags may still be missing. */
    private FlowGrant tags(FlowPlan.Flow flow, int index, List<TagSource> sources, TphEnable granted) {
        RequesterFunction function = functions[flow.workload()];
        String enable = granted.spelling();
        if (scenario.tph().mode() == StMode.NO_ST && !sources.isEmpty()) {
            return new FlowGrant(
                    flow.name(),
                    TargetConfig.HOST,
                    enable,
                    enable + " without tags",
                    KernelRule.SET_ST_NO_ST_MODE.id(),
                    "0",
                    "in mode no-st every tag is 0",
                    false);
        }
        int queues = 0;
        int withoutEntry = 0;
        int withoutTag = 0;
        for (int queue = 0; queue < function.queues(); queue++) {
            if (flows.flowOfQueue()[firstQueues[flow.workload()] + queue] != index) {
                continue;
            }
            queues++;
            boolean entry = true;
            boolean tag = true;
            for (TagSource source : sources) {
                int at = function.index(source, queue);
                entry &= function.startErrno(at) == Errno.NONE;
                tag &= source.kind() == TagSource.Kind.FIXED || function.startTag(at) != 0;
            }
            withoutEntry += entry ? 0 : 1;
            withoutTag += entry && !tag ? 1 : 0;
        }
        if (withoutEntry == 0 && withoutTag == 0) {
            boolean ungated = scenario.tph().gate() == TphGate.NONE
                    && exceeds(granted, rootPort(flow).tphCompleter());
            String why = ungated ? "root port " + rootPort(flow).id() + " was not asked, which is not Linux" : "";
            String rule = ungated ? UapiRule.REJECTED_DESIGNS.id() : "";
            return new FlowGrant(flow.name(), TargetConfig.HOST, enable, enable, rule, "0", why, !ungated);
        }
        String tagged = enable + ", tags for " + (queues - withoutEntry - withoutTag) + " of " + queues + " queues";
        if (withoutEntry > 0) {
            String rest = withoutTag == 0 ? "" : "; for " + withoutTag + " firmware has no tag (rule 26)";
            return new FlowGrant(
                    flow.name(),
                    TargetConfig.HOST,
                    enable,
                    tagged,
                    KernelRule.SET_ST_BOUNDS.id(),
                    Errno.ENXIO.returned(),
                    "the table has no entry for " + withoutEntry + rest,
                    false);
        }
        return new FlowGrant(
                flow.name(),
                TargetConfig.HOST,
                enable,
                tagged,
                UapiRule.NAMESPACE_EXHAUSTED.id(),
                "0",
                "firmware has no tag for the cores of " + withoutTag,
                false);
    }

    private static boolean exceeds(TphEnable granted, CompleterSupport rootPort) {
        return rootPort == CompleterSupport.NONE || rootPort == CompleterSupport.TPH && granted == TphEnable.EXTENDED;
    }

    private FlowGrant peer(FlowPlan.Flow flow, EndpointConfig peer) {
        TargetNamespace namespace = flow.target().orElseThrow().namespace();
        if (namespace == TargetNamespace.NONE) {
            return none(flow, peer.id());
        }
        TphEnable asked = scenario.tph().enable();
        boolean wide = asked == TphEnable.EXTENDED;
        String words = asked == TphEnable.OFF
                ? "a tag with TPH off"
                : !wide ? "8-bit" : namespace == TargetNamespace.EITHER ? "16-bit, else 8-bit" : "16-bit";
        TphEnable granted = functions[flow.workload()].granted();
        if (granted == TphEnable.OFF) {
            boolean gate = functions[flow.workload()].enabling().stream()
                    .anyMatch(report -> report.refusedBy(KernelRule.ENABLE_COMPLETER));
            String why = gate ? "root port " + rootPort(flow).id() + " has no TPH completer" : "TPH is off";
            ControlRule rule = gate ? UapiRule.ROOT_PORT_GATE : UapiRule.ST_WHILE_DISABLED;
            return new FlowGrant(
                    flow.name(),
                    peer.id(),
                    words,
                    NO_HINT,
                    rule.id(),
                    Errno.EINVAL.returned(),
                    why,
                    asked == TphEnable.OFF);
        }
        Optional<PeerTag> tag = PeerTag.of(peer.peer(), granted, namespace);
        if (tag.isEmpty()) {
            boolean exports = peer.peer().dmaBuf().isPresent();
            String bits = granted == TphEnable.EXTENDED ? "16-bit" : "8-bit";
            String why = peer.id() + (exports ? " exports no " + bits + " tag" : " exports no tag");
            ControlRule rule = exports ? DmaBufRule.GET_NAMESPACE : UapiRule.NO_GET_TPH;
            return new FlowGrant(
                    flow.name(), peer.id(), words, NO_HINT, rule.id(), Errno.EOPNOTSUPP.returned(), why, false);
        }
        return tagged(flow, peer, words, tag.get());
    }

    private FlowGrant tagged(FlowPlan.Flow flow, EndpointConfig peer, String words, PeerTag tag) {
        boolean wide = scenario.tph().enable() == TphEnable.EXTENDED;
        String granted = (tag.extended() ? "16-bit" : "8-bit") + " tag 0x" + Integer.toHexString(tag.st());
        boolean asAsked = wide == tag.extended();
        String why;
        if (asAsked) {
            why = "the " + (wide ? "16-bit" : "8-bit") + " namespace of its dma-buf";
        } else if (functions[flow.workload()].granted() == TphEnable.EXTENDED) {
            why = peer.id() + " exports no 16-bit tag";
        } else {
            why = "Requester Enable is 01b";
        }
        boolean enable = !asAsked && functions[flow.workload()].granted() != TphEnable.EXTENDED;
        ControlRule rule = enable ? UapiRule.EXTENDED_AT_8_BIT : UapiRule.PREFERRED_THEN_ALTERNATE;
        return new FlowGrant(flow.name(), peer.id(), words, granted, rule.id(), "0", why, asAsked);
    }
}
