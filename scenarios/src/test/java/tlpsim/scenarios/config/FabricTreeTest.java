package tlpsim.scenarios.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tlpsim.scenarios.preset.PresetCatalogue;

final class FabricTreeTest {
    private static final String SCENARIO = """
            name: tree
            platform: grace
            fabric:
              root-ports: [{id: rp0, link: gen5 x16}, {id: rp1, link: gen5 x16}]
              switches:
                - {id: top, port: rp0, link: gen5 x16}
                - {id: left, port: top, link: gen5 x16}
                - {id: right, port: top, link: gen5 x16}
              endpoints:
                - {id: nic0, port: left, link: gen5 x16}
                - {id: nic1, port: rp1}
                - {id: gpu0, port: left, link: gen5 x16, kind: peer, memory: h100}
                - {id: gpu1, port: right, link: gen5 x16, kind: peer, memory: h100}
            workloads: [{id: rx, device: nic0, arrivals: {rate: 10 Gbit/s}}]
            """;

    private static FabricTree tree(String... sets) {
        return new FabricTree(new ScenarioReader(PresetCatalogue.bundled())
                .read("tree.yaml", SCENARIO, Path.of(""), List.of(sets))
                .config()
                .fabric());
    }

    private static List<String> way(FabricTree tree, String device, String target) {
        return tree.way(tree.endpoint(device).orElseThrow(), target);
    }

    @Test
    void aRequestTurnsAtTheLowestCommonSwitch() {
        assertThat(way(tree(), "nic0", "gpu0")).containsExactly("nic0", "left", "gpu0");
        assertThat(way(tree(), "nic0", "gpu1")).containsExactly("nic0", "left", "top", "right", "gpu1");
        assertThat(way(tree(), "nic0", "host")).containsExactly("nic0", "left", "top", "rp0", "host");
    }

    @Test
    void aRequestBetweenRootPortsPassesTheRootComplex() {
        assertThat(way(tree(), "nic1", "gpu0"))
                .containsExactly("nic1", "rp1", "root complex", "rp0", "top", "left", "gpu0");
    }

    @Test
    void aSwitchThatRedirectsSendsARequestUpAndTheNextOneTurnsIt() {
        FabricTree tree = tree("fabric.switches.left.acs-redirect=true");

        assertThat(way(tree, "nic0", "gpu0")).containsExactly("nic0", "left", "top", "left", "gpu0");
        assertThat(way(tree, "nic0", "gpu1")).containsExactly("nic0", "left", "top", "right", "gpu1");
        assertThat(tree.switchesBetween(tree.endpoint("nic0").orElseThrow(), "gpu0"))
                .extracting(SwitchConfig::id)
                .containsExactly("left", "top");
    }

    @Test
    void whereEverySwitchRedirectsTheRootComplexDecides() {
        FabricTree tree = tree("fabric.switches.left.acs-redirect=true", "fabric.switches.top.acs-redirect=true");

        assertThat(way(tree, "nic0", "gpu0"))
                .containsExactly("nic0", "left", "top", "rp0", "root complex", "rp0", "top", "left", "gpu0");
    }

    @Test
    void aRequestThatComesFromAboveIsNotRedirected() {
        FabricTree tree = tree("fabric.switches.left.acs-redirect=true", "fabric.switches.right.acs-redirect=true");

        assertThat(way(tree, "nic0", "gpu1")).containsExactly("nic0", "left", "top", "right", "gpu1");
    }

    @Test
    void switchesBetweenAreThoseOfTheWay() {
        FabricTree tree = tree("fabric.switches.top.acs-redirect=true");
        EndpointConfig nic = tree.endpoint("nic0").orElseThrow();

        assertThat(tree.switchesBetween(nic, "gpu0"))
                .extracting(SwitchConfig::id)
                .containsExactly("left");
        assertThat(tree.switchesBetween(nic, "gpu1"))
                .extracting(SwitchConfig::id)
                .containsExactly("left", "top", "right");
        assertThat(tree.switchesBetween(nic, "host"))
                .extracting(SwitchConfig::id)
                .containsExactly("left", "top");
    }
}
