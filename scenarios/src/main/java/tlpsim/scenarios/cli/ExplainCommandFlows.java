package tlpsim.scenarios.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.agrona.concurrent.UnsafeBuffer;
import tlpsim.core.firmware.RootPortFirmware;
import tlpsim.core.firmware.TagDecoder;
import tlpsim.core.firmware.TargetLayout;
import tlpsim.core.path.CompleterRules;
import tlpsim.core.path.PrefixSupport;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.core.pipeline.HintOutcome;
import tlpsim.core.tlp.TlpFlyweight;
import tlpsim.core.tph.TphCompleterSupport;
import tlpsim.gen.hint.TagNamespace;
import tlpsim.scenarios.config.AddressWidth;
import tlpsim.scenarios.config.Direction;
import tlpsim.scenarios.config.EndpointConfig;
import tlpsim.scenarios.config.EndpointKind;
import tlpsim.scenarios.config.FabricTree;
import tlpsim.scenarios.config.Hint;
import tlpsim.scenarios.config.HintsConfig;
import tlpsim.scenarios.config.HostNamespace;
import tlpsim.scenarios.config.IndexSet;
import tlpsim.scenarios.config.PeerMappings;
import tlpsim.scenarios.config.PeerTag;
import tlpsim.scenarios.config.PlatformConfig;
import tlpsim.scenarios.config.RootPortConfig;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.StashedObjects;
import tlpsim.scenarios.config.SteerConfig;
import tlpsim.scenarios.config.TagSource;
import tlpsim.scenarios.config.TargetConfig;
import tlpsim.scenarios.config.TphEnable;
import tlpsim.scenarios.config.WorkloadConfig;
import tlpsim.scenarios.schema.KeyDeclaration;
import tlpsim.scenarios.wiring.Column;
import tlpsim.scenarios.wiring.FirmwareWiring;

/**
 * Finds out what becomes of each flow's hint when a run begins, the way a run does: the driver asks firmware for the tag and writes it, the device looks it
 * up and encodes the TLP, and the root port's policy judges the bytes as if the switches between let them pass.
 */
final class ExplainCommandFlows {
    private static final long ABOVE_4_GIB = 1L << 32;
    private static final long SAMPLE_ADDRESS = 0x1000;

    private final ScenarioConfig scenario;
    private final PlatformConfig platform;
    private final FabricTree tree;
    private final RootPortFirmware[] firmware;
    private final PeerMappings mappings;
    private final UnsafeBuffer header = new UnsafeBuffer(new byte[64]);
    private final TlpFlyweight tlp = new TlpFlyweight();

    /** @param directory what file names in the scenario are relative to */
    ExplainCommandFlows(ScenarioConfig scenario, java.nio.file.Path directory) {
        this.scenario = scenario;
        this.platform = scenario.platform();
        this.tree = new FabricTree(scenario.fabric());
        this.firmware = new FirmwareWiring(scenario, directory).ports(Column.CONFIGURED, scenario.seed());
        this.mappings = new PeerMappings(scenario);
    }

    /** In the order of workloads and kinds; queues to which the same happens together. */
    List<ExplainCommandFlow> flows() {
        List<ExplainCommandFlow> flows = new ArrayList<>();
        for (WorkloadConfig workload : scenario.workloads()) {
            EndpointConfig device = tree.endpoint(workload.endpoint()).orElseThrow();
            if (workload.direction() == Direction.REPLAY) {
                continue;
            }
            RootPortConfig port = tree.rootPortAbove(device).orElseThrow();
            Path path = new Path(
                    workload, device, port, new ExplainCommandFunction(device, port, scenario.tph(), workload));
            for (Access access : accesses(workload, device)) {
                flows.addAll(flows(path, access));
            }
        }
        return flows;
    }

    /** What a workload's TLPs pass. */
    private record Path(
            WorkloadConfig workload, EndpointConfig device, RootPortConfig port, ExplainCommandFunction function) {}

    /** One kind of access. */
    private record Access(AccessKind kind, String label, boolean write, Hint hint, TagSource source) {
        Access(AccessKind kind, boolean write, Hint hint, TagSource source) {
            this(kind, kind.label(), write, hint, source);
        }

        String target(TargetConfig targets, int headerSplitBytes) {
            return switch (kind) {
                case DESCRIPTOR, TRANSMIT_DESCRIPTOR -> targets.descriptor();
                case HEADER -> targets.headerWith(headerSplitBytes);
                case COMPLETION, TRANSMIT_COMPLETION -> targets.completion();
                default -> targets.payload();
            };
        }
    }

    private static List<Access> accesses(WorkloadConfig workload, EndpointConfig device) {
        StashedObjects objects = new StashedObjects(workload, device);
        HintsConfig hints = objects.hints();
        SteerConfig steer = workload.steering().steer();
        Direction direction = workload.direction();
        boolean sends = direction == Direction.TX || direction == Direction.FORWARD;
        boolean reads = direction == Direction.TX || direction == Direction.WRITE || direction == Direction.MIXED;
        boolean writes = !reads || direction == Direction.MIXED;
        List<Access> accesses = new ArrayList<>();
        if (direction != Direction.TX) {
            accesses.add(new Access(AccessKind.DESCRIPTOR, false, hints.descriptor(), steer.descriptor()));
        }
        if (sends) {
            accesses.add(new Access(AccessKind.TRANSMIT_DESCRIPTOR, false, hints.descriptor(), steer.descriptor()));
        }
        if (device.kind() != EndpointKind.NVME && writes) {
            accesses.add(new Access(AccessKind.HEADER, true, hints.header(), steer.header()));
        }
        if (writes) {
            accesses.add(new Access(AccessKind.PAYLOAD, true, hints.payload(), steer.payload()));
        }
        objects.offset()
                .ifPresent(object -> accesses.add(new Access(
                        AccessKind.PAYLOAD,
                        "bytes " + object.atBytes() + " to " + (object.atBytes() + object.lengthBytes() - 1),
                        true,
                        object.hint(),
                        steer.payload())));
        if (reads || direction == Direction.FORWARD) {
            accesses.add(new Access(AccessKind.DATA_READ, false, hints.payload(), steer.payload()));
        }
        if (direction != Direction.TX) {
            accesses.add(new Access(AccessKind.COMPLETION, true, hints.completion(), steer.completion()));
        }
        if (sends) {
            accesses.add(new Access(AccessKind.TRANSMIT_COMPLETION, true, hints.completion(), steer.completion()));
        }
        return accesses;
    }

    private List<ExplainCommandFlow> flows(Path path, Access access) {
        Map<String, List<Integer>> queues = new LinkedHashMap<>();
        Map<String, ExplainCommandFlow> samples = new LinkedHashMap<>();
        for (int queue = 0; queue < path.workload.queues().count(); queue++) {
            ExplainCommandFlow flow = flow(path, access, queue);
            String same = flow.target()
                    + ' '
                    + flow.sample().hasEntry()
                    + ' '
                    + flow.outcome()
                    + ' '
                    + flow.sample().namespace();
            samples.putIfAbsent(same, flow);
            queues.computeIfAbsent(same, any -> new ArrayList<>()).add(queue);
        }
        List<ExplainCommandFlow> flows = new ArrayList<>();
        samples.forEach((same, flow) -> flows.add(withQueues(flow, queues.get(same))));
        return flows;
    }

    private static ExplainCommandFlow withQueues(ExplainCommandFlow flow, List<Integer> queues) {
        String listed = IndexSet.parse(queues.stream().map(String::valueOf).collect(Collectors.joining(",")))
                .text();
        return new ExplainCommandFlow(
                flow.workload(),
                listed,
                flow.kind(),
                flow.target(),
                flow.hint(),
                flow.tagSource(),
                flow.mode(),
                flow.table(),
                flow.sample(),
                flow.outcome(),
                flow.why());
    }

    private ExplainCommandFlow flow(Path path, Access access, int queue) {
        WorkloadConfig workload = path.workload;
        int core = workload.queues().cores().coreOf(queue, workload.queues().count());
        TargetConfig targets = targets(workload, queue);
        String target = targets == null
                ? TargetConfig.HOST
                : mappings.target(
                        workload, access.target(targets, workload.behaviour().headerSplitBytes()));
        if (!target.equals(TargetConfig.HOST)) {
            return peer(path, access, new ExplainCommandFlow.Sample(queue, core, -1, true, -1, ""), targets, target);
        }
        boolean narrow = targets != null && targets.hostNamespace() == HostNamespace.EIGHT_BIT;
        TagNamespace namespace = narrow ? TagNamespace.EIGHT_BIT : TagNamespace.FOLLOWS_ENABLE;
        int entry = access.hint == Hint.NONE ? -1 : path.function.entry(access.source, queue);
        if (entry >= 0) {
            entry = path.function.writeTag(entry, tag(path, access.source, core, isExtended(path, namespace)));
        }
        long address = path.device.requests().addressBits() == AddressWidth.BITS_64 ? ABOVE_4_GIB : SAMPLE_ADDRESS;
        boolean flit = path.port.flit();
        int bytes = path.function.encode(
                new ExplainCommandFunction.Request(
                        access.write, flit, access.hint, access.source, namespace, queue, address),
                header);
        tlp.wrap(header, 0, bytes, flit);
        HintOutcome outcome = rules(path.port).outcome(tlp);
        boolean hasEntry = path.function.hasEntry(entry);
        String bits = tlp.hasHints() && tlp.st() != 0 ? tlp.isExtendedSt() ? "16-bit" : "8-bit" : "";
        ExplainCommandFlow.Sample sample =
                new ExplainCommandFlow.Sample(queue, core, entry, hasEntry, tlp.hasHints() ? tlp.st() : -1, bits);
        return new ExplainCommandFlow(
                workload.id(),
                "",
                access.label,
                target,
                KeyDeclaration.spelling(access.hint),
                access.source.text(),
                path.function.isEnabled()
                        ? KeyDeclaration.spelling(scenario.tph().mode())
                        : "off",
                path.function.place(path.device),
                sample,
                outcome.label(),
                why(path, access, sample, outcome));
    }

    /** The element of targets that names a queue, or null. */
    private static TargetConfig targets(WorkloadConfig workload, int queue) {
        for (TargetConfig targets : workload.steering().targets()) {
            if (targets.queues().contains(queue)) {
                return targets;
            }
        }
        return null;
    }

    private static CompleterRules rules(RootPortConfig port) {
        return new CompleterRules(
                TphCompleterSupport.valueOf(port.tphCompleter().name()),
                new PrefixSupport(
                        port.prefix().extendedFmt(),
                        port.prefix().endEnd(),
                        port.prefix().max()),
                true,
                port.hints().tphDisable(),
                CompleterRules.ExtendedAt8.valueOf(port.hints().extendedAt8().name()));
    }

    private static boolean isExtended(Path path, TagNamespace namespace) {
        return path.function.isExtended() && namespace != TagNamespace.EIGHT_BIT;
    }

    private RootPortFirmware firmware(Path path) {
        return firmware[scenario.fabric().hostPorts().indexOf(path.port)];
    }

    /** What the driver writes for a queue that {@code core} consumes. */
    private int tag(Path path, TagSource source, int core, boolean extended) {
        int wanted = switch (source.kind()) {
            case OFFSET -> (core + source.value()) % platform.totalCores();
            case CLUSTER -> core / platform.coresPerDomain() * platform.coresPerDomain();
            case SOCKET -> core / platform.cores() * platform.cores();
            default -> core;
        };
        boolean applied = extended == path.function.isExtended();
        if (ExplainCommandUserApi.refusal(path.device, path.workload, source, applied)
                .isPresent()) {
            return 0;
        }
        if (source.kind() == TagSource.Kind.FIXED) {
            return source.value();
        }
        if (path.device.isIntegrated()) {
            return 0;
        }
        return firmware(path).tag(wanted, extended);
    }

    private String why(Path path, Access access, ExplainCommandFlow.Sample sample, HintOutcome outcome) {
        String port = path.device.isIntegrated() ? "the root complex" : "root port " + path.port.id();
        TagDecoder tags = firmware(path).decoder();
        return switch (outcome) {
            case PLAIN -> plain(path, access, sample);
            case PH_ONLY -> untagged(path, access, sample);
            case TAGGED8 -> names(tags.targetOf8(sample.tag() & 0xFF), tags.isAliased8(sample.tag() & 0xFF));
            case TAGGED16 -> names(tags.targetOf16(sample.tag()), tags.isAliased16(sample.tag()));
            case HINT_IGNORED ->
                port + (path.port.hints().tphDisable() ? " discards hints" : " does not act on this hint");
            case UNSUPPORTED_REQUEST -> port + " rejects 16-bit tags: TLPs are lost";
            case MALFORMED -> port + " has no End-End prefixes: TLPs are lost";
            default -> "";
        };
    }

    private String plain(Path path, Access access, ExplainCommandFlow.Sample sample) {
        if (access.hint == Hint.NONE) {
            return "no hint is asked for";
        }
        if (!path.function.isEnabled()) {
            return ExplainCommandPaths.off(scenario.tph(), path.device, path.port);
        }
        if (sample.entry() == 0 && !sample.hasEntry()) {
            return "every entry that the driver shares has another tag: no hint";
        }
        return sample.hasEntry()
                ? "the function sends no hint"
                : "the table has no entry " + sample.entry() + ": no hint";
    }

    private String untagged(Path path, Access access, ExplainCommandFlow.Sample sample) {
        String does = "; PH alone does: "
                + KeyDeclaration.spelling(platform.deviceWrites().phOnly());
        if (access.source.kind() == TagSource.Kind.NONE) {
            return "no tag is asked for" + does;
        }
        if (scenario.tph().startMode() == tlpsim.scenarios.config.StMode.NO_ST) {
            return "mode no-st sends tag 0" + does;
        }
        if (!sample.hasEntry()) {
            return "the table has no entry " + sample.entry() + ": tag 0" + does;
        }
        if (path.device.isIntegrated()) {
            return "pcie_tph_get_cpu_st finds no root port above " + path.device.id() + ": -ENODEV (rule 23)" + does;
        }
        TargetConfig targets = targets(path.workload, sample.queue());
        boolean narrow = targets != null && targets.hostNamespace() == HostNamespace.EIGHT_BIT;
        boolean wide = path.function.isExtended() && !narrow;
        Optional<String> refusal = ExplainCommandUserApi.refusal(
                path.device, path.workload, access.source, wide == path.function.isExtended());
        if (refusal.isPresent()) {
            return refusal.get() + does;
        }
        String bits = wide ? "16-bit" : "8-bit";
        return "firmware has no " + bits + " tag for core " + sample.core() + does;
    }

    private String names(int target, boolean aliased) {
        if (target == TargetLayout.UNKNOWN) {
            return "names nothing that the platform knows";
        }
        String kind = switch (TargetLayout.kind(target)) {
            case TargetLayout.KIND_CORE -> "core ";
            case TargetLayout.KIND_CLUSTER -> "cluster ";
            default -> "socket ";
        };
        return "names " + kind + TargetLayout.index(target) + (aliased ? " and others (aliased)" : "") + ", placement "
                + KeyDeclaration.spelling(platform.deviceWrites().tagPlacement());
    }

    /** The hint of requests to a peer: what its exporter gives; what the way makes of it, only a run tells. */
    private ExplainCommandFlow peer(
            Path path, Access access, ExplainCommandFlow.Sample sample, TargetConfig targets, String id) {
        TphEnable granted = scenario.tph().granted(scenario.tph().enable(), path.device, path.port.tphCompleter());
        Optional<PeerTag> tag = PeerTag.of(tree.endpoint(id).orElseThrow().peer(), granted, targets.namespace());
        return new ExplainCommandFlow(
                path.workload.id(),
                "",
                access.label,
                id,
                tag.map(of -> KeyDeclaration.spelling(of.ph())).orElse("none"),
                "dma-buf",
                granted == TphEnable.OFF
                        ? "off"
                        : KeyDeclaration.spelling(scenario.tph().mode()),
                "-",
                tag.map(of -> new ExplainCommandFlow.Sample(
                                sample.queue(),
                                sample.core(),
                                -1,
                                true,
                                of.st(),
                                ExplainCommandPaths.bits(of.extended())))
                        .orElse(sample),
                tag.isPresent() ? "by path" : HintOutcome.PLAIN.label(),
                tag.map(of -> "the peer's exporter gives " + ExplainCommandPaths.text(of))
                        .orElse("no tag from the peer's exporter: see paths"));
    }
}
