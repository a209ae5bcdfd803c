package tlpsim.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the report of variants ends with: figures that look good because work is not done are marked. */
final class VariantsReportTest {
    private static final String WAY = """
            name: ways
            seed: 7
            platform: {preset: epyc-9655, cores: 8, l2: {size: 64 KiB}, llc: {size: 1 MiB}}
            fabric:
              root-ports: [{id: rp0, link: gen5 x16, tph-completer: extended}]
              switches: [{id: sw0, port: rp0, link: gen5 x16}]
              endpoints:
                - {id: nic0, port: sw0, link: gen5 x16, tph: {extended: true, st-table: {location: none}}}
                - {id: gpu0, port: sw0, link: gen5 x16, kind: peer, tph-completer: extended, dma-buf: {st: 0x2a, st-ext: 0x12a, ph: target}, memory: {cache: 1 MiB, ways: 16, bandwidth: 500 GB/s}}
            tph: {enable: extended, mode: device-specific}
            workloads:
              - id: rx
                device: nic0
                queues: {count: 2, ring: 32, cores: 0-1}
                arrivals: {rate: 10 Gbit/s, process: constant, sizes: 1024 B, flows: {count: 64, zipf: 0}}
                targets: [{queues: 0-1, payload: gpu0}]
                consumer: {per-packet: 100 ns}
            measure: {warm-up: 40 us, window: 40 us, batches: 2, replicates: 1}
            variants:
              - {id: whole, set: ["seed=7"]}
              - {id: refused, set: ["fabric.switches.sw0.acs=[egress-control]", "fabric.switches.sw0.egress-blocked=[gpu0]"]}
              - {id: blocked, set: ["fabric.switches.sw0.acs=[translation-blocking]", "fabric.endpoints.nic0.address-type=translated"]}
              - {id: fallen-back, set: ["fabric.switches.sw0.acs-redirect=true", "platform.io.p2pdma=not-whitelisted"]}
              - {id: other-tags, set: ["fabric.endpoints.gpu0.st-semantics=operation", "fabric.switches.sw0.acs-redirect=true"]}
            """;

    @TempDir
    private Path directory;

    private CliRun run(String yaml) throws IOException {
        Path scenario = Files.writeString(directory.resolve("ways.yaml"), yaml);
        return CliRun.of("run", scenario.toString(), "--out", directory.toString());
    }

    @Test
    void aRowWhoseDataIsLostOrWhoseWorkIsNotSimulatedSaysSo() throws IOException {
        String out = run(WAY).out();
        List<String> costs =
                out.substring(out.indexOf("what each costs")).lines().limit(7).toList();

        assertThat(costs.get(1)).startsWith("  whole ").doesNotContainPattern("[A-Z]{2}");
        assertThat(costs.get(2)).containsPattern("^  refused .* DATA LOST \\(rejected-tlps [1-9][0-9]*\\)$");
        assertThat(costs.get(3)).containsPattern("^  blocked .* QUEUES STOPPED \\(2\\); NOTHING DELIVERED$");
        assertThat(costs.get(4)).containsPattern("^  fallen-back .* peer copy not simulated$");
        assertThat(costs.get(5)).containsPattern("^  other-tags .* WRONG OPERATIONS \\([1-9][0-9]*\\)$");
        assertThat(costs.get(6)).startsWith("  (a note at the end of a row: ");
    }

    @Test
    void flowsOfAVariantSayWhatTheyAreSumsOf() throws IOException {
        assertThat(run(WAY).out().lines())
                .filteredOn(line -> line.startsWith("  flows (as configured, all replicates; "))
                .hasSize(5);
        CliRun tiny = run(CliRun.TINY + "variants: [{id: a, set: [seed=7]}, {id: b, set: [seed=8]}]\n");
        assertThat(tiny.out().lines())
                .filteredOn("  hints (as configured, first replicate)"::equals)
                .hasSize(2);
        assertThat(tiny.out()).doesNotContain("(a note at the end of a row");
    }
}
