package tlpsim.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The bundled scenarios meet what they expect, and do not once the mechanism is switched off that they are about: so the thresholds test the mechanism, and not
 * only that figures are what they were.
 */
final class ScenarioThresholdsTest {
    private static final Path SCENARIOS = Path.of(System.getProperty("tlpsim.root"), "scenarios");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Rows that every build runs; the others take long and carry the tag {@code ci}. */
    private static final Set<String> IN_EVERY_BUILD = Set.of("steering-hurts", "dca-off-versus-tags");

    /**
     * @param scenario  file name without its ending
     * @param switchOff assignments that switch the mechanism off
     * @param fails     ids of expectations that are then not met; others may or may not be
     */
    private record Row(String scenario, List<String> switchOff, List<String> fails) {
        private static Row of(String scenario, String switchOff, String... fails) {
            return new Row(scenario, List.of(switchOff.split(" && ")), List.of(fails));
        }

        @Override
        public String toString() {
            return scenario + " without " + switchOff;
        }
    }

    @TempDir
    private Path directory;

    /** A line per scenario with expectations; several assignments are separated by {@code " && "}. */
    private static Stream<Row> all() {
        return Stream.of(
                Row.of(
                        "steering-hurts",
                        "workloads.rx.hints.payload=none",
                        "large-rings-lose",
                        "packets-push-the-working-set-out"),
                Row.of(
                        "wrong-core",
                        "platform.device-writes.tag-placement=none",
                        "own-core-gains",
                        "same-cluster-gains-less",
                        "other-cluster-costs"),
                Row.of(
                        "header-only-steering",
                        "workloads.rx.queues.ring=128",
                        "header-only-needs-fewer-bytes",
                        "whole-packets-need-more-than-none"),
                Row.of(
                        "dca-off-versus-tags",
                        "fabric.root-ports.rp0.tph-completer=none",
                        "tags-are-worth-more",
                        "with-tags-off-costs-nothing",
                        "nor-does-it-move-more-bytes"),
                Row.of(
                        "noisy-neighbour",
                        "platform.llc.inclusive-ways=none",
                        "lowest-two-ways",
                        "one-of-the-lowest-two",
                        "nothing-in-the-io-ways"),
                Row.of("leaky-dma", "platform.llc.io-ways=all", "large-ring-leaks", "large-ring-loses-more"),
                Row.of(
                        "ring-size",
                        "platform.llc.io-ways=all",
                        "first-step-not-after",
                        "untouched-half-leaves-the-io-ways"),
                Row.of(
                        "ring-size",
                        "platform.llc.size=44 MiB && platform.llc.slices=32",
                        "rewritten-half-leaves-the-cache"),
                Row.of("consumer-lag", "platform.llc.io-ways=all", "hits-fall-with-the-lag", "late-reads-go-to-memory"),
                Row.of("kernel-tcp", "platform.memory.pages=coloured", "scattered-pages-cost-traffic"),
                Row.of("kernel-tcp", "workloads.tcp.queues.pool.cache=0", "recycling-in-one-order-costs-traffic"),
                Row.of("kernel-tcp", "workloads.tcp.consumer.gro.per-batch=0 ns", "merging-saves-time"),
                Row.of("kernel-tcp", "workloads.tcp.consumer.copy=0 B", "copying-costs-time"),
                Row.of("noisy-neighbour", "platform.llc.classes.io.ways=all", "own-ways", "first-own-way"),
                Row.of(
                        "storage-pollutes-nic",
                        "platform.device-writes.dca=false",
                        "packets-are-faster",
                        "by-much",
                        "packets-stay-in-the-cache"),
                Row.of(
                        "storage-pollutes-nic",
                        "workloads.fio.consumer.reads={header: 64 B, payload: 100 %}",
                        "storage-does-not-care"),
                Row.of(
                        "numa-remote",
                        "platform.latency.socket-hop=0 ns",
                        "remote-cores-wait",
                        "own-memory-mends-it",
                        "data-crosses-once"),
                Row.of(
                        "relaxed-ordering",
                        "platform.iommu.walk=0 ns",
                        "ordered-writes-keep-their-places",
                        "relaxed-writes-do-not-wait-for-each-other"),
                Row.of("microburst", "platform.llc.io-ways=all", "longer-bursts-leak", "cores-get-slower"));
    }

    static Stream<Row> quick() {
        return all().filter(row -> IN_EVERY_BUILD.contains(row.scenario()));
    }

    static Stream<Row> slow() {
        return all().filter(row -> !IN_EVERY_BUILD.contains(row.scenario()));
    }

    @ParameterizedTest
    @MethodSource("quick")
    void aThresholdIsMetAndFailsWithoutItsMechanism(Row row) throws IOException {
        check(row);
    }

    @Tag("ci")
    @Test
    void allOtherThresholdsAreMetAndFailWithoutTheirMechanism() throws IOException {
        for (Row row : slow().toList()) {
            check(row);
        }
    }

    @Test
    void everyScenarioThatExpectsSomethingHasARow() throws IOException {
        Set<String> expecting = new TreeSet<>();
        try (Stream<Path> files = Files.list(SCENARIOS)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".yaml")).toList()) {
                if (Files.readString(file).contains("\nexpect:")) {
                    expecting.add(file.getFileName().toString().replace(".yaml", ""));
                }
            }
        }
        Set<String> rows = new TreeSet<>();
        all().forEach(row -> rows.add(row.scenario()));
        assertThat(rows).isEqualTo(expecting);
    }

    private void check(Row row) throws IOException {
        CliRun met = run(row.scenario(), List.of());
        assertThat(met.code()).as(row.scenario() + "\n" + met.err()).isEqualTo(ExitCode.OK);
        assertThat(outcomes(met, "not_met")).isEmpty();

        CliRun without = run(row.scenario(), row.switchOff());
        assertThat(without.code()).as(row + "\n" + without.err()).isEqualTo(ExitCode.NOT_MET);
        assertThat(outcomes(without, "not_met")).as(row.toString()).containsAll(row.fails());
    }

    private CliRun run(String scenario, List<String> sets) {
        List<String> arguments = new ArrayList<>(
                List.of("run", SCENARIOS.resolve(scenario + ".yaml").toString(), "--json", "--no-extremes", "--out"));
        arguments.add(directory.toString());
        sets.forEach(set -> arguments.addAll(List.of("--set", set)));
        return CliRun.of(arguments.toArray(String[]::new));
    }

    private static List<String> outcomes(CliRun run, String outcome) throws IOException {
        List<String> ids = new ArrayList<>();
        for (JsonNode one : MAPPER.readTree(run.out()).path("expectations").path("list")) {
            if (one.path("outcome").asText().equals(outcome)) {
                ids.add(one.path("id").asText());
            }
        }
        return ids;
    }
}
