package tlpsim.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReproduceCommandOwnTest {
    private static final String COLUMNS = "experiment,param,metric,x,n,mean,stdev,median,min,max,use\n";
    private static final String SCENARIO = """
            name: mine
            platform: {preset: xeon-8180, cores: 1, llc: {size: 176 KiB, slices: 1}, l2: {size: 16 KiB}}
            fabric:
              root-ports: [{id: rp0, link: gen3 x16}]
              endpoints: [{id: nic0, port: rp0}]
            workloads:
              - id: net
                device: nic0
                queues: {count: 1, ring: 64}
                arrivals: {rate: 40 Gbit/s, process: constant, sizes: 1024 B}
                consumer: {per-packet: 20 ns}
            measure: {warm-up: 40 us, window: 20 us, replicates: 1}
            """;

    @TempDir
    Path directory;

    private CliRun run(String rows, String... options) throws IOException {
        Path table = directory.resolve("mine.csv");
        Path scenario = directory.resolve("mine.yaml");
        Files.writeString(table, COLUMNS + rows);
        Files.writeString(scenario, SCENARIO);
        String[] all = new String[options.length + 7];
        System.arraycopy(
                new String[] {
                    "reproduce", "--measured", table.toString(), "--scenario", scenario.toString(), "--threads", "1"
                },
                0,
                all,
                0,
                7);
        System.arraycopy(options, 0, all, 7, options.length);
        return CliRun.of(all);
    }

    @Test
    void pointsAreRunsOfTheScenarioWithTheKeysThatItsExperimentSets() throws IOException {
        CliRun run = run(
                """
                pktsize-desc,1024,ItoM-HIT-RATE,64,1,100,0,100,0,0,
                mine,,offered-gbps,20,1,20,0,20,0,0,
                """,
                "--map",
                "mine:x=workloads.net.arrivals.rate={} Gbit/s",
                "--set",
                "measure.warm-up=200 us",
                "--format",
                "csv");

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isEqualTo(ExitCode.OK);
        assertThat(run.out().lines())
                .anyMatch(row -> row.matches("pktsize-desc,1024,ItoM-HIT-RATE,64,100\\.0000,.*,predicted,%,true"))
                .anyMatch(row -> row.matches("mine,,offered-gbps,20,20\\.0000,(19\\.|20\\.).*,predicted,Gbit/s,.*"));
    }

    @Test
    void aKeyIsFittedOnThePointsMarkedSoAndTheOthersArePredicted() throws IOException {
        CliRun run = run("""
                pktsize-desc,1024,ItoM-HIT-RATE,64,1,0,0,90,0,0,fit
                pktsize-desc,512,ItoM-HIT-RATE,64,1,0,0,0,0,0,predict
                """, "--fit", "platform.llc.io-ways=11|1");

        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .contains("fitted: platform.llc.io-ways = 11\n")
                .contains("pktsize-desc sets workloads.net.arrivals.sizes={} B, workloads.net.queues.ring={}\n")
                .containsPattern("calibrated: 1 points, .*\npredicted: 1 points, ");
    }

    @Test
    void nothingIsAPerCentOfZero() throws IOException {
        String rows = """
                pktsize-desc,1024,THROUGHPUT,64,1,0,0,0,0,0,fit
                pktsize-desc,1024,ItoM-HIT-RATE,64,1,0,0,0,0,0,fit
                pktsize-desc,512,THROUGHPUT,64,1,0,0,0,0,0,
                """;

        CliRun text = run(rows);
        assertThat(text.code()).isEqualTo(ExitCode.OK);
        assertThat(text.out())
                .containsPattern(
                        "1024 \\| 64 \\| THROUGHPUT \\| 0.00 .* left out \\| layer-2 bits accepted, none are sent \\|")
                .contains("predicted: 1 points", "left out: 2 points, 0 measured");

        CliRun csv = run(rows, "--format", "csv");
        assertThat(csv.code()).isEqualTo(ExitCode.OK);
        assertThat(csv.out()).contains("pktsize-desc,1024,THROUGHPUT,64,0.0000,");

        CliRun fitted = run(rows, "--fit", "platform.llc.io-ways=2|11");
        assertThat(fitted.code()).isEqualTo(ExitCode.OK);
        assertThat(fitted.out()).contains("calibrated: 1 points");
    }

    @Test
    void aFitToZerosAloneIsNotMade() throws IOException {
        CliRun run = run("pktsize-desc,1024,THROUGHPUT,64,1,0,0,0,0,0,fit\n", "--fit", "platform.llc.io-ways=2|11");

        assertThat(run.code()).isEqualTo(ExitCode.OK);
        assertThat(run.err()).contains("note: --fit: no point marked fit").contains("nothing is fitted");
        assertThat(run.out()).doesNotContain("fitted:", "calibrated:");
    }

    @Test
    void aRunThatIsNotSteadyIsMarkedAndLeftOut() throws IOException {
        CliRun run = run(
                "pktsize-desc,1024,ItoM-HIT-RATE,64,1,100,0,100,0,0,\n",
                "--set",
                "measure.warm-up=1 us",
                "--set",
                "measure.window=20 us",
                "--set",
                "workloads.net.arrivals.rate=99 Gbit/s",
                "--set",
                "workloads.net.consumer.per-packet=400 ns");

        assertThat(run.code()).isEqualTo(ExitCode.INCONCLUSIVE);
        assertThat(run.out())
                .contains("| left out | NOT STEADY |", "left out: 1 points, run not steady")
                .doesNotContain("predicted:");
    }

    @Test
    void throughputOfASenderIsThatOfTheWire() throws IOException {
        CliRun run = run(
                """
                one,,THROUGHPUT,10,1,10,0,10,0,0,
                one,,sent-gbps,10,1,10,0,10,0,0,
                """,
                "--map",
                "one:x=workloads.net.arrivals.rate={} Gbit/s",
                "--set",
                "workloads.net.direction=forward",
                "--format",
                "csv");

        double[] gbps = run.out()
                .lines()
                .skip(1)
                .mapToDouble(row -> Double.parseDouble(row.split(",")[5]))
                .toArray();
        assertThat(gbps[0] / gbps[1]).isCloseTo(1048.0 / 1024, within(1e-4));
    }

    @Test
    void metricsThatNoRunHasAreSkippedWithOneNoteEach() throws IOException {
        CliRun run = run("""
                pktsize-desc,1024,ItoM-HIT-RATE,64,1,100,0,100,0,0,
                pktsize-desc,1024,joules-of-the-fan,64,1,100,0,100,0,0,
                pktsize-desc,512,joules-of-the-fan,64,1,100,0,100,0,0,
                """);

        assertThat(run.code()).isEqualTo(ExitCode.OK);
        assertThat(run.err().lines())
                .singleElement()
                .asString()
                .endsWith("no run has a metric 'joules-of-the-fan': 2 rows skipped");
        assertThat(run.out()).contains("predicted: 1 points");
    }

    @Test
    void theTemplateSaysWhatMayStandInIt() {
        assertThat(CliRun.of("reproduce", "--template", "--scenario", "mine.yaml")
                        .out())
                .contains("--map NAME:param=PATH,x=PATH")
                .endsWith(COLUMNS);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "other,,ItoM-HIT-RATE,64,1,0,0,0,0,0, | --seed 1 | nothing says which keys experiment 'other' sets",
                "pkt-rate,,ItoM-HIT-RATE,800,1,0,0,0,0,0, | --seed 1 | nothing says which keys experiment 'pkt-rate' sets",
                "process-time,,LATAVG,10,1,0,0,0,0,0, | --seed 1 | nothing says which keys experiment 'process-time' sets",
                "cores,,fan-joules,1,1,0,0,0,0,0, | --seed 1 | holds no measurements of metrics that a run has",
                "cores,,ItoM-HIT-RATES,1,1,0,0,0,0,0, | --seed 1 | did you mean 'ItoM-HIT-RATE'?",
                "cores,,ItoM-HIT-RATE,1,1,0,0,much,0,0, | --seed 1 | median 'much', must be a number",
                "cores,,ItoM-HIT-RATE,1,1,0,0,0,0,0,maybe | --seed 1 | must be fit or predict",
                "cores,,ItoM-HIT-RATE,1,1,0,0,0,0,0, | --fit platform.llc.io-ways=2 | no point is marked fit",
                "cores,,ItoM-HIT-RATE,1,1,0,0,0,0,0,fit | --fit platform.llc.io-ways | no values to try",
                "cores,,ItoM-HIT-RATE,1,1,0,0,0,0,0, | --map cores | no experiment before a colon",
                "cores,,ItoM-HIT-RATE,0,1,0,0,0,0,0, | --seed 1 | workloads.net.queues.count",
            })
    void aMistakeIsNamed(String row, String options, String message) throws IOException {
        CliRun run = run(row + "\n", options.split(" "));

        assertThat(run.code()).isEqualTo(ExitCode.INVALID);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("error: ").contains(message);
    }
}
