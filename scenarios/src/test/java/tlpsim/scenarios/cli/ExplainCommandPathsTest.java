package tlpsim.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What {@code explain} says about the ways of requests: a device on a link in Flit Mode, a peer and the host behind one switch. */
class ExplainCommandPathsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String SWITCHED = CliRun.TINY.replace("  endpoints:\n    - {id: nic0, port: rp0}\n", """
          switches:
            - {id: sw0, port: rp0, link: gen5 x16}
          endpoints:
            - {id: nic0, port: sw0, link: gen6 x8}
            - {id: gpu0, port: sw0, link: gen4 x16, propagation: 30 ns, kind: peer, tph-completer: tph, dma-buf: {st: 0x2a}, memory: h100}
        """);

    private static JsonNode switched(String... sets) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("explain", "-", "--json"));
        Stream.concat(Stream.of("workloads.rx.targets=[{queues: 1, payload: gpu0}]"), Stream.of(sets))
                .forEach(set -> arguments.addAll(List.of("--set", set)));
        CliRun run = CliRun.withInput(SWITCHED, arguments.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
        return MAPPER.readTree(run.out());
    }

    @Test
    void thePathOfEachFlowNamesItsElementsItsEndAndItsTags() throws IOException {
        JsonNode toHost = switched().path("paths").get(0);
        JsonNode toPeer = switched().path("paths").get(1);
        JsonNode rest = switched().path("paths").get(2);

        assertThat(toHost.path("kinds")).extracting(JsonNode::asText).containsExactly("descriptor", "completion");
        assertThat(toHost.path("way")).extracting(JsonNode::asText).containsExactly("nic0", "sw0", "rp0", "host");
        assertThat(toHost.path("tag").asText()).isEqualTo("firmware, 8-bit");
        assertThat(toPeer.path("queues").asText()).isEqualTo("1");
        assertThat(toPeer.path("kinds")).extracting(JsonNode::asText).containsExactly("payload");
        assertThat(toPeer.path("way")).extracting(JsonNode::asText).containsExactly("nic0", "sw0", "gpu0");
        assertThat(toPeer.path("links")).extracting(JsonNode::asText).containsExactly("gen6 x8 flit", "gen4 x16");
        assertThat(toPeer.path("latency_ps").asLong()).isEqualTo(20_000 + 110_000 + 30_000);
        assertThat(toPeer.path("tph_completer").asText()).isEqualTo("tph");
        assertThat(toPeer.path("tag").asText()).isEqualTo("dma-buf of gpu0, 8-bit tag 0x2a, ph target");
        assertThat(rest.path("queues").asText()).isEqualTo("0");
    }

    @Test
    void aPathWithoutTagSaysWhy() throws IOException {
        assertThat(tagToPeer("tph.enable=off")).isEqualTo("none: tph.enable is off");
        assertThat(tagToPeer("fabric.root-ports.rp0.tph-completer=none"))
                .isEqualTo("none: root port rp0 has no TPH completer (tph.gate linux)");
        assertThat(tagToPeer("fabric.root-ports.rp0.tph-completer=none", "tph.gate=none"))
                .startsWith("dma-buf of gpu0");
        assertThat(tagToPeer("fabric.endpoints.nic0.tph.supported=false"))
                .isEqualTo("none: nic0 has no TPH Requester capability");
        assertThat(tagToPeer("tph.enable=extended", "workloads.rx.targets.0.namespace=preferred"))
                .isEqualTo("none: gpu0 exports no 16-bit tag");
        assertThat(tagToPeer("workloads.rx.targets.0.namespace=none")).isEqualTo("none: namespace none");
    }

    private static String tagToPeer(String... sets) throws IOException {
        return switched(sets).path("paths").get(1).path("tag").asText();
    }

    @Test
    void theLookAheadOfAPeerIsThatOfItsOwnLink() throws IOException {
        JsonNode peer = switched("fabric.endpoints.gpu0.credits.return-latency=40 ns")
                .path("peers")
                .get(0);

        assertThat(peer.path("peer").asText()).isEqualTo("gpu0");
        assertThat(peer.path("min_forward_ps").asLong()).isEqualTo(30_000);
        assertThat(peer.path("look_ahead_ps").asLong()).isEqualTo(70_000);
    }
}
