package tlpsim.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

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
        CliRun run = run("""
                pktsize-desc,1024,ItoM-HIT-RATE,64,1,100,0,100,0,0,
                mine,,offered-gbps,20,1,20,0,20,0,0,
                """, "--map", "mine:x=workloads.net.arrivals.rate={} Gbit/s", "--format", "csv");

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
