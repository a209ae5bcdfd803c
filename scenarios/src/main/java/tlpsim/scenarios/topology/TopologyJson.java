package tlpsim.scenarios.topology;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import tlpsim.core.config.AcsRegisters;
import tlpsim.core.config.CapabilityHeader;
import tlpsim.core.config.DecodedFunction;
import tlpsim.core.config.Finding;
import tlpsim.core.config.MsixRegisters;
import tlpsim.core.config.PcieRegisters;
import tlpsim.core.config.SriovRegisters;
import tlpsim.core.config.TphRegisters;
import tlpsim.core.tph.StMode;
import tlpsim.core.tph.TphCompleterSupport;

/** Functions as a JSON list. Registers are hexadecimal text, fields are numbers, null is what a function does not have. */
public final class TopologyJson {
    private final Topology topology;
    private final Optional<HostFacts> host;

    public TopologyJson(Topology topology, Optional<HostFacts> host) {
        this.topology = topology;
        this.host = host;
    }

    public ArrayNode list() {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        topology.functions().forEach(function -> list.add(function(function)));
        return list;
    }

    private ObjectNode function(ImportedFunction function) {
        DecodedFunction decoded = function.decoded();
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        node.put("file", function.origin().file());
        node.put("slot", function.slot());
        node.put("id", id(decoded));
        node.put("bytes", decoded.image().sizeBytes());
        pcie(node, decoded.pcie().orElse(null));
        node.put("msix_table_size", decoded.msix().map(MsixRegisters::entries).orElse(null));
        tph(node, decoded.tph().orElse(null));
        ArrayNode capabilities = node.putArray("ecaps");
        for (CapabilityHeader each : decoded.chains().extended()) {
            capabilities.add(text("%03x:%04xv%d", each.offset(), each.id(), each.version()));
        }
        node.put("source", function.origin().toString());
        node.put("note", function.description());
        lspci(node.putObject("lspci"), decoded);
        more(node, function);
        host.ifPresent(facts -> host(node.putObject("host"), facts, function));
        return node;
    }

    static String id(DecodedFunction decoded) {
        return text("%04x:%04x", decoded.header().vendorId(), decoded.header().deviceId());
    }

    private static void pcie(ObjectNode node, PcieRegisters pcie) {
        Optional<PcieRegisters> present = Optional.ofNullable(pcie);
        node.put("pcie_type", present.map(PcieRegisters::typeCode).orElse(null));
        node.put("pcie_cap_off", present.map(PcieRegisters::offset).orElse(null));
        node.put("pcie_cap_ver", present.map(PcieRegisters::version).orElse(null));
        boolean second = pcie != null && pcie.devCap2().isPresent();
        node.put("devcap2", second ? register(pcie.devCap2().getAsInt()) : null);
        node.put(
                "tph_completer",
                present.flatMap(PcieRegisters::completer)
                        .map(TphCompleterSupport::ordinal)
                        .orElse(null));
    }

    private static void tph(ObjectNode node, TphRegisters tph) {
        if (tph == null) {
            node.putNull("tph_cap_reg").putNull("tph_ctl_reg").putNull("tph");
            return;
        }
        node.put("tph_cap_reg", register(tph.capability()));
        node.put("tph_ctl_reg", register(tph.control()));
        ObjectNode fields = node.putObject("tph");
        fields.put("off", tph.offset());
        fields.put("cap", Integer.toUnsignedLong(tph.capability()));
        fields.put("ctl", Integer.toUnsignedLong(tph.control()));
        fields.put("ns", bit(tph.supports(StMode.NO_ST)));
        fields.put("iv", bit(tph.supports(StMode.INTERRUPT_VECTOR)));
        fields.put("ds", bit(tph.supports(StMode.DEVICE_SPECIFIC)));
        fields.put("ext", bit(tph.extended()));
        fields.put("loc", tph.location().bits());
        fields.put("size", tph.sizeField());
        fields.put("mode", tph.modeField());
        fields.put("reqen", tph.enable().bits());
    }

    private static void lspci(ObjectNode node, DecodedFunction decoded) {
        node.put(
                "tph_cap_at",
                decoded.tph().map(tph -> text("%03x", tph.offset())).orElse(null));
        ArrayNode lines = node.putArray("tph_lines");
        decoded.tph().ifPresent(tph -> LspciLines.requester(tph).forEach(lines::add));
        node.put("devcap2", decoded.pcie().flatMap(LspciLines::completer).orElse(null));
    }

    private void more(ObjectNode node, ImportedFunction function) {
        DecodedFunction decoded = function.decoded();
        node.put("class", text("%06x", decoded.header().classCode()));
        node.put("port_type", decoded.portType().map(type -> type.title()).orElse(null));
        ArrayNode table = node.putArray("st_table");
        decoded.tph().ifPresent(tph -> tph.entries().forEach(table::add));
        prefixes(node, decoded.pcie().orElse(null));
        acs(node, decoded.acs().orElse(null));
        sriov(node, decoded.sriov().orElse(null));
        Optional<ImportedFunction> rootPort = topology.rootPort(function);
        node.put("root_port", rootPort.map(ImportedFunction::slot).orElse(null));
        node.put(
                "root_port_tph_completer",
                rootPort.flatMap(port -> port.decoded().pcie())
                        .flatMap(PcieRegisters::completer)
                        .map(TphCompleterSupport::ordinal)
                        .orElse(null));
        ArrayNode findings = node.putArray("findings");
        for (Finding each : function.findings()) {
            findings.addObject()
                    .put("offset", each.offset() < 0 ? null : each.offset())
                    .put("text", each.text());
        }
        TphVerdict verdict = TphVerdict.of(topology, function);
        node.putObject("verdict").put("enable", verdict.decision().spelling()).put("text", verdict.text());
    }

    private static void prefixes(ObjectNode node, PcieRegisters pcie) {
        if (pcie == null || pcie.devCap2().isEmpty()) {
            node.putNull("prefix");
            return;
        }
        node.putObject("prefix")
                .put("extended_fmt", pcie.extendedFmt())
                .put("end_end", pcie.endEndPrefix())
                .put("max", pcie.endEndPrefix() ? pcie.maxEndEndPrefixes() : null)
                .put("blocking", pcie.prefixBlocking());
    }

    private static void acs(ObjectNode node, AcsRegisters acs) {
        if (acs == null) {
            node.putNull("acs");
            return;
        }
        node.putObject("acs")
                .put("off", acs.offset())
                .put("cap", acs.capability())
                .put("ctl", acs.control());
    }

    private static void sriov(ObjectNode node, SriovRegisters sriov) {
        if (sriov == null) {
            node.putNull("sriov");
            return;
        }
        node.putObject("sriov")
                .put("off", sriov.offset())
                .put("total_vfs", sriov.totalVfs())
                .put("num_vfs", sriov.numVfs())
                .put("enabled", sriov.enabled());
    }

    private static void host(ObjectNode node, HostFacts facts, ImportedFunction function) {
        Optional<HostFacts.Device> device = facts.device(function);
        node.put("numa_node", device.flatMap(HostFacts.Device::numaNode).orElse(null));
        node.put("local_cpus", device.flatMap(HostFacts.Device::localCpus).orElse(null));
        ArrayNode interrupts = node.putArray("interrupts");
        device.ifPresent(known -> known.interrupts()
                .forEach(each -> interrupts
                        .addObject()
                        .put("irq", each.number())
                        .put("cpus", each.cpus().orElse(null))));
    }

    private static int bit(boolean set) {
        return set ? 1 : 0;
    }

    private static String register(int value) {
        return text("%08x", value);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
