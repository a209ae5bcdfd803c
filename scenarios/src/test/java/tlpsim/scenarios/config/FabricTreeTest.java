package tlpsim.scenarios.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import tlpsim.core.path.AcsPort;
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
    void whatASwitchRedirectsTheNextOneForwardsToTheRootComplex() {
        FabricTree tree =
                tree("fabric.switches.left.acs-redirect=true", "fabric.switches.top.acs=[upstream-forwarding]");

        assertThat(way(tree, "nic0", "gpu0"))
                .containsExactly("nic0", "left", "top", "rp0", "root complex", "rp0", "top", "left", "gpu0");
        assertThat(way(tree, "nic0", "gpu1")).containsExactly("nic0", "left", "top", "right", "gpu1");
        assertThat(tree.turn(nic(tree), "gpu0")).contains(FabricTree.ROOT_COMPLEX);
        assertThat(tree.turn(nic(tree), "gpu1")).contains("top");
    }

    @Test
    void withoutUpstreamForwardingThePortRefusesWhatWouldGoBackWhereItCameFrom() {
        FabricTree tree = tree("fabric.switches.left.acs-redirect=true");

        assertThat(way(tree, "nic0", "gpu0")).containsExactly("nic0", "left", "top");
        assertThat(tree.refusal(nic(tree), "gpu0")).contains(AcsPort.Route.UNSUPPORTED);
        assertThat(tree.turn(nic(tree), "gpu0")).isEmpty();
        assertThat(tree.switchesBetween(nic(tree), "gpu0"))
                .extracting(SwitchConfig::id)
                .containsExactly("left", "top");
    }

    @Test
    void whereEverySwitchRedirectsTheRootComplexDecides() {
        FabricTree tree = tree("fabric.switches.left.acs-redirect=true", "fabric.switches.top.acs-redirect=true");

        assertThat(way(tree, "nic0", "gpu0"))
                .containsExactly("nic0", "left", "top", "rp0", "root complex", "rp0", "top", "left", "gpu0");
        FabricTree refusing = tree(
                "fabric.switches.left.acs-redirect=true",
                "fabric.switches.top.acs-redirect=true",
                "fabric.root-ports.rp0.acs=[]");
        assertThat(way(refusing, "nic0", "gpu0")).containsExactly("nic0", "left", "top", "rp0");
    }

    @Test
    void aRequestThatComesFromAboveIsNotRedirected() {
        FabricTree tree = tree("fabric.switches.left.acs-redirect=true", "fabric.switches.right.acs-redirect=true");

        assertThat(way(tree, "nic0", "gpu1")).containsExactly("nic0", "left", "top", "right", "gpu1");
    }

    @Test
    void egressControlLetsPassRedirectsOrRefusesByTheVector() {
        String blocked = "fabric.switches.left.egress-blocked=[gpu0]";

        FabricTree clear = tree("fabric.switches.left.acs=[egress-control, request-redirect]");
        assertThat(way(clear, "nic0", "gpu0")).containsExactly("nic0", "left", "gpu0");

        FabricTree refusing = tree("fabric.switches.left.acs=[egress-control]", blocked);
        assertThat(way(refusing, "nic0", "gpu0")).containsExactly("nic0", "left");
        assertThat(refusing.refusal(nic(refusing), "gpu0")).contains(AcsPort.Route.VIOLATION);
        assertThat(way(refusing, "nic0", "gpu1")).containsExactly("nic0", "left", "top", "right", "gpu1");

        FabricTree redirecting = tree(
                "fabric.switches.left.acs=[egress-control, request-redirect]",
                blocked,
                "fabric.switches.top.acs=[upstream-forwarding]");
        assertThat(redirecting.turn(nic(redirecting), "gpu0")).contains(FabricTree.ROOT_COMPLEX);
    }

    @Test
    void onePortCanDifferFromTheOthersOfItsSwitch() {
        FabricTree tree = tree(
                "fabric.switches.left.acs-redirect=true", "fabric.endpoints.nic0.port-acs.acs=[upstream-forwarding]");

        assertThat(way(tree, "nic0", "gpu0")).containsExactly("nic0", "left", "gpu0");
    }

    @Test
    void translatedRequestsTurnWithDirectTranslatedAndAreRefusedByTranslationBlocking() {
        String translated = "fabric.endpoints.nic0.address-type=translated";

        FabricTree direct = tree("fabric.switches.left.acs=[request-redirect, direct-translated]", translated);
        assertThat(way(direct, "nic0", "gpu0")).containsExactly("nic0", "left", "gpu0");

        FabricTree untranslated = tree("fabric.switches.left.acs=[request-redirect, direct-translated]");
        assertThat(untranslated.refusal(nic(untranslated), "gpu0")).contains(AcsPort.Route.UNSUPPORTED);

        FabricTree blocking = tree("fabric.switches.left.acs=[translation-blocking, direct-translated]", translated);
        assertThat(blocking.refusal(nic(blocking), "gpu0")).contains(AcsPort.Route.VIOLATION);
        assertThat(way(blocking, "nic0", "host")).containsExactly("nic0", "left");
    }

    @Test
    void aRootPortRefusesByItsVectorAndBlocksTranslations() {
        FabricTree vector =
                tree("fabric.root-ports.rp1.acs=[egress-control]", "fabric.root-ports.rp1.egress-blocked=[rp0]");
        EndpointConfig nic1 = vector.endpoint("nic1").orElseThrow();
        assertThat(vector.refusal(nic1, "gpu0")).contains(AcsPort.Route.VIOLATION);
        assertThat(vector.refusal(nic1, "host")).isEmpty();

        FabricTree blocking = tree(
                "fabric.root-ports.rp1.acs=[translation-blocking]", "fabric.endpoints.nic1.address-type=translated");
        assertThat(way(blocking, "nic1", "host")).containsExactly("nic1", "rp1");
    }

    private static EndpointConfig nic(FabricTree tree) {
        return tree.endpoint("nic0").orElseThrow();
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
