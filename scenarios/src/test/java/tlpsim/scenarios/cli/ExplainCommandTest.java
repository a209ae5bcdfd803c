package tlpsim.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import tlpsim.scenarios.result.Metric;

class ExplainCommandTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static CliRun explain(String... more) {
        String[] arguments = new String[more.length + 2];
        arguments[0] = "explain";
        arguments[1] = "-";
        System.arraycopy(more, 0, arguments, 2, more.length);
        return CliRun.withInput(CliRun.TINY, arguments);
    }

    private static JsonNode json(String... sets) throws IOException {
        String[] arguments = new String[2 * sets.length + 1];
        arguments[0] = "--json";
        for (int i = 0; i < sets.length; i++) {
            arguments[2 * i + 1] = "--set";
            arguments[2 * i + 2] = sets[i];
        }
        CliRun run = explain(arguments);
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
        return MAPPER.readTree(run.out());
    }

    private static JsonNode value(JsonNode root, String path) {
        for (JsonNode value : root.path("values")) {
            if (value.path("path").asText().equals(path)) {
                return value;
            }
        }
        throw new AssertionError("no value " + path);
    }

    private static JsonNode flow(JsonNode root, String kind) {
        for (JsonNode flow : root.path("flows")) {
            if (flow.path("kind").asText().equals(kind)) {
                return flow;
            }
        }
        throw new AssertionError("no flow " + kind);
    }

    @Test
    void everyValueSaysWhereItComesFrom() throws IOException {
        JsonNode root = json("workloads.rx.queues.ring=64");

        assertThat(value(root, "seed").path("origin").asText()).isEqualTo("<stdin>:2:7");
        assertThat(value(root, "workloads.rx.queues.ring").path("origin").asText())
                .startsWith("--set workloads.rx.queues.ring=64");
        assertThat(value(root, "measure.fidelity").path("origin").asText()).isEqualTo("default");
        JsonNode measured = value(root, "platform.dram.latency");
        assertThat(measured.path("value").asText()).isEqualTo("125.6 ns");
        assertThat(measured.path("dimension").asText()).isEqualTo("picoseconds");
        assertThat(measured.path("origin").asText()).isEqualTo("preset epyc-9655");
        assertThat(measured.path("status").asText()).isEqualTo("measured");
        assertThat(measured.path("source").asText()).contains("Chips and Cheese");
        assertThat(measured.path("unsourced").asBoolean()).isFalse();
    }

    @Test
    void whatRestsOnNoSourceIsMarked() throws IOException {
        assertThat(value(json(), "platform.device-writes.dca").path("unsourced").asBoolean())
                .isTrue();
        assertThat(value(json("platform.device-writes.dca=false"), "platform.device-writes.dca")
                        .path("unsourced")
                        .asBoolean())
                .isFalse();
        assertThat(explain().out())
                .containsPattern("(?m)^! +platform\\.device-writes\\.dca +false +preset epyc-9655 \\(unsourced: ");
    }

    @Test
    void aTaggedFlowNamesItsEntryItsTagAndItsTarget() throws IOException {
        JsonNode header = flow(json(), "header");

        assertThat(header.path("queues").asText()).isEqualTo("0-1");
        assertThat(header.path("hint").asText()).isEqualTo("target");
        assertThat(header.path("st_table").asText()).isEqualTo("msi-x (2048)");
        assertThat(header.path("sample").path("entry").asInt()).isZero();
        assertThat(header.path("sample").path("tag").asInt()).isBetween(1, 255);
        assertThat(header.path("sample").path("namespace").asText()).isEqualTo("8-bit");
        assertThat(header.path("outcome").asText()).isEqualTo("tagged8");
        assertThat(header.path("why").asText()).isEqualTo("names core 0, placement l2");
    }

    @Test
    void theRuleThatTakesAHintAwayIsNamed() throws IOException {
        assertThat(flow(json(), "payload").path("why").asText()).isEqualTo("no hint is asked for");
        assertThat(flow(json("tph.enable=off"), "header").path("why").asText()).isEqualTo("tph.enable is off");
        assertThat(flow(json("tph.gate=none", "fabric.root-ports.rp0.tph-completer=none"), "header")
                        .path("outcome")
                        .asText())
                .isEqualTo("hint-ignored");
        assertThat(flow(json("tph.mode=no-st"), "header").path("why").asText()).startsWith("mode no-st sends tag 0");
        assertThat(flow(json("fabric.root-ports.rp0.tph-completer=none"), "header")
                        .path("why")
                        .asText())
                .isEqualTo("root port rp0 has no TPH completer (tph.gate linux)");
        JsonNode lost =
                flow(json("tph.gate=none", "tph.enable=extended", "fabric.root-ports.rp0.tph-completer=tph"), "header");
        assertThat(lost.path("outcome").asText()).isEqualTo("unsupported-request");
        JsonNode spent = json("platform.firmware.tags-8bit.count=1");
        assertThat(spent.path("flows").findValuesAsText("outcome")).contains("tagged8", "ph-only");
        assertThat(spent.path("flows").findValuesAsText("why"))
                .anyMatch(why -> why.startsWith("firmware has no 8-bit tag for core 1"));
    }

    @Test
    void queuesBeyondTheTableAreAFlowOfTheirOwn() throws IOException {
        JsonNode root = json("fabric.endpoints.nic0.tph.st-table.entries=1", "tph.on-missing-entry=skip");

        assertThat(flow(root, "header").path("queues").asText()).isEqualTo("0");
        assertThat(root.path("flows").findValuesAsText("why")).contains("the table has no entry 1: no hint");
    }

    @Test
    void theLookAheadIsTheShortestWayThereAndBack() throws IOException {
        JsonNode link = json(
                        "fabric.root-ports.rp0.propagation=7 ns", "fabric.root-ports.rp0.credits.return-latency=11 ns")
                .path("links")
                .get(0);

        assertThat(link.path("min_forward_ps").asLong()).isEqualTo(7_000);
        assertThat(link.path("min_return_ps").asLong()).isEqualTo(11_000);
        assertThat(link.path("look_ahead_ps").asLong()).isEqualTo(18_000);
        assertThat(link.path("write_mps_gbps").asDouble()).isBetween(415.7, 415.9);
    }

    @Test
    void aLookAheadBelowOneNanosecondIsNotValid() {
        CliRun run = explain(
                "--set",
                "fabric.root-ports.rp0.propagation=1 ps",
                "--set",
                "fabric.root-ports.rp0.credits.return-latency=1 ps");

        assertThat(run.code()).isEqualTo(ExitCode.INVALID);
        assertThat(run.err()).contains("below 1 ns");
    }

    @Test
    void theFootprintOfTheRingsStandsBesideTheCaches() throws IOException {
        JsonNode memory = json().path("memory");

        assertThat(memory.path("data_bytes").asLong()).isEqualTo(2 * 32 * 1024);
        assertThat(memory.path("rings").get(0).path("posted_bytes").asLong()).isEqualTo(2 * 32 * 2048);
        assertThat(memory.path("io_way_bytes").asLong()).isEqualTo(2 * (1 << 20) / 16);
        assertThat(memory.path("llc_bytes").asLong()).isEqualTo(1 << 20);
        assertThat(memory.path("l2_bytes").asLong()).isEqualTo(64 << 10);
        assertThat(memory.path("busiest_core_bytes").asLong()).isEqualTo(32 * (1024 + 64));
    }

    @Test
    void aScenarioThatCannotRunYetIsExplainedAllTheSame() {
        String ports = CliRun.TINY.replace("  endpoints:", "    - {id: rp1, link: gen5 x16}\n  endpoints:");
        String peer = ports.replace("{id: nic0, port: rp0}", """
                {id: nic0, port: rp0}
                    - {id: gpu0, port: rp1, kind: peer, tph-completer: tph, dma-buf: {st: 0x2a, ph: target}, memory: {cache: 50 MiB, ways: 16}}""");
        CliRun run =
                CliRun.withInput(peer, "explain", "-", "--set", "workloads.rx.targets=[{queues: 1, payload: gpu0}]");

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).containsPattern("rx\\.payload +1 +gpu0 .*by path .*8-bit tag 0x2a");
    }

    @Test
    void allMetricsAreListedWithUnitsAndDefinitions() throws IOException {
        CliRun word = CliRun.of("explain", "metrics");
        CliRun option = CliRun.of("explain", "--metrics");
        JsonNode root =
                MAPPER.readTree(CliRun.of("explain", "metrics", "--json").out());

        assertThat(word.code()).isEqualTo(ExitCode.OK);
        assertThat(option).isEqualTo(word);
        assertThat(word.out())
                .hasLineCount(Metric.values().length + 1)
                .containsPattern("dram-bytes-per-packet +B +low +DRAM bytes");
        assertThat(root.path("metrics")).hasSize(Metric.values().length);
        assertThat(root.path("metrics"))
                .allSatisfy(
                        metric -> assertThat(metric.path("definition").asText()).isNotEmpty());
    }

    @Test
    void oneMetricIsDefinedInFullUnderEitherSpelling() {
        CliRun hyphens = CliRun.of("explain", "end-p999-ns");

        assertThat(hyphens.out())
                .contains("99.9th percentile")
                .contains("intended arrival to the end of its consumption");
        assertThat(CliRun.of("explain", "end_p999_ns")).isEqualTo(hyphens);
    }

    @Test
    void anUnknownWordNamesTheNearestMetric() {
        CliRun run = CliRun.of("explain", "itom-hit-percnt");

        assertThat(run.code()).isEqualTo(ExitCode.INVALID);
        assertThat(run.err())
                .startsWith("error: explain: 'itom-hit-percnt' is neither")
                .contains("did you mean 'itom-hit-percent'?");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void aMistakeInTheScenarioIsReportedAsByValidate() {
        CliRun run = CliRun.withInput(CliRun.TINY.replace("seed:", "sed:"), "explain", "-");

        assertThat(run.code()).isEqualTo(ExitCode.INVALID);
        assertThat(run.err()).startsWith("error: <stdin>:2:1: ").contains("did you mean 'seed'?");
        assertThat(run.out()).isEmpty();
    }

    @Test
    void whatDoesNotGoTogetherIsAUsageError() {
        assertThat(CliRun.of("explain").code()).isEqualTo(ExitCode.INVALID);
        assertThat(CliRun.of("explain", "metrics", "--set", "seed=1").err()).contains("--set changes a scenario");
        assertThat(CliRun.of("explain", "x.yaml", "--metrics").code()).isEqualTo(ExitCode.INVALID);
    }

    @Test
    void driversThatChooseTheirEntriesAreKnown() throws java.io.IOException {
        java.nio.file.Path file = java.nio.file.Files.createTempFile("drivers", ".yaml");
        java.nio.file.Files.writeString(
                file, CliRun.TINY.replace("tph: {enable: 8-bit}", "tph: {enable: 8-bit, mode: device-specific}"));
        String mlx5 = explain(file, "mlx5");
        assertThat(mlx5).contains("shared by tag").contains("names core 0");
        String direct = explain(file, "direct");
        assertThat(direct).contains("queue contexts").contains("names core 0");
        String full = CliRun.of(
                        "explain",
                        file.toString(),
                        "--set",
                        "workloads.rx.driver=mlx5",
                        "--set",
                        "fabric.endpoints.nic0.tph.st-table={location: capability, entries: 2}")
                .out();
        assertThat(full).contains("every entry that the driver shares has another tag: no hint");
        String objects =
                explain(file, "{model: direct, objects: [{object: offset, at: 128 B}]}", "workloads.rx.hints={}");
        assertThat(objects).contains("bytes 128 to 191");
        java.nio.file.Files.delete(file);
    }

    private static String explain(java.nio.file.Path file, String driver, String... sets) {
        java.util.List<String> arguments = new java.util.ArrayList<>(
                java.util.List.of("explain", file.toString(), "--set", "workloads.rx.driver=" + driver));
        for (String set : sets) {
            arguments.addAll(java.util.List.of("--set", set));
        }
        CliRun run = CliRun.of(arguments.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        return run.out();
    }
}
