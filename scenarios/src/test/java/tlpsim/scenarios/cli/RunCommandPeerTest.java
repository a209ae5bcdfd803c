package tlpsim.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A peer for which tags name operations makes a run fail where they do not get there. */
final class RunCommandPeerTest {
    private static final String PEER = """
            name: operations
            seed: 7
            platform: {preset: epyc-9655, cores: 8, l2: {size: 64 KiB}, llc: {size: 1 MiB}}
            fabric:
              root-ports:
                - {id: rp0, link: gen5 x16, tph-completer: extended}
                - {id: rp1, link: gen5 x16, tph-completer: extended}
              root-complex: {peer-to-peer: strip}
              endpoints:
                - {id: nic0, port: rp0, tph: {extended: true, st-table: {location: none}}}
                - {id: acc0, port: rp1, kind: peer, tph-completer: extended, dma-buf: {st: 0x2a, st-ext: 0x12a, ph: target}, memory: {cache: 1 MiB, ways: 16, bandwidth: 500 GB/s}, st-semantics: operation}
            tph: {enable: extended, mode: device-specific}
            workloads:
              - id: rx
                device: nic0
                queues: {count: 2, ring: 32, cores: 0-1}
                arrivals: {rate: 10 Gbit/s, process: constant, sizes: 1024 B, flows: {count: 64, zipf: 0}}
                targets:
                  - {queues: 0-1, payload: acc0}
                consumer: {per-packet: 100 ns}
            measure: {warm-up: 200 us, window: 200 us, batches: 2, replicates: 1}
            """;

    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    private Path directory;

    private CliRun run(String... more) throws IOException {
        Path scenario = Files.writeString(directory.resolve("operations.yaml"), PEER);
        List<String> arguments = new ArrayList<>(List.of("run", scenario.toString(), "--out", directory.toString()));
        arguments.addAll(List.of(more));
        return CliRun.of(arguments.toArray(String[]::new));
    }

    @Test
    void queueContextsThatAreRewrittenAreNoCalls() throws IOException {
        CliRun run = run(
                "--set",
                "tph.events=[{at: 20 us, op: revoke-dma-buf, peer: acc0, remap-after: 10 us, requery-latency: 20 us}]");
        assertThat(run.out()).contains("  2 calls, 0 refused, 2 queue contexts rewritten; ");
    }

    private JsonNode simulated() throws IOException {
        return MAPPER.readTree(directory.resolve("operations.json").toFile()).path("simulated");
    }

    private JsonNode tags() throws IOException {
        return simulated().path("peer_tags").path(0);
    }

    @Test
    void wrongOperationsAreAnExpectationNotMetAndTheResultIsPrintedAndWritten() throws IOException {
        CliRun run = run();

        assertThat(run.code()).as(run.out() + run.err()).isEqualTo(ExitCode.NOT_MET);
        assertThat(run.out())
                .contains("tags at peers (as configured")
                .contains("0 right operations, ")
                .contains("Do not enable: ", " wrong operations at acc0 (", " stripped)");
        assertThat(run.err())
                .contains("result written to ")
                .contains("not met: ", " wrong operations at acc0 (")
                .contains("hint: on-wrong-operation: report");
        long wrong = tags().path("wrong_operations").asLong();
        assertThat(wrong).isPositive().isEqualTo(tags().path("tagged_writes").asLong());
        assertThat(tags().path("by_cause").path("stripped").asLong()).isEqualTo(wrong);
        assertThat(simulated()
                        .at("/columns/as_configured/metrics/wrong_operations/mean")
                        .asLong())
                .isEqualTo(wrong);
        assertThat(simulated().at("/verdict/answer").asText()).isEqualTo("do not enable");
    }

    @Test
    void aPeerThatOnlyCountsThemLetsTheRunPass() throws IOException {
        CliRun run = run("--set", "fabric.endpoints.acc0.on-wrong-operation=report");

        assertThat(run.code()).as(run.out() + run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.err()).doesNotContain("not met");
        long wrong = tags().path("wrong_operations").asLong();
        assertThat(wrong).isPositive();
        assertThat(simulated().at("/verdict/answer").asText()).isEqualTo("do not enable");
        assertThat(run.out()).contains("Do not enable: " + wrong + " wrong operations at acc0 (");
    }

    @Test
    void tagsThatGetThereAreRightOperations() throws IOException {
        CliRun run = run("--set", "fabric.root-complex.peer-to-peer=forward");

        assertThat(run.code()).as(run.out() + run.err()).isEqualTo(ExitCode.OK);
        assertThat(tags().path("right").asLong()).isPositive();
        assertThat(tags().path("wrong_operations").asLong(-1)).isZero();
    }

    @Test
    void aTagThatOtherMemoryHasTooIsAliased() throws IOException {
        CliRun run = run(
                "--set",
                "fabric.root-complex.peer-to-peer=forward",
                "--set",
                "tph.enable=8-bit",
                "--set",
                "fabric.endpoints.acc0.dma-buf.st-aliased=true");

        assertThat(run.code()).as(run.out() + run.err()).isEqualTo(ExitCode.NOT_MET);
        assertThat(tags().path("by_cause").path("aliased").asLong())
                .isPositive()
                .isEqualTo(tags().path("tagged_writes").asLong());
    }

    @Test
    void aPeerWhoseTagsArePlacesFailsNothingAndSaysNothing() throws IOException {
        CliRun run = run("--set", "fabric.endpoints.acc0.st-semantics=placement");

        assertThat(run.code()).as(run.out() + run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).doesNotContain("tags at peers", "wrong operations at");
        assertThat(simulated().has("peer_tags")).isFalse();
    }

    @Test
    void queuesThatStopBeforeTheWindowAreStoppedInItAndTheVerdictNamesThem() throws IOException {
        String acs = Files.readString(Path.of(System.getProperty("tlpsim.root"), "scenarios", "acs-redirect.yaml"))
                .split("\nvariants:")[0];
        Path scenario = Files.writeString(directory.resolve("acs.yaml"), acs);
        CliRun run = CliRun.of(
                "run",
                scenario.toString(),
                "--out",
                directory.toString(),
                "--set",
                "measure={warm-up: 100 us, window: 100 us, replicates: 1}",
                "--set",
                "fabric.switches.sw0.acs=[request-redirect, translation-blocking]",
                "--set",
                "fabric.endpoints.nic0.address-type=translated");

        assertThat(run.out())
                .as(run.err())
                .containsPattern("queues-stopped \\[queues\\] +8 +8 ")
                .contains("Do not enable: ", "8 queues have stopped, also without hints");
    }

    @Test
    void inNoStModeNoTagIsGrantedSoThatNoneIsMissing() throws IOException {
        CliRun run = run("--set", "tph.mode=no-st", "--set", "fabric.root-complex.peer-to-peer=forward");

        assertThat(run.code()).as(run.out() + run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out())
                .contains("granted PH without a tag: in mode no-st every tag is 0 (kernel.set-st.no-st-mode)")
                .contains("ph-only arrives")
                .doesNotContain("tagged16 arrives");
        assertThat(tags().path("tagged_writes").asLong(-1)).isZero();
    }

    @Test
    void withPciNostmodeNoTagIsGrantedEither() throws IOException {
        CliRun run = run("--set", "tph.kernel=posted-v4", "--set", "tph.parameters=[nostmode]");

        assertThat(run.code()).as(run.out() + run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out())
                .contains("granted PH without a tag: pci=nostmode: in mode no-st every tag is 0"
                        + " (kernel.enable.nostmode)");
        assertThat(tags().path("tagged_writes").asLong(-1)).isZero();
    }
}
