package tlpsim.scenarios.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tlpsim.core.config.DecodedFunction;
import tlpsim.core.config.DecodedFunction.Buses;
import tlpsim.core.config.PciConfigLayout;
import tlpsim.core.config.PortType;
import tlpsim.scenarios.config.EndpointConfig;
import tlpsim.scenarios.config.EndpointKind;
import tlpsim.scenarios.config.FabricConfig;
import tlpsim.scenarios.config.FabricTree;
import tlpsim.scenarios.config.RootPortConfig;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.ScenarioReader;
import tlpsim.scenarios.config.SwitchConfig;
import tlpsim.scenarios.preset.PresetCatalogue;
import tlpsim.scenarios.topology.ImportedFunction;
import tlpsim.scenarios.topology.ScenarioSkeleton;
import tlpsim.scenarios.topology.Topology;
import tlpsim.scenarios.topology.TopologySource;

class MachineTest {
    private static final ScenarioReader READER = new ScenarioReader(PresetCatalogue.bundled());
    private static final Map<Path, ScenarioConfig> SCENARIOS = new HashMap<>();

    static Stream<Path> bundled() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("tlpsim.root"), "scenarios"))) {
            return files.filter(file -> file.toString().endsWith(".yaml")).sorted().toList().stream();
        }
    }

    private static ScenarioConfig scenario(Path file) {
        return SCENARIOS.computeIfAbsent(
                file,
                key -> READER.read(key.toString(), InputStream.nullInputStream(), List.of())
                        .config());
    }

    private static ScenarioConfig scenario(String fabric) {
        String yaml = "name: t\nplatform: {preset: epyc-9655, sockets: 2}\n" + fabric;
        return READER.read("t.yaml", yaml, Path.of(""), List.of()).config();
    }

    private static List<ImportedFunction> imported(Machine machine) {
        byte[] text = machine.lspciText().getBytes(StandardCharsets.UTF_8);
        return TopologySource.read("-", new ByteArrayInputStream(text));
    }

    @ParameterizedTest
    @MethodSource("bundled")
    void theMachineOfAScenarioComesBackFromItsLspciText(Path file) {
        Machine machine = Machine.of(scenario(file));
        List<ImportedFunction> imported = imported(machine);
        assertThat(imported).hasSameSizeAs(machine.functions());
        for (int i = 0; i < imported.size(); i++) {
            ImportedFunction original = machine.functions().get(i).function();
            assertThat(imported.get(i).slot()).isEqualTo(original.slot());
            assertThat(imported.get(i).decoded().image().toByteArray())
                    .isEqualTo(original.decoded().image().toByteArray());
            assertThat(imported.get(i).findings()).isEmpty();
        }
    }

    /** Import, and the scenario that the import writes: the same facts of the fabric, under other ids. */
    @ParameterizedTest
    @MethodSource("bundled")
    void theScenarioOfTheImportedMachineHasTheSameFabric(Path file) {
        FabricConfig original = scenario(file).fabric();
        Machine machine = Machine.of(scenario(file));
        String skeleton = ScenarioSkeleton.write("dump", new Topology(imported(machine)), Optional.empty(), List.of());
        FabricConfig back = READER.read("skeleton", skeleton, Path.of(""), List.of())
                .config()
                .fabric();
        Map<String, String> ids = new HashMap<>();
        for (MachineFunction each : machine.functions()) {
            String dashed = each.function().slot().replace(':', '-').replace('.', '-');
            for (String prefix : List.of("rp-", "sw-", "ep-")) {
                ids.put(prefix + dashed, each.name());
            }
        }
        assertThat(back.rootPorts().stream().map(port -> facts(port, ids)))
                .containsExactlyInAnyOrderElementsOf(original.rootPorts().stream()
                        .map(port -> facts(port, Map.of()))
                        .toList());
        assertThat(back.switches().stream().map(element -> facts(element, new FabricTree(back), ids)))
                .containsExactlyInAnyOrderElementsOf(original.switches().stream()
                        .map(element -> facts(element, new FabricTree(original), Map.of()))
                        .toList());
        assertThat(back.endpoints().stream().map(endpoint -> facts(endpoint, back, ids)))
                .containsExactlyInAnyOrderElementsOf(original.endpoints().stream()
                        .map(endpoint -> facts(endpoint, original, Map.of()))
                        .toList());
    }

    private static String name(String id, Map<String, String> ids) {
        return ids.getOrDefault(id, id);
    }

    private static List<Object> facts(RootPortConfig port, Map<String, String> ids) {
        return List.of(
                name(port.id(), ids),
                port.link(),
                port.flit(),
                port.tphCompleter(),
                port.prefix(),
                FabricTree.acs(port).control());
    }

    private static List<Object> facts(SwitchConfig element, FabricTree tree, Map<String, String> ids) {
        return List.of(
                name(element.id(), ids),
                name(element.port(), ids),
                element.link(),
                element.flit(),
                element.prefix(),
                element.prefixBlocking(),
                element.portPrefixBlocking(),
                tree.acsAbove(element.id()).control());
    }

    private static List<Object> facts(EndpointConfig endpoint, FabricConfig fabric, Map<String, String> ids) {
        boolean belowSwitch = !new FabricTree(fabric).switchesAbove(endpoint).isEmpty();
        return List.of(
                name(endpoint.id(), ids),
                name(endpoint.port(), ids),
                belowSwitch ? endpoint.link().orElseThrow() : "the port's",
                !endpoint.isIntegrated() && endpoint.flit(),
                endpoint.portPrefixBlocking(),
                new FabricTree(fabric).acsAbove(endpoint.id()).control(),
                endpoint.sriov(),
                endpoint.requests().mpsBytes(),
                endpoint.requests().mrrsBytes(),
                endpoint.tph().supported(),
                endpoint.tph().supported() ? endpoint.tph().announced() : "");
    }

    @ParameterizedTest
    @MethodSource("bundled")
    void everyDeviceHasItsRootPortAbove(Path file) {
        ScenarioConfig scenario = scenario(file);
        Machine machine = Machine.of(scenario);
        FabricTree tree = new FabricTree(scenario.fabric());
        for (EndpointConfig endpoint : scenario.fabric().endpoints()) {
            MachineFunction function = named(machine, endpoint.id());
            assertThat(machine.rootPort(function).map(MachineFunction::name))
                    .isEqualTo(tree.rootPortAbove(endpoint)
                            .map(RootPortConfig::id)
                            .filter(id -> !endpoint.isIntegrated()));
            boolean peer = endpoint.kind() == EndpointKind.PEER;
            assertThat(function.function().decoded().pcie().orElseThrow().completer())
                    .contains((peer ? endpoint.peer().tphCompleter() : tlpsim.scenarios.config.CompleterSupport.NONE)
                            .announced());
        }
    }

    @Test
    void busNumbersGoDepthFirstAndEachSocketHasItsDomain() {
        Machine machine = Machine.of(scenario("""
                        fabric:
                          root-complex: {integrated: {socket: 1}}
                          root-ports:
                            - {id: a, link: gen5 x16, tph-completer: tph}
                            - {id: b, link: gen6 x8, socket: 1}
                            - {id: c, link: gen5 x16, tph-completer: none}
                          switches:
                            - {id: s, port: a, link: gen5 x16}
                            - {id: t, port: s, link: gen4 x8, acs-redirect: true, port-prefix-blocking: true}
                          endpoints:
                            - {id: n, port: t, link: gen4 x8, sriov: {vfs: 3, first-vf-offset: 128, vf-stride: 128}}
                            - {id: m, port: s, link: gen5 x4, port-acs: {acs: [egress-control], egress-blocked: [t]}}
                            - {id: k, port: b}
                            - {id: i, port: root-complex, link: gen5 x16}
                            - {id: c0, port: c}
                            - {id: c1, port: c}
                        workloads:
                          - {id: w, device: n.vf1, queues: 5, arrivals: {process: constant}}
                        """));
        assertThat(buses(machine, "a")).isEqualTo(new Buses(0, 1, 7));
        assertThat(slot(machine, "s")).isEqualTo("01:00.0");
        assertThat(buses(machine, "s")).isEqualTo(new Buses(1, 2, 7));
        assertThat(slot(machine, "s:m")).isEqualTo("02:00.0");
        assertThat(slot(machine, "m")).isEqualTo("03:00.0");
        assertThat(buses(machine, "s:t")).isEqualTo(new Buses(2, 4, 7));
        assertThat(slot(machine, "t")).isEqualTo("04:00.0");
        assertThat(slot(machine, "n")).isEqualTo("06:00.0");
        assertThat(slot(machine, "n.vf0")).isEqualTo("06:10.0");
        assertThat(slot(machine, "n.vf2")).isEqualTo("07:10.0");
        assertThat(machine.virtualFunction(named(machine, "n.vf2")).orElseThrow())
                .isEqualTo(new Machine.VirtualFunction(named(machine, "n"), 2));
        assertThat(machine.rootPort(named(machine, "n.vf2")).orElseThrow().name())
                .isEqualTo("a");
        assertThat(slot(machine, "c0")).isEqualTo("08:00.0");
        assertThat(slot(machine, "c1")).isEqualTo("08:00.1");
        assertThat(slot(machine, "b")).isEqualTo("0001:00:01.0");
        assertThat(slot(machine, "k")).isEqualTo("0001:01:00.0");
        assertThat(slot(machine, "i")).isEqualTo("0002:01:00.0");
        assertThat(named(machine, "i").function().decoded().portType()).contains(PortType.RC_INTEGRATED_ENDPOINT);
        assertThat(machine.rootPort(named(machine, "i"))).isEmpty();
        DecodedFunction port = named(machine, "s:t").function().decoded();
        assertThat(port.pcie().orElseThrow().prefixBlocking()).isTrue();
        assertThat(port.acs().orElseThrow().requestRedirect()).isFalse();
        assertThat(named(machine, "t:n")
                        .function()
                        .decoded()
                        .acs()
                        .orElseThrow()
                        .requestRedirect())
                .isTrue();
        DecodedFunction guarded = named(machine, "s:m").function().decoded();
        assertThat(guarded.acs().orElseThrow().control()).isEqualTo(PciConfigLayout.PCI_ACS_EC);
        int vector = guarded.acs().orElseThrow().offset() + PciConfigLayout.PCI_ACS_EGRESS_CTL_V;
        assertThat(guarded.image().dword(vector)).isEqualTo(1 << portNumber(port));
        assertThat(portNumber(guarded)).isEqualTo(1);
        assertThat(named(machine, "k").function().decoded().pcie().orElseThrow().flitMode())
                .isTrue();
        assertThat(machine.functions())
                .extracting(each -> each.function().address().orElseThrow())
                .isSorted();
    }

    @Test
    void anImportedMachineNamesItsFunctionsByAddressEachOnce() {
        Machine machine = Machine.of(scenario("""
                fabric:
                  root-ports: [{id: a, link: gen5 x16}]
                  endpoints: [{id: n, port: a}]
                workloads: [{id: w, device: n, arrivals: {process: constant}}]
                """));
        String twice = machine.lspciText() + machine.lspciText();
        Machine imported = Machine.imported(
                TopologySource.read("-", new ByteArrayInputStream(twice.getBytes(StandardCharsets.UTF_8))));
        assertThat(imported.functions())
                .extracting(MachineFunction::name)
                .containsExactly("0000:00:01.0", "0000:01:00.0", "0000:00:01.0-3", "0000:01:00.0-4");
    }

    private static int portNumber(DecodedFunction port) {
        return port.image().dword(port.pcie().orElseThrow().offset() + PciConfigLayout.PCI_EXP_LNKCAP) >>> 24;
    }

    private static MachineFunction named(Machine machine, String name) {
        return machine.functions().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String slot(Machine machine, String name) {
        return named(machine, name).function().slot();
    }

    private static Buses buses(Machine machine, String name) {
        DecodedFunction decoded = named(machine, name).function().decoded();
        return decoded.header().buses().orElseThrow();
    }
}
