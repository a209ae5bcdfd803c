package tlpsim.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CacheCommandTest {
    private static final String CACHE = "32KiB,8,lru,wb,wa";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @TempDir
    private Path directory;

    private int run(String input, String... arguments) {
        Console console = new Console(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.US_ASCII)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        return Tlpsim.run(console, arguments);
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private String messages() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void printsOneJsonObjectWithTheNamesOfTheCounters() {
        assertThat(run("", "cache", "replay", "gen:ring:6000,seed=11,w=64,n=1000000", "--cache", CACHE, "--json"))
                .isZero();

        assertThat(text())
                .startsWith("{")
                .contains(
                        "\"n\" : 1000000",
                        "\"writes\" : 250530",
                        "\"fnv\" : \"c60cf577314d6927\"",
                        "\"32768,8,lru,wb,wa\"",
                        "\"L1_rd\" : 749470",
                        "\"L1_wr\" : 250530",
                        "\"L1_rm\" : 749470",
                        "\"L1_wm\" : 250530",
                        "\"L1_miss\" : 1000000",
                        "\"mem_rd\" : 1000000",
                        "\"mem_wr\" : 250413");
        assertThat(messages()).contains("M accesses/s");
    }

    @Test
    void printsATableOtherwise() {
        assertThat(run(
                        "",
                        "cache",
                        "replay",
                        "gen:uniform:12,n=5000",
                        "--cache",
                        CACHE,
                        "--cache",
                        "1MiB,16,srrip,wb,wa"))
                .isZero();

        assertThat(text())
                .contains("level", "L1 ", "L2 ", "memory", "1048576,16,srrip,wb,wa")
                .doesNotContain("M accesses/s");
    }

    @Test
    void readsDinFromStandardInput() {
        assertThat(run(
                        "0 0\n1 40\n2 3f\n\n1 0x80 any text\n0\tFFFFFFFFFFFFFFC0\r\n",
                        "cache",
                        "replay",
                        "-",
                        "--cache",
                        CACHE,
                        "--json"))
                .isZero();

        assertThat(text()).contains("\"n\" : 5", "\"L1_rd\" : 3", "\"L1_wr\" : 2", "\"L1_miss\" : 4");
    }

    @Test
    void aTraceWrittenInBinaryReplaysToTheSameCounts() {
        String binary = directory.resolve("trace.bin").toString();
        assertThat(run(
                        "",
                        "cache",
                        "replay",
                        "gen:zipf:10,n=20000",
                        "--cache",
                        CACHE,
                        "--json",
                        "--write-binary",
                        binary))
                .isZero();
        String generated = text();
        out.reset();

        assertThat(run("", "cache", "replay", binary, "--cache", CACHE, "--json"))
                .isZero();

        assertThat(text().replace(binary, "gen:zipf:10,n=20000")).isEqualTo(generated);
    }

    @Test
    void everyMistakeOfADinFileIsReportedWithItsPlace() throws IOException {
        Path file = directory.resolve("bad.din");
        Files.writeString(file, "0 10\n7 20\n1\n1 12zz\n0 11112222333344445\nr 0\n");

        assertThat(run("", "cache", "replay", file.toString(), "--cache", CACHE))
                .isEqualTo(ExitCode.INVALID);

        assertThat(messages().lines()).hasSize(5);
        assertThat(messages())
                .contains(
                        file + ":2:1: label '7', must be 0",
                        file + ":3:",
                        file + ":4:5: 'z' in an address",
                        file + ":5:3: address of 17 digits",
                        file + ":6:1: label 'r'");
        assertThat(text()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "32KiB,8,lri,wb,wa | did you mean 'lru'?",
                "32KiB,0,lru,wb,wa | ways '0', must be a whole number from 1 to 4096",
                "32KiB,7,lru,wb,wa | not divisible by ways 7",
                "32Kib,8,lru,wb,wa | did you mean 'KiB'?",
                "0,8,lru,wb,wa | size is 0",
                "32KiB,8,lru,wb | has 4 fields, must have 5",
                "32KiB,8,lru,bw,wa | write policy 'bw', must be wb or wt",
                "32KiB,8,wp8,wb,wa | wp1 to wp7",
                "32KiB,64,plru,wb,wa | at most 32",
                "999999999999GiB,8,lru,wb,wa | size",
            })
    void aMistakeInACacheIsNamedWithWhatIsAllowed(String cache, String message) {
        assertThat(run("", "cache", "replay", "gen:ring:10", "--cache", cache)).isEqualTo(ExitCode.INVALID);

        assertThat(messages()).contains("error: --cache " + cache, message).doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gen:zpf:20 | did you mean 'zipf'?",
                "gen:ring | ring has 0 parameters, must have 1",
                "gen:zipf:20,sed=1 | did you mean 'seed'?",
                "gen:zipf:60 | bits=60, allowed 1 to 26",
                "gen:ring:x | parameter 'x' is not a whole number",
                "gen:ring:1,w=300 | w=300, allowed 0 to 256",
                "no-such-file | no such file",
            })
    void aMistakeInTheNameOfATraceIsNamed(String trace, String message) {
        assertThat(run("", "cache", "replay", trace, "--cache", CACHE)).isEqualTo(ExitCode.INVALID);

        assertThat(messages()).contains("error: " + trace, message).doesNotContain("\tat ");
    }

    @Test
    void allMistakesOfAllLevelsAreReportedAtOnce() {
        assertThat(run(
                        "",
                        "cache",
                        "replay",
                        "gen:ring:1",
                        "--cache",
                        "1KiB,0,lru,wb,wa",
                        "--cache",
                        "1KiB,1,fif,wx,wa"))
                .isEqualTo(ExitCode.INVALID);

        assertThat(messages().lines()).hasSize(3);
    }

    @Test
    void aBinaryTraceCutShortIsRefused() throws IOException {
        Path file = directory.resolve("cut.bin");
        run("", "cache", "replay", "gen:ring:10,n=100", "--cache", CACHE, "--write-binary", file.toString());
        byte[] whole = Files.readAllBytes(file);
        Files.write(file, java.util.Arrays.copyOf(whole, whole.length - 12));

        assertThat(run("", "cache", "replay", file.toString(), "--cache", CACHE))
                .isEqualTo(ExitCode.INVALID);

        assertThat(messages()).contains("binary trace ends after 98 entries, must have 100");
    }

    @Test
    void cacheWithoutSubcommandIsAUsageError() {
        assertThat(run("", "cache")).isEqualTo(ExitCode.INVALID);
        assertThat(messages()).contains("replay");
    }
}
