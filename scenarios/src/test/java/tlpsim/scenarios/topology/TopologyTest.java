package tlpsim.scenarios.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tlpsim.core.config.ConfigImage;
import tlpsim.core.config.PciConfigLayout;
import tlpsim.core.config.PortType;
import tlpsim.scenarios.config.AcsControl;
import tlpsim.scenarios.config.EndpointConfig;
import tlpsim.scenarios.config.EndpointKind;
import tlpsim.scenarios.config.FabricConfig;
import tlpsim.scenarios.config.PortAcsConfig;
import tlpsim.scenarios.config.RootPortConfig;
import tlpsim.scenarios.config.ScenarioReader;
import tlpsim.scenarios.preset.PresetCatalogue;

class TopologyTest {
    private static ImportedFunction function(Topology topology, String slot) {
        return topology.functions().stream()
                .filter(each -> each.slot().equals(slot))
                .findFirst()
                .orElseThrow();
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = TopologyTest.class.getResourceAsStream("/topology/" + name)) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void aBuiltMachineComesBackFromItsLspciTextByteForByte() {
        Map<String, ConfigImage> images = Machine.images();
        Topology topology = Machine.topology();
        assertThat(topology.functions()).hasSize(images.size());
        images.forEach((slot, image) -> assertThat(
                        function(topology, slot.substring(5)).decoded().image().toByteArray())
                .isEqualTo(image.toByteArray()));
        assertThat(topology.functions())
                .allSatisfy(each -> assertThat(each.findings()).isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "01:00.0, 8-bit, 'min(requester 11b, root port 00:01.0 01b) decides'",
        "01:00.1, 8-bit, 'min(requester 11b, root port 00:01.0 01b) decides'",
        "04:00.0, extended, 'min(requester 11b, root port 00:02.0 11b) decides'",
        "06:00.0, no, 'root port 00:03.0 is no TPH completer (00b)'",
        "00:08.0, extended, 'RCiEP is exempt from the test of a root port (rule 3)'",
        "00:01.0, no, 'no TPH Requester capability (rule 1, -EINVAL)'"
    })
    void theVerdictNamesWhatDecides(String slot, String enable, String why) {
        Topology topology = Machine.topology();
        TphVerdict verdict = TphVerdict.of(topology, function(topology, slot));
        assertThat(verdict.decision().spelling()).isEqualTo(enable);
        assertThat(verdict.text()).contains(why);
    }

    @Test
    void aPortThatTakesNoPrefixesIsNamedWhere16BitTagsWouldPassIt() {
        Map<String, ConfigImage> images = Machine.images();
        byte[] upstream = images.get("0000:02:00.0").toByteArray();
        upstream[0x40 + PciConfigLayout.PCI_EXP_DEVCAP2 + 2] = 0x10;
        images.put("0000:02:00.0", ConfigImage.of(upstream));
        StringBuilder text = new StringBuilder();
        images.forEach((slot, image) -> text.append(LspciWriter.function(slot.substring(5), "", image)));
        Topology topology = Machine.topology(text.toString());
        assertThat(TphVerdict.of(topology, function(topology, "04:00.0")).text())
                .endsWith("decides; Linux does not see that 02:00.0 takes no End-End prefixes");
    }

    @Test
    void rootPortsWithNothingBelowAreLeftOutWhereThereAreTooMany() {
        StringBuilder text = new StringBuilder(Machine.lspciText());
        byte[] empty = Machine.images().get("0000:00:03.0").toByteArray();
        empty[PciConfigLayout.PCI_PRIMARY_BUS + 1] = 0;
        for (int bus = 0x20; bus < 0x120; bus++) {
            String slot = String.format(Locale.ROOT, "%04x:%02x:1f.0", bus >> 8, bus & 0xFF);
            text.append(LspciWriter.function(slot, "", ConfigImage.of(empty)));
        }
        String yaml = ScenarioSkeleton.write("x", Machine.topology(text.toString()), Optional.empty(), List.of());
        FabricConfig fabric = new ScenarioReader(PresetCatalogue.bundled())
                .read("skeleton", yaml, Path.of(""), List.of())
                .config()
                .fabric();
        // With one switch and one integrated endpoint.
        assertThat(fabric.rootPorts()).hasSize(198);
        assertThat(fabric.endpoints()).hasSize(5);
        assertThat(yaml).contains("# left out, as there are more than a scenario takes: 0001:1f:1f.0");
    }

    @Test
    void theTreeFollowsTheBusNumbers() {
        Topology topology = Machine.topology();
        ImportedFunction accelerator = function(topology, "05:00.0");
        assertThat(topology.pathUp(accelerator))
                .extracting(ImportedFunction::slot)
                .containsExactly("05:00.0", "03:01.0", "02:00.0", "00:02.0");
        assertThat(topology.rootPort(accelerator)).contains(function(topology, "00:02.0"));
        assertThat(topology.parent(function(topology, "00:02.0"))).isEmpty();
        assertThat(function(topology, "01:00.1").virtual()).isTrue();
    }

    @Test
    void bridgesThatContainEachOtherAreSurvived() {
        byte[] first = Machine.images().get("0000:02:00.0").toByteArray();
        byte[] second = first.clone();
        first[PciConfigLayout.PCI_PRIMARY_BUS + 1] = 9;
        first[PciConfigLayout.PCI_PRIMARY_BUS + 2] = 9;
        second[PciConfigLayout.PCI_PRIMARY_BUS + 1] = 2;
        second[PciConfigLayout.PCI_PRIMARY_BUS + 2] = 2;
        Topology topology = Machine.topology(LspciWriter.function("02:00.0", "", ConfigImage.of(first))
                + LspciWriter.function("09:00.0", "", ConfigImage.of(second)));
        assertThat(topology.pathUp(topology.functions().get(0))).hasSize(2);
        assertThat(topology.rootPort(topology.functions().get(0))).isEmpty();
        assertThat(ScenarioSkeleton.write("x", topology, Optional.empty(), List.of()))
                .contains("fill in");
    }

    @Test
    void withoutItsRootPortADeviceGetsNoVerdict() {
        Topology topology = Machine.topology(
                LspciWriter.function("0001:04:00.0", "NIC", Machine.images().get("0000:04:00.0")));
        TphVerdict verdict = TphVerdict.of(topology, topology.functions().get(0));
        assertThat(verdict.decision()).isEqualTo(TphVerdict.Decision.UNKNOWN);
        assertThat(verdict.text()).contains("the root port is not in the dump");
    }

    @Test
    void theTextReportIsTheGoldenOne() throws IOException {
        assertThat(TopologyPrinter.print(Machine.topology())).isEqualTo(golden("machine.report"));
    }

    @Test
    void theJsonReportIsTheGoldenOne() throws IOException {
        ObjectMapper json = new ObjectMapper();
        String text =
                new TopologyJson(Machine.topology(), Optional.empty()).list().toString();
        assertThat(json.readTree(text)).isEqualTo(json.readTree(golden("machine.json")));
    }

    @Test
    void theSkeletonIsTheGoldenOneAndHoldsTheFabric() throws IOException {
        String yaml = ScenarioSkeleton.write("machine.dump", Machine.topology(), Optional.empty(), List.of());
        FabricConfig fabric = new ScenarioReader(PresetCatalogue.bundled())
                .read("skeleton", yaml, Path.of(""), List.of())
                .config()
                .fabric();
        assertThat(fabric.rootPorts())
                .extracting(RootPortConfig::id)
                .containsExactly("rp-00-01-0", "rp-00-02-0", "rp-00-03-0");
        assertThat(fabric.switches()).extracting(element -> element.acs().acs()).containsExactly(List.of());
        assertThat(fabric.endpoints())
                .extracting(endpoint -> endpoint.linkForm().portAcs().map(PortAcsConfig::acs))
                .containsExactly(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(List.of()),
                        Optional.of(List.of(AcsControl.REQUEST_REDIRECT, AcsControl.COMPLETION_REDIRECT)),
                        Optional.empty());
        assertThat(fabric.endpoints())
                .extracting(EndpointConfig::port)
                .containsExactly("root-complex", "rp-00-01-0", "sw-02-00-0", "sw-02-00-0", "rp-00-03-0");
        assertThat(fabric.endpoints())
                .extracting(EndpointConfig::kind)
                .containsExactly(
                        EndpointKind.NIC, EndpointKind.NIC, EndpointKind.NIC, EndpointKind.NIC, EndpointKind.NVME);
        assertThat(yaml).isEqualTo(golden("machine.yaml"));
    }

    @Test
    void portTypesHaveTheirCodes() {
        for (PortType type : PortType.values()) {
            assertThat(PortType.of(type.code())).isEqualTo(type);
        }
    }
}
