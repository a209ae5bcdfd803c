package tlpsim.scenarios.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import tlpsim.scenarios.config.Direction;
import tlpsim.scenarios.config.EndpointConfig;
import tlpsim.scenarios.config.EndpointKind;
import tlpsim.scenarios.config.FabricTree;
import tlpsim.scenarios.config.IndexSet;
import tlpsim.scenarios.config.KernelParameter;
import tlpsim.scenarios.config.PcieLinkConfig;
import tlpsim.scenarios.config.PeerMappings;
import tlpsim.scenarios.config.PeerTag;
import tlpsim.scenarios.config.RootPortConfig;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.SwitchConfig;
import tlpsim.scenarios.config.TargetConfig;
import tlpsim.scenarios.config.TargetNamespace;
import tlpsim.scenarios.config.TphConfig;
import tlpsim.scenarios.config.TphEnable;
import tlpsim.scenarios.config.WorkloadConfig;
import tlpsim.scenarios.schema.KeyDeclaration;

/** Finds the way of each flow through the fabric, what stands at its end and where its tags come from. */
final class ExplainCommandPaths {
    private final ScenarioConfig scenario;
    private final FabricTree tree;
    private final PeerMappings mappings;

    ExplainCommandPaths(ScenarioConfig scenario) {
        this.scenario = scenario;
        this.tree = new FabricTree(scenario.fabric());
        this.mappings = new PeerMappings(scenario);
    }

    /** In the order of workloads and of their elements of targets; queues without one come last. */
    List<ExplainCommandPath> paths() {
        List<ExplainCommandPath> paths = new ArrayList<>();
        for (WorkloadConfig workload : scenario.workloads()) {
            EndpointConfig device = tree.endpoint(workload.endpoint()).orElseThrow();
            for (TargetConfig targets : workload.steering().targets()) {
                kinds(workload, device, mapped(workload, targets))
                        .forEach((target, kinds) -> paths.add(
                                path(workload, device, targets.queues().text(), kinds, target, targets.namespace())));
            }
            String rest = rest(workload);
            if (!rest.isEmpty()) {
                paths.add(path(workload, device, rest, List.of("all"), TargetConfig.HOST, TargetNamespace.EITHER));
            }
        }
        return paths;
    }

    /** With the host in place of peers that the kernel does not map. */
    private TargetConfig mapped(WorkloadConfig workload, TargetConfig targets) {
        return new TargetConfig(
                targets.queues(),
                mappings.target(workload, targets.descriptor()),
                mappings.target(workload, targets.header()),
                mappings.target(workload, targets.payload()),
                mappings.target(workload, targets.completion()),
                targets.namespace(),
                targets.hostNamespace());
    }

    List<ExplainCommandPath.LookAhead> lookAheads() {
        return tree.peers().stream()
                .map(peer -> new ExplainCommandPath.LookAhead(
                        peer.id(), peer.propagationPs(), peer.peer().credits().returnLatencyPs()))
                .toList();
    }

    private static Map<String, List<String>> kinds(
            WorkloadConfig workload, EndpointConfig device, TargetConfig targets) {
        int splitBytes = workload.behaviour().headerSplitBytes();
        Map<String, List<String>> kinds = new LinkedHashMap<>();
        add(kinds, targets.descriptor(), "descriptor");
        if (splitBytes > 0 && device.kind() == EndpointKind.NIC && workload.direction() != Direction.TX) {
            add(kinds, targets.header(), "header");
        }
        add(kinds, targets.payload(), "payload");
        add(kinds, targets.completion(), "completion");
        return kinds;
    }

    private static void add(Map<String, List<String>> kinds, String target, String kind) {
        kinds.computeIfAbsent(target, any -> new ArrayList<>()).add(kind);
    }

    /** Queues that no element of targets names. */
    private static String rest(WorkloadConfig workload) {
        String queues = IntStream.range(0, workload.queues().count())
                .filter(queue -> workload.steering().targets().stream()
                        .noneMatch(targets -> targets.queues().contains(queue)))
                .mapToObj(Integer::toString)
                .collect(Collectors.joining(","));
        return queues.isEmpty() ? "" : IndexSet.parse(queues).text();
    }

    private ExplainCommandPath path(
            WorkloadConfig workload,
            EndpointConfig device,
            String queues,
            List<String> kinds,
            String target,
            TargetNamespace namespace) {
        List<String> way = tree.way(device, target);
        RootPortConfig port = tree.rootPortAbove(device).orElseThrow();
        Optional<EndpointConfig> peer = tree.endpoint(target);
        return new ExplainCommandPath(
                workload.id(),
                queues,
                kinds,
                way,
                links(way),
                latencyPs(way),
                KeyDeclaration.spelling(peer.isPresent() ? peer.get().peer().tphCompleter() : port.tphCompleter()),
                workload.direction() == Direction.REPLAY ? "the capture" : tag(device, port, target, namespace));
    }

    private String tag(EndpointConfig device, RootPortConfig port, String target, TargetNamespace namespace) {
        TphEnable granted = scenario.tph().granted(scenario.tph().enable(), device, port.tphCompleter());
        if (granted == TphEnable.OFF) {
            return "none: " + off(scenario.tph(), device, port);
        }
        if (device.isIntegrated()) {
            return "none from firmware: -ENODEV (rule 23); requester enable " + granted.spelling();
        }
        return tree.endpoint(target)
                .map(peer -> exported(peer, granted, namespace))
                .orElse("firmware, " + KeyDeclaration.spelling(granted));
    }

    /** Why a function is granted no hints. */
    static String off(TphConfig tph, EndpointConfig device, RootPortConfig port) {
        if (!device.tph().supported()) {
            return device.id() + " has no TPH Requester capability";
        }
        if (tph.enable() != TphEnable.OFF && tph.parameters().contains(KernelParameter.NOTPH)) {
            return "the kernel is started with pci=notph";
        }
        boolean gated = tph.enable() != TphEnable.OFF && !tph.isUngated(device);
        if (gated && device.isIntegrated()) {
            return "this kernel does not exempt integrated endpoints, and there is no root port";
        }
        return gated ? "root port " + port.id() + " has no TPH completer (tph.gate linux)" : "tph.enable is off";
    }

    private static String exported(EndpointConfig peer, TphEnable granted, TargetNamespace namespace) {
        Optional<PeerTag> tag = PeerTag.of(peer.peer(), granted, namespace);
        if (tag.isPresent()) {
            return "dma-buf of " + peer.id() + ", " + text(tag.get());
        }
        if (namespace == TargetNamespace.NONE) {
            return "none: namespace none";
        }
        return peer.peer().dmaBuf().isEmpty()
                ? "none: " + peer.id() + " exports no dma-buf with tags"
                : "none: " + peer.id() + " exports no " + bits(granted == TphEnable.EXTENDED) + " tag";
    }

    static String bits(boolean extended) {
        return extended ? "16-bit" : "8-bit";
    }

    static String text(PeerTag tag) {
        return bits(tag.extended()) + " tag 0x" + Integer.toHexString(tag.st()) + ", ph "
                + KeyDeclaration.spelling(tag.ph());
    }

    private List<String> links(List<String> way) {
        List<String> links = new ArrayList<>();
        for (int hop = 1; hop < way.size(); hop++) {
            Optional<Link> link = link(way.get(hop - 1), way.get(hop));
            link.ifPresent(found -> links.add(found.text()));
        }
        return links;
    }

    private long latencyPs(List<String> way) {
        long latencyPs = way.contains(FabricTree.ROOT_COMPLEX)
                ? scenario.fabric().rootComplex().latencyPs()
                : 0;
        for (int hop = 1; hop < way.size(); hop++) {
            latencyPs += link(way.get(hop - 1), way.get(hop))
                    .map(Link::propagationPs)
                    .orElse(0L);
            latencyPs +=
                    tree.switchOf(way.get(hop)).map(SwitchConfig::latencyPs).orElse(0L);
        }
        return latencyPs;
    }

    /** One link of a way. */
    private record Link(PcieLinkConfig form, boolean flit, long propagationPs) {
        String text() {
            return form.text() + (flit ? " flit" : "");
        }
    }

    /** The link between two neighbours; none between a root port, the root complex and the host. */
    private Optional<Link> link(String one, String other) {
        return upper(one).filter(other::equals).isPresent()
                ? above(one)
                : upper(other).filter(one::equals).isPresent() ? above(other) : Optional.empty();
    }

    private Optional<String> upper(String id) {
        return tree.switchOf(id)
                .map(SwitchConfig::port)
                .or(() -> tree.endpoint(id).map(EndpointConfig::portAbove));
    }

    private Optional<Link> above(String id) {
        Optional<Link> ofSwitch =
                tree.switchOf(id).map(element -> new Link(element.link(), element.flit(), element.propagationPs()));
        return ofSwitch.or(() -> tree.endpoint(id)
                .map(device -> new Link(
                        device.link()
                                .orElseGet(() -> tree.rootPort(device.portAbove())
                                        .orElseThrow()
                                        .link()),
                        device.flit(),
                        device.propagationPs())));
    }
}
