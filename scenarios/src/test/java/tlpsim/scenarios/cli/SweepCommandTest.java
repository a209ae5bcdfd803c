package tlpsim.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramLogReader;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tlpsim.scenarios.store.ResultStore;
import tlpsim.scenarios.store.StoredPoint;
import tlpsim.scenarios.store.StoredRun;

class SweepCommandTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String RING = "workloads.rx.queues.ring";

    @TempDir
    private Path directory;

    private Path scenario;

    @BeforeEach
    void writeScenario() throws IOException {
        scenario = Files.writeString(directory.resolve("tiny.yaml"), CliRun.TINY);
    }

    private Path store(String name) {
        return directory.resolve(name + ".db");
    }

    /** Points that take milliseconds and need not be steady. */
    private CliRun sweep(String store, String... more) {
        List<String> arguments = new ArrayList<>(List.of("sweep", scenario.toString(), "--store"));
        arguments.add(store(store).toString());
        arguments.addAll(List.of("--set", "measure.window=4 us", "--set", "measure.warm-up=2 us"));
        if (!List.of(more).contains("--replicates")) {
            arguments.addAll(List.of("--replicates", "1"));
        }
        arguments.addAll(List.of(more));
        return CliRun.of(arguments.toArray(String[]::new));
    }

    private CliRun results(String store, String... arguments) {
        List<String> all = new ArrayList<>(List.of("results"));
        all.addAll(List.of(arguments));
        all.addAll(List.of("--store", store(store).toString()));
        return CliRun.of(all.toArray(String[]::new));
    }

    private String exported(String store) {
        StringBuilder all = new StringBuilder();
        for (String format : List.of("csv", "json", "ndjson", "hdr")) {
            CliRun run = results(store, "export", "--format", format);
            assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
            all.append(run.out());
        }
        return all.toString();
    }

    @Test
    void oneThreadTwoThreadsAndFourMergedShardsExportTheSameBytes() {
        String[] design = {
            "--vary",
            RING + "=32,48,64",
            "--vary",
            "workloads.rx.queues.count=1,2",
            "--tie",
            "workloads.rx.queues.cores=0-{workloads.rx.queues.count-1}"
        };
        CliRun one = sweep("one", with(design, "--workers", "1"));
        CliRun two = sweep("two", with(design, "--workers", "2"));
        for (int shard = 1; shard <= 4; shard++) {
            CliRun part = sweep("shard" + shard, with(design, "--shard", shard + "/4"));
            assertThat(part.err()).contains("study tiny: 6 points, ", " runs in shard " + shard + "/4");
        }
        CliRun merged = CliRun.of(
                "results",
                "merge",
                "--store",
                store("all").toString(),
                store("shard3").toString(),
                store("shard1").toString(),
                store("shard4").toString(),
                store("shard2").toString());

        assertThat(one.code()).as(one.err()).isEqualTo(ExitCode.FAILED);
        assertThat(one.err()).contains("'48' is not a power of two", "4 of 6 runs done, 2 failed");
        assertThat(merged.code()).as(merged.err()).isEqualTo(ExitCode.OK);
        assertThat(exported("one")).isEqualTo(exported("two")).isEqualTo(exported("all"));
        assertThat(two.out()).isEqualTo(one.out());
        assertThat(results("all", "list").out())
                .isEqualTo(results("one", "list").out());
    }

    private static String[] with(String[] design, String... more) {
        List<String> all = new ArrayList<>(List.of(design));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    @Test
    void aPointOfASweepIsTheRunOfItsScenario() throws IOException {
        sweep("one", "--vary", RING + "=64,32", "--replicates", "2", "--set", "workloads.rx.arrivals.process=poisson");
        CliRun run = CliRun.of(
                "run",
                scenario.toString(),
                "--json",
                "--no-extremes",
                "--out",
                directory.resolve("out").toString(),
                "--set",
                "measure.window=4 us",
                "--set",
                "measure.warm-up=2 us",
                "--set",
                "workloads.rx.arrivals.process=poisson",
                "--set",
                RING + "=64");
        JsonNode simulated = MAPPER.readTree(run.out()).path("simulated");

        try (ResultStore store = ResultStore.openExisting(store("one"))) {
            StoredPoint point = store.points("tiny").get(0);
            StoredRun stored = store.run(point.runId()).orElseThrow();
            assertThat(MAPPER.readTree(stored.simulated().orElseThrow().json())).isEqualTo(simulated);
            assertThat(stored.simulated().orElseThrow().digest())
                    .isEqualTo(simulated.path("digest").asText());

            CliRun text = results("one", "show", point.runId().substring(0, 12), "--scenario");
            CliRun again = CliRun.withInput(
                    text.out(),
                    "run",
                    "-",
                    "--json",
                    "--out",
                    directory.resolve("out").toString());
            assertThat(MAPPER.readTree(again.out())
                            .path("simulated")
                            .path("digest")
                            .asText())
                    .as("the stored scenario is the same run")
                    .isEqualTo(simulated.path("digest").asText());
        }
    }

    @Test
    void theSameCommandAgainRunsNothingAndALongerOneOnlyWhatIsMissing() {
        CliRun first = sweep("one", "--vary", RING + "=64,32");
        CliRun again = sweep("one", "--vary", RING + "=64,32");
        CliRun longer = sweep("one", "--vary", RING + "=64,32,128", "--dry-run");
        CliRun failed = sweep("one", "--vary", RING + "=64,48");

        assertThat(first.err()).contains("study tiny: 2 points, 2 runs, 0 done before");
        assertThat(again.err()).contains("study tiny: 2 points, 2 runs, 2 done before");
        assertThat(again.out()).isEqualTo(first.out());
        assertThat(longer.out())
                .containsPattern("32 +[0-9a-f]{12} +be skipped, done")
                .containsPattern("128 +[0-9a-f]{12} +run\n")
                .contains("study tiny: 3 points, 1 run to do, about ", "from finished runs of the study");
        assertThat(failed.err()).contains("2 runs, 1 done before, 1 failed");
        assertThat(results("one", "list").out()).contains("tiny   3       2     1       0");
    }

    @Test
    void aDryRunMakesNoStoreAndEstimatesFromATrial() {
        CliRun run = sweep("none", "--vary", RING + "=32,48,64", "--dry-run", "--workers", "1");

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
        assertThat(run.out())
                .contains("fail: --set " + RING + "=48")
                .containsPattern("2 runs to do, about [0-9]+ (s|min) with 1 worker \\(from a short trial\\)");
        assertThat(store("none")).doesNotExist();
    }

    @Test
    void allPointsShareTheirSeedsAndAnotherSeedSetSharesNone() {
        sweep("one", "--vary", RING + "=64,32", "--replicates", "3");
        sweep("one", "--vary", RING + "=64", "--replicates", "3", "--seed-set", "b", "--study", "b");

        try (ResultStore store = ResultStore.openExisting(store("one"))) {
            List<StoredRun> runs = new ArrayList<>();
            store.points("tiny")
                    .forEach(point -> runs.add(store.run(point.runId()).orElseThrow()));
            StoredRun other = store.run(store.points("b").get(0).runId()).orElseThrow();
            assertThat(runs.get(0).replicates())
                    .hasSize(3)
                    .isEqualTo(runs.get(1).replicates());
            assertThat(runs.get(0).replicates().get(1).name()).isEqualTo("7/1");
            assertThat(other.replicates())
                    .hasSize(3)
                    .doesNotContainAnyElementsOf(runs.get(0).replicates());
        }
    }

    @Test
    void aFileSaysTheSameAsTheOptions() throws IOException {
        Files.writeString(
                directory.resolve("study.yaml"), """
                study: rings
                scenario: tiny.yaml
                set: [measure.window=4 us, measure.warm-up=2 us]
                vary:
                  - workloads.rx.queues.ring=64..128:x2
                tie: ["workloads.rx.buffer={workloads.rx.queues.ring*64} B"]
                replicates: 1
                """.replace("workloads.rx.buffer", "fabric.endpoints.nic0.buffer"));
        CliRun file = CliRun.of(
                "sweep",
                directory.resolve("study.yaml").toString(),
                "--store",
                store("file").toString());
        CliRun options = sweep(
                "options",
                "--vary",
                RING + "=64,128",
                "--tie",
                "fabric.endpoints.nic0.buffer={" + RING + "*64} B",
                "--replicates",
                "1",
                "--study",
                "rings");

        assertThat(file.err()).contains("study rings: 2 points");
        assertThat(file.code()).isEqualTo(options.code());
        assertThat(exported("file")).isEqualTo(exported("options"));
        Files.writeString(directory.resolve("bad.yaml"), "scenario: tiny.yaml\nvari: [a=1]\n");
        CliRun bad = CliRun.of("sweep", directory.resolve("bad.yaml").toString());
        assertThat(bad.code()).isEqualTo(ExitCode.INVALID);
        assertThat(bad.err()).contains("bad.yaml:2:1: unknown key 'vari'", "did you mean 'vary'?");
    }

    @Test
    void variantsOfTheScenarioAreVariedToo() throws IOException {
        Files.writeString(
                scenario,
                CliRun.TINY
                        + "variants:\n  - {id: a, set: [seed=1]}\n  - {id: b, set: [workloads.rx.queues.ring=64]}\n");
        sweep("one", "--vary", "workloads.rx.queues.count=1,2", "--replicates", "1");

        try (ResultStore store = ResultStore.openExisting(store("one"))) {
            List<StoredPoint> points = store.points("tiny");
            assertThat(points)
                    .extracting(point -> point.parameters().get("variant"))
                    .containsExactly("a", "b", "a", "b");
            assertThat(points.stream().map(StoredPoint::runId).distinct()).hasSize(4);
            assertThat(store.run(points.get(0).runId())
                            .orElseThrow()
                            .replicates()
                            .get(0)
                            .name())
                    .isEqualTo("1/0");
            assertThat(store.run(points.get(1).runId()).orElseThrow().text())
                    .contains("ring: 64")
                    .doesNotContain("variants:");
        }
    }

    @Test
    void aMistakeOfAllPointsIsOneOfTheCommand() {
        CliRun key = sweep("one", "--vary", "workloads.rx.queues.rong=1,2");
        CliRun file = CliRun.of("sweep", directory.resolve("tiny.yml").toString(), "--vary", "seed=1");
        CliRun shard = sweep("one", "--vary", "seed=1", "--shard", "3/2");
        CliRun workers = sweep("one", "--vary", "seed=1", "--workers", "0");
        CliRun metric = sweep("one", "--vary", "seed=1", "--metric", "end_p9_ns");

        assertThat(List.of(key.code(), file.code(), shard.code(), workers.code(), metric.code()))
                .containsOnly(ExitCode.INVALID);
        assertThat(key.err()).contains("unknown key 'rong'", "did you mean 'ring'?");
        assertThat(file.err()).contains("the file does not exist", "tiny.yaml");
        assertThat(shard.err()).contains("'3/2' is no shard");
        assertThat(workers.err()).contains("allowed: at least 1");
        assertThat(metric.err()).contains("'end_p9_ns' is not a metric", "end_p99_ns");
        assertThat(store("one")).doesNotExist();
    }

    @Test
    void aRunThatFailsIsRecordedAndRunAgainOnlyIfAsked() throws IOException {
        Files.writeString(directory.resolve("gone.pcap"), "");
        String[] broken = {
            "--vary",
            "workloads.rx.arrivals={rate: 20 Gbit/s, sizes: 1024 B, flows: 64},{process: pcap, file: gone.pcap}"
        };
        CliRun first = sweep("one", broken);

        assertThat(first.code()).isEqualTo(ExitCode.FAILED);
        assertThat(first.err()).contains("failed: ", "1 failed");
        assertThat(sweep("one", broken).err()).contains("1 done before, 1 failed");
        assertThat(results("one", "export").out()).contains(",failed,");
        assertThat(results("one", "export", "--format", "json").out()).contains("\"failure\":");
    }

    @Test
    void resultsAreListedShownAndExported() throws IOException {
        sweep("one", "--vary", RING + "=64,32", "--replicates", "2");
        CliRun list = results("one", "list", "--study", "tiny", "--metric", "throughput-gbps");
        String id = list.out().lines().skip(1).findFirst().orElseThrow().replaceAll(".* ", "");
        CliRun show = results("one", "show", id);
        CliRun csv = results("one", "export", "--metric", "end_p99_ns", "--metric", "dropped_percent");
        JsonNode json =
                MAPPER.readTree(results("one", "export", "--format", "json").out());

        assertThat(list.out()).contains(RING, "off: throughput_gbps");
        assertThat(show.out()).contains("scenario    tiny, SHA-256 ", "hints off", "end_p99_ns", " +- ");
        assertThat(MAPPER.readTree(results("one", "show", id, "--json").out())
                        .path("simulated")
                        .path("name")
                        .asText())
                .isEqualTo("tiny");
        assertThat(csv.out().lines())
                .hasSize(1 + 2 * 4)
                .first()
                .asString()
                .isEqualTo(
                        "study," + RING + ",run_id,scenario,status,failure,digest,seed,replicates,steady,answer,column,"
                                + "end_p99_ns,end_p99_ns_half_width_95,dropped_percent,dropped_percent_half_width_95");
        assertThat(json.path("schema_version").asInt()).isEqualTo(1);
        assertThat(json.path("points")).hasSize(2);
        assertThat(json.at("/points/0/columns/hints_off/end_p99_ns/samples")).hasSize(2);
        assertThat(MAPPER.readTree(results("one", "list", "--json").out())
                        .at("/studies/0/done")
                        .asInt())
                .isEqualTo(2);
        assertThat(exported("one")).doesNotContain("NaN", "Infinity");
    }

    @Test
    void latenciesAreExportedAsAnHdrHistogramLog() throws IOException {
        sweep("one", "--vary", RING + "=32", "--replicates", "2");
        Path log = directory.resolve("latency.hlog");
        CliRun run = results("one", "export", "--format", "hdr", "-o", log.toString());

        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
        List<String> tags = new ArrayList<>();
        HistogramLogReader reader = new HistogramLogReader(
                new ByteArrayInputStream(Files.readString(log).getBytes(StandardCharsets.UTF_8)));
        while (reader.hasNext()) {
            Histogram histogram = (Histogram) reader.nextIntervalHistogram();
            tags.add(histogram.getTag().substring(histogram.getTag().indexOf('/')));
            assertThat(histogram.getTotalCount()).isPositive();
        }
        assertThat(tags).contains("/hints_off/rx/end", "/as_configured/rx/visible", "/ideal_bound/rx/start");
        try (ResultStore store = ResultStore.openExisting(store("one"))) {
            StoredRun stored = store.run(store.points("").get(0).runId()).orElseThrow();
            assertThat(tags).hasSize(stored.histograms().size());
        }
    }

    @Test
    void whatIsNotThereIsNamedWithWhatIs() {
        sweep("one", "--vary", "seed=1");
        assertThat(results("one", "list", "--study", "tini").err()).contains("no study of", "did you mean 'tiny'?");
        assertThat(results("one", "show", "zz").err()).contains("'zz' begins no run");
        assertThat(results("one", "export", "--format", "cvs").err()).contains("did you mean 'csv'?");
        CliRun none = results("two", "list");
        assertThat(none.code()).isEqualTo(ExitCode.FAILED);
        assertThat(none.err().toLowerCase(Locale.ROOT)).contains("there is no such results store");
    }
}
