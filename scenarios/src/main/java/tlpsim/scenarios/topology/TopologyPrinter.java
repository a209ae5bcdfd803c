package tlpsim.scenarios.topology;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import tlpsim.core.config.AcsRegisters;
import tlpsim.core.config.DecodedFunction;
import tlpsim.core.config.Finding;
import tlpsim.core.config.PciConfigLayout;
import tlpsim.core.config.PcieRegisters;
import tlpsim.core.config.PortType;
import tlpsim.core.config.SriovRegisters;
import tlpsim.core.config.TphRegisters;
import tlpsim.core.tph.RequesterEnable;
import tlpsim.core.tph.StMode;
import tlpsim.core.tph.TphCompleterSupport;

/** Functions as text: one block each, then a summary. */
public final class TopologyPrinter {
    private static final int ENTRIES_PER_LINE = 8;
    private static final Set<PortType> SWITCH_PORTS = EnumSet.of(PortType.SWITCH_UPSTREAM, PortType.SWITCH_DOWNSTREAM);
    private static final Set<PortType> PORTS = EnumSet.of(
            PortType.ROOT_PORT,
            PortType.SWITCH_UPSTREAM,
            PortType.SWITCH_DOWNSTREAM,
            PortType.PCIE_TO_PCI_BRIDGE,
            PortType.PCI_TO_PCIE_BRIDGE);

    private final Topology topology;
    private final StringBuilder text = new StringBuilder();

    private TopologyPrinter(Topology topology) {
        this.topology = topology;
    }

    public static String print(Topology topology) {
        TopologyPrinter printer = new TopologyPrinter(topology);
        topology.functions().forEach(printer::function);
        printer.summary();
        return printer.text.toString();
    }

    private void function(ImportedFunction function) {
        DecodedFunction decoded = function.decoded();
        line("%s  %s  %s", function.name(), TopologyJson.id(decoded), function.description());
        String noType = isUnknown(decoded) ? "PCI Express capability not in the dump" : "no PCI Express capability";
        String type = decoded.portType().map(PortType::title).orElse(noType);
        if (function.virtual()) {
            type += ", VF";
        }
        line(
                "  type        %s, class %06xh, %d bytes of configuration space",
                type, decoded.header().classCode(), decoded.image().sizeBytes());
        line("  requester   %s", requester(decoded));
        decoded.tph().ifPresent(this::table);
        line("  completer   %s", completer(function));
        line("  prefixes    %s", decoded.pcie().map(TopologyPrinter::prefixes).orElse(noCapability(decoded)));
        line("  ACS         %s", decoded.acs().map(TopologyPrinter::acs).orElse(absent(decoded)));
        line("  SR-IOV      %s", decoded.sriov().map(TopologyPrinter::sriov).orElse(absent(decoded)));
        for (Finding each : function.findings()) {
            line("  finding     %s", each);
        }
        line(
                "  verdict     %s.",
                isPort(decoded)
                        ? "a port, not a requester"
                        : TphVerdict.of(topology, function).text());
        text.append('\n');
    }

    private static String absent(DecodedFunction decoded) {
        boolean unknown = decoded.pcie().isPresent() && !decoded.knowsExtendedSpace();
        return unknown || isUnknown(decoded) ? "not in the dump" : "none";
    }

    /** A port or bridge that announces no TPH Requester capability, of which nobody would expect one. */
    private static boolean isPort(DecodedFunction decoded) {
        boolean port = decoded.portType().map(PORTS::contains).orElse(false);
        return port && decoded.tph().isEmpty() && decoded.knowsExtendedSpace();
    }

    private static String noCapability(DecodedFunction decoded) {
        return isUnknown(decoded) ? "not in the dump" : "-";
    }

    /** Whether the image ends before what a chain leads to, or holds nothing. */
    private static boolean isUnknown(DecodedFunction decoded) {
        return decoded.chains().cutOff()
                || decoded.image().allOnes()
                || decoded.image().sizeBytes() < PciConfigLayout.PCI_STD_HEADER_SIZEOF;
    }

    private static String requester(DecodedFunction decoded) {
        Optional<TphRegisters> present = decoded.tph();
        if (present.isEmpty()) {
            return absent(decoded);
        }
        TphRegisters tph = present.get();
        return String.format(
                Locale.ROOT,
                "at %03xh, capability %08xh, control %08xh\n              modes %s; %s; %s\n              now %s, mode %s",
                tph.offset(),
                tph.capability(),
                tph.control(),
                modes(tph),
                tph.extended() ? "8-bit and 16-bit tags" : "8-bit tags",
                table(tph.location().bits(), tph.tableEntries()),
                enable(tph.enable()),
                mode(tph));
    }

    private static String modes(TphRegisters tph) {
        StringBuilder modes = new StringBuilder();
        for (StMode mode : new StMode[] {StMode.NO_ST, StMode.INTERRUPT_VECTOR, StMode.DEVICE_SPECIFIC}) {
            if (tph.supports(mode)) {
                modes.append(modes.isEmpty() ? "" : ", ").append(name(mode));
            }
        }
        return modes.isEmpty() ? "none" : modes.toString();
    }

    private static String name(StMode mode) {
        return switch (mode) {
            case NO_ST -> "No ST";
            case INTERRUPT_VECTOR -> "Interrupt Vector";
            case DEVICE_SPECIFIC -> "Device Specific";
            case RESERVED -> "reserved";
        };
    }

    private static String mode(TphRegisters tph) {
        return tph.mode() == StMode.RESERVED ? "reserved " + tph.modeField() : name(tph.mode());
    }

    private static String table(int location, int entries) {
        return switch (location) {
            case 0 -> "no ST table";
            case 1 -> "ST table of " + entries + " in the capability";
            case 2 -> "ST table of " + entries + " in the MSI-X table";
            default -> "ST table of " + entries + " at the reserved location 11b";
        };
    }

    private static String enable(RequesterEnable enable) {
        return switch (enable) {
            case NONE -> "disabled (00b)";
            case TPH -> "enabled with 8-bit tags (01b)";
            case RESERVED -> "at the reserved value 10b";
            case EXTENDED -> "enabled with 8-bit and 16-bit tags (11b)";
        };
    }

    private void table(TphRegisters tph) {
        for (int first = 0; first < tph.entries().size(); first += ENTRIES_PER_LINE) {
            StringBuilder row = new StringBuilder();
            for (int i = first;
                    i < Math.min(first + ENTRIES_PER_LINE, tph.entries().size());
                    i++) {
                row.append(String.format(Locale.ROOT, " %04x", tph.entries().get(i)));
            }
            line("              ST table[%d]%s", first, row);
        }
    }

    private String completer(ImportedFunction function) {
        Optional<PortType> type = function.decoded().portType();
        if (type.map(SWITCH_PORTS::contains).orElse(false)) {
            return "reserved in switch ports";
        }
        String own = function.decoded().pcie().map(TopologyPrinter::support).orElse(noCapability(function.decoded()));
        if (function.decoded().portType().equals(Optional.of(PortType.ROOT_PORT))) {
            return own;
        }
        Optional<ImportedFunction> port = topology.rootPort(function);
        if (port.isPresent()) {
            String above =
                    port.get().decoded().pcie().map(TopologyPrinter::support).orElse("-");
            return "itself " + own + "; root port " + port.get().name() + " " + above;
        }
        boolean integrated = function.decoded().portType().equals(Optional.of(PortType.RC_INTEGRATED_ENDPOINT));
        return "itself " + own + (integrated ? "; below no root port" : "; root port above it not in the dump");
    }

    private static String support(PcieRegisters pcie) {
        if (pcie.devCap2().isEmpty()) {
            return pcie.version() < 2 ? "none (no Device Capabilities 2)" : "not in the dump";
        }
        String meaning = switch (pcie.completer().orElse(TphCompleterSupport.NONE)) {
            case NONE -> "none (00b)";
            case TPH -> "TPH (01b)";
            case RESERVED -> "reserved (10b)";
            case EXTENDED -> "TPH and Extended TPH (11b)";
        };
        return String.format(
                Locale.ROOT, "%s, DevCap2 %08xh", meaning, pcie.devCap2().getAsInt());
    }

    private static String prefixes(PcieRegisters pcie) {
        if (pcie.devCap2().isEmpty()) {
            return pcie.version() < 2 ? "none (no Device Capabilities 2)" : "not in the dump";
        }
        String format = pcie.extendedFmt() ? "Extended Fmt supported" : "Extended Fmt not supported";
        if (!pcie.endEndPrefix()) {
            return format + ", End-End prefixes not supported";
        }
        return format + ", End-End prefixes supported, at most " + pcie.maxEndEndPrefixes()
                + (pcie.prefixBlocking() ? ", blocked" : "");
    }

    private static String acs(AcsRegisters acs) {
        return String.format(
                Locale.ROOT,
                "at %03xh, can %s; in force: %s",
                acs.offset(),
                AcsRegisters.names(acs.capability()),
                AcsRegisters.names(acs.control()));
    }

    private static String sriov(SriovRegisters sriov) {
        return String.format(
                Locale.ROOT,
                "at %03xh, %d of %d VFs, %s",
                sriov.offset(),
                sriov.numVfs(),
                sriov.totalVfs(),
                sriov.enabled() ? "enabled" : "disabled");
    }

    private void summary() {
        long requesters = topology.functions().stream()
                .filter(function -> function.decoded().tph().isPresent())
                .count();
        long enabled = topology.functions().stream()
                .map(function -> TphVerdict.of(topology, function).decision())
                .filter(decision ->
                        decision == TphVerdict.Decision.EIGHT_BIT || decision == TphVerdict.Decision.EXTENDED)
                .count();
        long open = topology.functions().stream()
                .map(function -> TphVerdict.of(topology, function).decision())
                .filter(decision -> decision == TphVerdict.Decision.UNKNOWN)
                .count();
        line(
                "%d functions; %d with a TPH Requester capability; Linux would enable TPH in %d; %d cannot be said",
                topology.functions().size(), requesters, enabled, open);
    }

    private void line(String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values).stripTrailing()).append('\n');
    }
}
