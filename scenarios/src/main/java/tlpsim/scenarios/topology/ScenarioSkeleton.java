package tlpsim.scenarios.topology;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import tlpsim.core.config.DecodedFunction;
import tlpsim.core.config.PcieRegisters;
import tlpsim.core.config.PortType;
import tlpsim.core.config.TphRegisters;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.tph.StMode;
import tlpsim.core.tph.StTableLocation;
import tlpsim.core.tph.TphCompleterSupport;
import tlpsim.scenarios.config.EndpointConfig;
import tlpsim.scenarios.config.ScenarioReader;
import tlpsim.scenarios.preset.Preset;
import tlpsim.scenarios.preset.PresetCatalogue;
import tlpsim.scenarios.preset.PresetKind;

/**
 * Writes a scenario with what is known of a machine. A key that must be there and is not known has a value that stands
 * for nothing and the comment "fill in"; a key that need not be there is left out, or is a comment. The result always
 * passes {@code validate}.
 */
public final class ScenarioSkeleton {
    private static final int MAX_CAPABILITY_ENTRIES = 64;

    private final SkeletonTree tree;
    private final SkeletonAcs acs;
    private final SkeletonHost host;
    private final StringBuilder yaml = new StringBuilder();
    /** The line with the link of each root port, by the port's id. */
    private final Map<String, String> rootPortLinks = new TreeMap<>();

    private ScenarioSkeleton(Topology topology, SkeletonHost host) {
        this.tree = new SkeletonTree(topology);
        this.acs = new SkeletonAcs(tree);
        this.host = host;
    }

    /** @param source what was imported, for the first line */
    public static String write(
            String source, Topology topology, Optional<HostFacts> facts, List<EthtoolFacts> ethtool) {
        String full = new ScenarioSkeleton(topology, new SkeletonHost(facts, ethtool, false)).write(source);
        try {
            new ScenarioReader(PresetCatalogue.bundled()).read("skeleton", full, Path.of(""), List.of());
            return full;
        } catch (InvalidInputException contradiction) {
            // What sysfs says need not fit the rest of the preset that stands for the platform until it is filled in.
            return new ScenarioSkeleton(topology, new SkeletonHost(facts, ethtool, true)).write(source);
        }
    }

    private String write(String source) {
        line("# Imported from " + printable(source)
                + ". What stands here was read there; a line with \"fill in\" says what was not.");
        line("name: imported");
        line("platform:");
        line("  preset: " + platform() + "  # fill in: the platform ('tlpsim presets'); this one stands for none");
        host.platform().forEach(each -> line("  " + each));
        line("fabric:");
        rootPorts();
        switches();
        endpoints();
        workload();
        line("# tph: {enable: off}  # fill in: what the control plane is to enable");
        return yaml.toString();
    }

    private static String platform() {
        for (Preset preset : PresetCatalogue.bundled().presets()) {
            if (preset.kind() == PresetKind.PLATFORM) {
                return preset.name();
            }
        }
        throw new IllegalStateException("no platform is bundled");
    }

    private void rootPorts() {
        line("  root-ports:");
        for (ImportedFunction port : tree.rootPorts()) {
            PcieRegisters pcie = port.decoded().pcie().orElseThrow();
            element(tree.id(port), port);
            rootPortLinks.put(tree.id(port), link(pcie));
            line(link(pcie));
            flit(pcie);
            OptionalInt socket = host.socket(port);
            if (socket.isPresent()) {
                line("      socket: " + socket.getAsInt());
            }
            completer("tph-completer", pcie);
            prefix(pcie);
            SkeletonAcs.ofRootPort(port).ifPresent(this::line);
        }
        tree.unknownRootPorts().forEach((id, below) -> {
            PcieRegisters pcie = below.decoded().pcie().orElseThrow();
            String link = tree.isTop(below) ? link(pcie) : "      link: gen1 x1  # fill in";
            line("    - id: " + id + "  # fill in: the port above " + below.name() + " is not in the dump");
            rootPortLinks.put(id, link);
            line(link);
            line("      tph-completer: none  # fill in");
        });
        for (ImportedFunction unused : tree.unusedRootPorts()) {
            line("    # left out, as there are more than a scenario takes: " + unused.name());
        }
        if (rootPortLinks.isEmpty()) {
            line("    - {id: rp-none, link: gen1 x1}  # fill in: there is no root port in the dump");
        }
    }

    private void switches() {
        line(tree.switches().isEmpty() ? "  # no switches" : "  switches:");
        for (ImportedFunction upstream : tree.switches()) {
            PcieRegisters pcie = upstream.decoded().pcie().orElseThrow();
            element(tree.id(upstream), upstream);
            line("      port: " + tree.above(upstream));
            link(upstream);
            prefix(pcie);
            if (!inFlitMode(upstream)) {
                String mark = pcie.devCtl2().isPresent() ? "" : "  # fill in: Device Control 2 is not in the dump";
                line("      prefix-blocking: " + pcie.prefixBlocking() + mark);
            }
            portBlocking(upstream);
            line(acs.shared(upstream));
            acs.own(upstream).ifPresent(this::line);
        }
    }

    private void endpoints() {
        line("  endpoints:");
        for (ImportedFunction endpoint : tree.endpoints()) {
            PcieRegisters pcie = endpoint.decoded().pcie().orElseThrow();
            element(tree.id(endpoint), endpoint);
            line("      port: " + tree.above(endpoint));
            if (tree.above(endpoint).equals(EndpointConfig.ROOT_COMPLEX)) {
                line("      link: gen1 x1  # fill in: how fast its path into the host is; no register says");
            } else if (!rootPortLinks.containsKey(tree.above(endpoint))) {
                link(endpoint);
            }
            portBlocking(endpoint);
            acs.own(endpoint).ifPresent(this::line);
            line("      kind: " + kind(endpoint.decoded()));
            size("mps", pcie.maxPayloadBytes());
            size("mrrs", pcie.maxReadRequestBytes());
            if (pcie.completer().orElse(TphCompleterSupport.NONE) != TphCompleterSupport.NONE) {
                line("      # as a peer it would have tph-completer: "
                        + completer(pcie.completer().orElseThrow()));
            }
            tph(endpoint.decoded());
            SkeletonVfs.line(endpoint).ifPresent(this::line);
        }
        if (tree.endpoints().isEmpty()) {
            line("    - {id: ep-none, port: " + anyPort() + "}  # fill in: there is no endpoint in the dump");
        }
        SkeletonVfs vfs = new SkeletonVfs(tree);
        for (ImportedFunction other : tree.others()) {
            Optional<String> vf = other.virtual() ? vfs.name(other) : Optional.empty();
            if (vf.isPresent()) {
                line("    # " + other.name() + " is " + vf.get());
                continue;
            }
            line("    # left out: " + other.name() + " " + TopologyJson.id(other.decoded()) + ", "
                    + (other.virtual()
                            ? "a VF without its PF"
                            : other.decoded()
                                    .portType()
                                    .map(PortType::title)
                                    .orElse("no PCI Express capability in the dump")));
        }
    }

    private String anyPort() {
        if (!tree.rootPorts().isEmpty()) {
            return tree.id(tree.rootPorts().get(0));
        }
        return tree.unknownRootPorts().isEmpty()
                ? "rp-none"
                : tree.unknownRootPorts().keySet().iterator().next();
    }

    /** Class codes 02xxxx and 0108xx say what the device is; of all others a scenario needs to be told. */
    private static String kind(DecodedFunction decoded) {
        int classCode = decoded.header().classCode();
        if (classCode >>> 16 == 0x02) {
            return "nic";
        }
        return classCode >>> 8 == 0x0108
                ? "nvme"
                : String.format(
                        Locale.ROOT, "nic  # fill in: nic, nvme, peer or replay; its class is %06xh", classCode);
    }

    private void tph(DecodedFunction decoded) {
        Optional<TphRegisters> present = decoded.tph();
        if (present.isEmpty()) {
            boolean sure = decoded.knowsExtendedSpace() && !decoded.chains().cutOff();
            line("      tph: {supported: false}"
                    + (sure ? "" : "  # fill in: that part of the device is not in the dump"));
            return;
        }
        TphRegisters tph = present.get();
        List<String> modes = new ArrayList<>();
        modes.add("no-st");
        if (tph.supports(StMode.INTERRUPT_VECTOR)) {
            modes.add("interrupt-vector");
        }
        if (tph.supports(StMode.DEVICE_SPECIFIC)) {
            modes.add("device-specific");
        }
        line("      tph:");
        line("        modes: [" + String.join(", ", modes) + "]");
        line("        extended: " + tph.extended());
        line("        st-table: " + table(tph));
    }

    private static String table(TphRegisters tph) {
        int entries = tph.tableEntries();
        if (tph.location() == StTableLocation.NONE) {
            return "{location: none}";
        }
        if (!tph.hasTagModes() || tph.location() == StTableLocation.RESERVED) {
            return "{location: none}  # fill in: the device announces location "
                    + tph.location().bits() + " with " + entries + " entries, against the standard";
        }
        if (tph.location() == StTableLocation.MSIX) {
            return "{location: msi-x, entries: " + entries + "}";
        }
        return entries <= MAX_CAPABILITY_ENTRIES
                ? "{location: capability, entries: " + entries + "}"
                : "{location: capability, entries: 64}  # fill in: the device announces " + entries
                        + ", against the standard";
    }

    private void workload() {
        line("workloads:");
        String device = tree.endpoints().isEmpty() ? "ep-none" : tree.id(subject());
        line("  - id: fill-in  # fill in: the traffic; what is not given here has a default ('tlpsim explain')");
        line("    device: " + device);
        List<String> known = tree.endpoints().isEmpty() ? List.of() : host.workload(subject());
        known.forEach(each -> line("    " + each));
        // A NIC that receives at link rate with the default process is refused, as nothing would be left to chance.
        boolean nvme = !tree.endpoints().isEmpty() && kind(subject().decoded()).equals("nvme");
        if (!nvme && known.stream().noneMatch(each -> each.startsWith("arrivals"))) {
            line("    arrivals: {process: constant}  # fill in: rate, process, sizes, flows");
        }
        for (String each : host.unused()) {
            line("# " + each);
        }
    }

    /** The interface that ethtool was asked about, else the first with TPH that is a NIC or NVMe device. */
    private ImportedFunction subject() {
        ImportedFunction best = tree.endpoints().get(0);
        int rank = 0;
        for (ImportedFunction endpoint : tree.endpoints()) {
            int own = (host.isSubject(endpoint) ? 4 : 0)
                    + (endpoint.decoded().tph().isPresent() ? 2 : 0)
                    + (kind(endpoint.decoded()).contains("#") ? 0 : 1);
            if (own > rank) {
                rank = own;
                best = endpoint;
            }
        }
        return best;
    }

    private void element(String id, ImportedFunction function) {
        String what = function.description().isEmpty() ? "" : " " + printable(function.description());
        line("    - id: " + id + "  # " + function.name() + " " + TopologyJson.id(function.decoded()) + what);
    }

    /** A description comes from outside: nothing in it may end the comment or be refused by YAML. */
    private static String printable(String text) {
        return text.replaceAll("[^\\x20-\\x7E]", "?");
    }

    /** Below a root port there is one link, of which the port has spoken already. */
    private void link(ImportedFunction function) {
        String ofPort = rootPortLinks.get(tree.above(function));
        if (ofPort != null) {
            line(ofPort);
            return;
        }
        PcieRegisters pcie = function.decoded().pcie().orElseThrow();
        line(link(pcie));
        flit(pcie);
    }

    private static String link(PcieRegisters pcie) {
        OptionalInt generation = pcie.linkGeneration();
        int width = pcie.linkLanes().orElse(0);
        boolean usable = generation.isPresent() && width >= 1 && width <= 16 && Integer.bitCount(width) == 1;
        if (!usable) {
            return "      link: gen1 x1  # fill in: the dump has no link of a speed and width that a scenario takes";
        }
        return "      link: gen" + generation.getAsInt() + " x" + width
                + (pcie.linkUp() ? "" : "  # fill in: what the port can; the dump does not say what it does");
    }

    /** From gen6 on Flit Mode goes without saying. */
    private void flit(PcieRegisters pcie) {
        if (pcie.flitMode() && !link(pcie).contains("gen6") && !link(pcie).contains("gen1 x1  #")) {
            line("      flit: true");
        }
    }

    /** The port right above blocks prefixes on their way down; links in Flit Mode have none. */
    private void portBlocking(ImportedFunction function) {
        Optional<PcieRegisters> port =
                tree.portAbove(function).flatMap(each -> each.decoded().pcie());
        if (port.isPresent() && port.get().prefixBlocking() && !inFlitMode(function)) {
            line("      port-prefix-blocking: true");
        }
    }

    /** Either end of the function's link says so; damaged dumps hold ends that disagree. */
    private boolean inFlitMode(ImportedFunction function) {
        Optional<PcieRegisters> port =
                tree.portAbove(function).flatMap(each -> each.decoded().pcie());
        return inFlitMode(function.decoded().pcie().orElseThrow()) || port.isPresent() && inFlitMode(port.get());
    }

    private static boolean inFlitMode(PcieRegisters pcie) {
        return pcie.flitMode() || pcie.linkGeneration().orElse(0) >= 6;
    }

    private void completer(String key, PcieRegisters pcie) {
        if (pcie.completer().isEmpty() && pcie.version() >= 2) {
            line("      " + key + ": none  # fill in: Device Capabilities 2 is not in the dump");
            return;
        }
        line("      " + key + ": " + completer(pcie.completer().orElse(TphCompleterSupport.NONE)));
    }

    private static String completer(TphCompleterSupport support) {
        return switch (support) {
            case NONE -> "none";
            case TPH -> "tph";
            case RESERVED -> "none  # the reserved value 10b, which counts as none";
            case EXTENDED -> "extended";
        };
    }

    private void prefix(PcieRegisters pcie) {
        boolean known = pcie.devCap2().isPresent() || pcie.version() < 2;
        boolean endEnd = pcie.endEndPrefix() && pcie.extendedFmt();
        line("      prefix: {extended-fmt: " + pcie.extendedFmt() + ", end-end: " + endEnd
                + (endEnd ? ", max: " + pcie.maxEndEndPrefixes() : "") + "}"
                + (known ? "" : "  # fill in: Device Capabilities 2 is not in the dump"));
    }

    private void size(String key, OptionalInt bytes) {
        if (bytes.isPresent()) {
            line("      " + key + ": " + bytes.getAsInt() + " B");
        } else {
            line("      # " + key + ": fill in: the dump does not say");
        }
    }

    private void line(String text) {
        yaml.append(text).append('\n');
    }
}
