package tlpsim.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReproduceCommandTest {
    private static final String COLUMNS = "experiment,param,metric,x,n,mean,stdev,median,min,max,use\n";

    @TempDir
    Path directory;

    private String table(String... rows) throws IOException {
        Path file = directory.resolve("mine.csv");
        Files.writeString(file, COLUMNS + String.join("\n", rows) + "\n");
        return file.toString();
    }

    @Test
    void theTemplateIsATable() throws IOException {
        CliRun template = CliRun.of("reproduce", "--template");
        Path file = directory.resolve("template.csv");
        Files.writeString(file, template.out());

        CliRun run = CliRun.of("reproduce", "--measured", file.toString(), "--format", "csv", "--threads", "1");

        assertThat(template.code()).isEqualTo(ExitCode.OK);
        assertThat(run.code()).isEqualTo(ExitCode.OK);
        assertThat(run.out().lines().toList().get(1)).startsWith("pktsize-desc,1500,ItoM-HIT-RATE,1024,89.3,");
        assertThat(run.out()).endsWith(",predicted,%\n");
    }

    @Test
    void pointsMarkedFitAreCalibratedAndTheOthersPredicted() throws IOException {
        String table = table(
                "pktsize-desc,256,ItoM-HIT-RATE,128,1,100,0,100,100,100,fit",
                "pktsize-desc,256,ItoM-HIT-RATE,256,1,100,0,100,100,100,predict",
                "pktsize-desc,256,THROUGHPUT,256,1,26.7,0,26.7,26.7,26.7,fit");

        CliRun run = CliRun.of(
                "reproduce", "--measured", table, "--model", "lines", "--fit", "header-lines", "--threads", "2");

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isEqualTo(ExitCode.OK);
        assertThat(run.out())
                .contains("| 256 | 128 | 100.00 | 100.00 | ")
                .containsPattern("\\| 256 \\| 128 .*\\| calibrated \\|")
                .containsPattern("\\| 256 \\| 256 .*\\| predicted \\|")
                .contains("| header-lines | 1 | lines | 1 to 2 | fitted in this run |");
    }

    @Test
    void theReportCanGoToAFile() throws IOException {
        Path file = directory.resolve("page.md");

        CliRun run = CliRun.of(
                "reproduce",
                "--measured",
                table("pktsize-desc,256,ItoM-HIT-RATE,128,1,100,0,100,100,100,"),
                "--format",
                "page",
                "--out",
                file.toString());

        assertThat(run.out()).isEmpty();
        assertThat(file).content().startsWith("# Validation\n").contains("## Errors", "## Parameters");
    }

    @Test
    void figuresOfOtherStudiesComeOutAsMeasured() {
        CliRun run = CliRun.of("reproduce", "--others");

        assertThat(run.code()).isEqualTo(ExitCode.OK);
        // Set overload within two points, the pool within three per cent.
        assertThat(run.out().lines().filter(row -> row.contains("| % |")))
                .hasSize(3)
                .allMatch(row -> Math.abs(error(row)) < 2);
        assertThat(run.out().lines().filter(row -> row.contains("| Gbit/s |")))
                .hasSize(2)
                .allMatch(row -> Math.abs(error(row)) < 3);
        // The host's part of a read is an estimate from the whole; what a miss adds is an input.
        assertThat(run.out().lines().filter(row -> row.contains("| ns |")))
                .hasSize(3)
                .allMatch(row -> Math.abs(error(row)) < 50);
        assertThat(run.out().split("## Closed forms from measured inputs")[0])
                .contains("Sepia")
                .doesNotContain("SIGCOMM");
    }

    private static double error(String row) {
        String[] cells = row.split("\\|");
        return Double.parseDouble(cells[cells.length - 1].strip());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--measured nowhere.csv | nowhere.csv: cannot be read",
                "--experiment pkt-rates | did you mean 'pkt-rate'?",
                "--experiment cores | the table holds no point of cores",
                "--model lines --set extra-io-way=1 | did you mean 'extra-io-ways'?",
                "--set platform.llc.extra-io-way=1 | did you mean 'platform.llc.extra-io-ways'?",
                "--set platform.llc.extra-io-ways=3 | must be a whole number of ways, 0 to 2",
                "--fit pool-cache | --fit: no parameter 'pool-cache'",
                "--fit platform.llc.extra-io-ways | no point is marked fit",
                "--format xml | must be text, csv or page",
                "--model tlps | must be runs or lines",
                "--threads 0 | must be 1 to 64",
            })
    void aMistakeIsNamed(String options, String message) {
        CliRun run = CliRun.of(("reproduce " + options.strip()).split(" "));

        assertThat(run.code()).isEqualTo(ExitCode.INVALID);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("error: ").contains(message.strip());
    }
}
