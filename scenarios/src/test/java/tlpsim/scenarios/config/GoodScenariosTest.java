package tlpsim.scenarios.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tlpsim.scenarios.preset.PresetCatalogue;
import tlpsim.scenarios.schema.CanonicalForm;
import tlpsim.scenarios.schema.Position;
import tlpsim.scenarios.schema.ResolvedValue;

final class GoodScenariosTest {

    static List<Path> scenarios() throws IOException, URISyntaxException {
        return ScenarioFiles.in("good");
    }

    private static ResolvedScenario good(String name) throws IOException, URISyntaxException {
        return ScenarioFiles.read(ScenarioFiles.directory("good").resolve(name + ".yaml"));
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void theCanonicalFormReadsBackAsTheSameScenario(Path file) throws IOException {
        ResolvedScenario first = ScenarioFiles.read(file);
        ResolvedScenario second = new ScenarioReader(PresetCatalogue.bundled())
                .read("canonical.yaml", first.canonicalYaml(), file.getParent(), List.of());
        assertThat(second.canonicalYaml()).isEqualTo(first.canonicalYaml());
        assertThat(second.config()).isEqualTo(first.config());
        assertThat(second.hash()).isEqualTo(first.hash());
        assertThat(second.values().stream().filter(value -> !value.given()).map(ResolvedValue::path))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void theJsonFormNamesTheSameKeysAsTheYamlForm(Path file) throws IOException {
        ScenarioConfig config = ScenarioFiles.read(file).config();
        String yaml = CanonicalForm.json(config).toPrettyString();
        ResolvedScenario again =
                new ScenarioReader(PresetCatalogue.bundled()).read("canonical.json", yaml, file.getParent(), List.of());
        assertThat(again.config()).isEqualTo(config);
    }

    @Test
    void theSketchMeansWhatItSays() throws IOException, URISyntaxException {
        ScenarioConfig sketch = good("sketch").config();
        assertThat(sketch.name()).isEqualTo("nic-rx-64-queues");
        assertThat(sketch.seed()).isEqualTo(42);
        assertThat(sketch.platform().cores()).isEqualTo(96);
        assertThat(sketch.platform().llc().domain()).isEqualTo(LlcDomain.CLUSTER);
        assertThat(sketch.platform().domains()).isEqualTo(12);
        assertThat(sketch.platform().llc().setsPerSlice()).isEqualTo(4096);
        assertThat(sketch.fabric().rootPorts().get(0).link()).isEqualTo(new PcieLinkConfig(5, 16));
        EndpointConfig gpu = sketch.fabric().endpoints().get(1);
        assertThat(gpu.peer().dmaBuf().orElseThrow().st()).hasValue(0x2a);
        assertThat(gpu.peer().memory().orElseThrow().cacheBytes()).isEqualTo(50L << 20);
        WorkloadConfig rx = sketch.workloads().get(0);
        assertThat(rx.arrivals().rate()).isEqualTo(new OfferedRate(OfferedRate.Kind.BITS, 100_000_000_000L));
        assertThat(rx.queues().bufferBytes()).isEqualTo(2048);
        assertThat(rx.queues().cores().coreOf(33, 64)).isEqualTo(1);
        assertThat(rx.consumer().perPacketPs()).isEqualTo(180_000);
        assertThat(rx.consumer().reads().payloadPpm()).isEqualTo(250_000);
        assertThat(rx.consumer().workingSet().linesPerPacket()).isEqualTo(16);
        assertThat(rx.steering().hints().completion().ph()).isEqualTo(3);
        assertThat(rx.steering().targets().get(1).payload()).isEqualTo("gpu0");
        assertThat(rx.steering().targets().get(1).header()).isEqualTo("host");
        assertThat(sketch.measure())
                .isEqualTo(new MeasureConfig(new WarmUp(true, 0), 5_000_000_000L, 5, 10, Fidelity.EXACT, 1));
    }

    @Test
    void aMinimalScenarioHasATagForEveryQueue() throws IOException, URISyntaxException {
        ScenarioConfig minimal = good("minimal").config();
        assertThat(minimal.workloads().get(0).queues().cores().list().text()).isEqualTo("0-7");
        assertThat(minimal.workloads().get(0).steering().steer().header())
                .isEqualTo(new TagSource(TagSource.Kind.CORE, 0));
        assertThat(minimal.fabric().endpoints().get(0).tph().stTable().entries())
                .isEqualTo(2048);
        assertThat(minimal.fabric().rootPorts().get(0).tphCompleter()).isEqualTo(CompleterSupport.TPH);
    }

    @Test
    void defaultsFollowTheKindOfTheDevice() throws IOException, URISyntaxException {
        ScenarioConfig everything = good("everything").config();
        WorkloadConfig nvme = everything.workloads().get(1);
        assertThat(nvme.behaviour().completion().sizeBytes()).isEqualTo(16);
        assertThat(everything.fabric().endpoints().get(1).descriptor().sizeBytes())
                .isEqualTo(64);
        assertThat(everything.workloads().get(2).direction()).isEqualTo(Direction.REPLAY);
        assertThat(everything.workloads().get(0).behaviour().msi().enabled()).isTrue();
        assertThat(everything.fabric().rootPorts().get(1).flit()).isTrue();
        assertThat(everything.fabric().endpoints().get(0).tph().stTable().entries())
                .isEqualTo(8);
        assertThat(everything
                        .fabric()
                        .endpoints()
                        .get(3)
                        .peer()
                        .memory()
                        .orElseThrow()
                        .latencyPs())
                .isEqualTo(330_000);
    }

    @Test
    void aLinkBelowARootPortIsTheOneOfThePort() throws IOException, URISyntaxException {
        FabricConfig fabric = good("everything").config().fabric();
        assertThat(fabric.switches().get(0).flit()).isTrue();
        assertThat(fabric.switches().get(0).propagationPs()).isEqualTo(150_000);
        assertThat(fabric.switches().get(1).flit()).isFalse();
        assertThat(fabric.switches().get(1).propagationPs()).isEqualTo(5_000);
        assertThat(fabric.endpoints().get(2).flit()).isTrue();
        assertThat(fabric.endpoints().get(3).propagationPs()).isEqualTo(20_000);
        assertThat(fabric.endpoints().get(4).propagationPs()).isEqualTo(90_000);
    }

    @Test
    void aPeerHasDefaultsForAllThatNobodyHasMeasured() throws IOException, URISyntaxException {
        PeerConfig peer = good("sketch").config().fabric().endpoints().get(1).peer();
        assertThat(peer.engines())
                .isEqualTo(new PeerEngineConfig(8, 100_000, 200_000, 700_000, 700_000, 1_000_000, 16));
        assertThat(peer.credits().postedData()).isEqualTo(4096);
        assertThat(peer.postedLines()).isEqualTo(256);
        assertThat(peer.untaggedWrites()).isEqualTo(PeerWritePolicy.MEMORY);
        assertThat(peer.stSemantics()).isEqualTo(StSemantics.PLACEMENT);
        assertThat(peer.memory().orElseThrow().partitions()).isEqualTo(1);
        FabricConfig fabric = good("sketch").config().fabric();
        assertThat(fabric.rootComplex())
                .isEqualTo(new RootComplexConfig(
                        PeerToPeerPolicy.STRIP, 200_000, fabric.rootComplex().integrated()));
    }

    @Test
    void wholePacketsGoToTheTargetOfThePayload() throws IOException, URISyntaxException {
        WorkloadConfig rx = good("sketch").config().workloads().get(0);
        TargetConfig toPeer = rx.steering().targets().get(1);
        assertThat(toPeer.headerWith(0)).isEqualTo("gpu0");
        assertThat(toPeer.headerWith(128)).isEqualTo("host");
        assertThat(toPeer.namespace()).isEqualTo(TargetNamespace.EITHER);
        assertThat(rx.peers()).containsExactly("gpu0");
        assertThat(rx.behaviour().flushReads()).isFalse();
        assertThat(good("everything").config().workloads().get(0).peers()).containsExactly("gpu0", "gpu1");
    }

    @Test
    void everyValueSaysWhereItComesFrom() throws IOException, URISyntaxException {
        ResolvedValue size = value("platform.llc.size");
        assertThat(size.text()).isEqualTo("32 MiB");
        assertThat(size.given()).isFalse();
        assertThat(size.origin().source()).isEqualTo("preset epyc-9655");
        ResolvedValue rate = value("workloads.rx.arrivals.rate");
        assertThat(rate.given()).isTrue();
        assertThat(rate.origin()).isEqualTo(new Position("minimal.yaml", 13, 22));
        assertThat(value("workloads.rx.queues.cores.list").origin().source()).isEqualTo("the platform's cores");
        assertThat(value("measure.window").origin().source()).isEqualTo("default");
    }

    private static ResolvedValue value(String path) throws IOException, URISyntaxException {
        return good("minimal").values().stream()
                .filter(value -> value.path().equals(path))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aVariantIsTheScenarioWithItsAssignments() throws IOException, URISyntaxException {
        ResolvedScenario everything = good("everything");
        assertThat(everything.variants())
                .extracting(ResolvedScenario.Variant::id)
                .containsExactly("invalid", "fewer");
        assertThat(everything.variants().get(0).config().platform().firmware().onExhaustion())
                .isEqualTo(Exhaustion.INVALID);
        assertThat(everything
                        .variants()
                        .get(1)
                        .config()
                        .platform()
                        .firmware()
                        .tags8()
                        .count())
                .isEqualTo(4);
        assertThat(everything.config().platform().firmware().tags8().count()).isEqualTo(16);
    }
}
