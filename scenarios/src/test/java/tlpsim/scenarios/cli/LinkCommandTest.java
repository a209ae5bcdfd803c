package tlpsim.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class LinkCommandTest {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void printsOneObjectPerSizeWithTheColumnsOfThePublishedTable() throws IOException {
        int code = run(
                "--gen",
                "3",
                "--lanes",
                "8",
                "--mps",
                "256",
                "--mrrs",
                "512",
                "--addr-bits",
                "64",
                "--ecrc",
                "0",
                "--sizes",
                "64,1500",
                "--json");

        assertThat(code).isEqualTo(ExitCode.OK);
        JsonNode rows = new ObjectMapper().readTree(text(out));
        assertThat(rows).hasSize(2);
        assertThat(rows.get(1).get("gen").asText()).isEqualTo("gen3");
        assertThat(rows.get(1).get("lanes").asText()).isEqualTo("x8");
        assertThat(text(out))
                .contains("\"raw_link_gbps\" : 63.015384615")
                .contains("\"wr_eff_gbps\" : 52.814567178")
                .contains("\"rd_eff_gbps\" : 53.597005210")
                .contains("\"rw_eff_rx_gbps\" : 50.598571352")
                .contains("\"rd_cpl_wire_bytes\" : 1620");
        assertThat(text(err)).isEmpty();
    }

    @Test
    void readsGenerationsAndWidthsWithAndWithoutTheirLetters() {
        assertThat(run("--gen", "gen3", "--lanes", "x8", "--sizes", "64", "--json"))
                .isEqualTo(ExitCode.OK);
        String withLetters = text(out);
        out.reset();

        assertThat(run("--gen", "3", "--lanes", "8", "--sizes", "64", "--json")).isEqualTo(ExitCode.OK);

        assertThat(text(out)).isEqualTo(withLetters);
    }

    @Test
    void printsATableThatNamesTheSettings() {
        int code = run("--gen", "5", "--lanes", "16", "--sizes", "64,256");

        assertThat(code).isEqualTo(ExitCode.OK);
        assertThat(text(out).lines())
                .hasSize(7)
                .first()
                .asString()
                .isEqualTo("gen5 x16, MPS 256 B, MRRS 512 B, 64-bit addresses, completions cut at MPS, ECRC off, "
                        + "TPH prefix off");
        assertThat(text(out)).contains("after line coding 504.123 Gbit/s, for TLPs 454.800 Gbit/s");
    }

    @Test
    void flagsMayStandWithoutAValue() {
        int code = run("--flit", "--ecrc", "--tph-prefix", "--rcb-chunks", "--sizes", "256", "--json");

        assertThat(code).isEqualTo(ExitCode.OK);
        assertThat(text(out))
                .contains("\"flit\" : 1")
                .contains("\"wr_wire_bytes\" : 280")
                .contains("\"rd_cpl_tlps\" : 4");
    }

    @Test
    void reportsEveryMistakeAtOnceWithTheValueAndWhatIsAllowed() {
        int code = run(
                "--gen",
                "gen7",
                "--lanes",
                "12",
                "--mps",
                "300",
                "--mrrs",
                "64",
                "--rcb",
                "8",
                "--addr-bits",
                "48",
                "--ecrc",
                "yes",
                "--sizes",
                "64,0,1 KiB");

        assertThat(code).isEqualTo(ExitCode.INVALID);
        assertThat(text(out)).isEmpty();
        assertThat(text(err).lines())
                .containsExactly(
                        "error: --gen: generation must be one of gen1 to gen6, but is 'gen7' (the highest is gen6)",
                        "error: --lanes: lanes must be one of x1, x2, x4, x8, x16, but is '12'",
                        "error: --mps: MPS in bytes must be a power of two from 128 to 4096, but is '300' "
                                + "(the nearest is 256)",
                        "error: --mrrs: MRRS in bytes must be a power of two from 128 to 4096, but is '64' "
                                + "(the nearest is 128)",
                        "error: --rcb: RCB in bytes must be a power of two from 64 to 512, but is '8' "
                                + "(the nearest is 64)",
                        "error: --ecrc: must be 0 or 1, but is 'yes'",
                        "error: --addr-bits: address bits must be 32 or 64, but is '48'",
                        "error: --sizes: size in bytes must be from 1 to 1073741824, but is '0'",
                        "error: --sizes: must be a whole number without a unit, but is '1 KiB'");
    }

    @Test
    void gen6WithoutFlitModeIsAMistake() {
        assertThat(run("--gen", "6", "--flit", "0")).isEqualTo(ExitCode.INVALID);
        assertThat(text(err)).isEqualTo("error: --flit: gen6 runs in Flit Mode only, but flit is 'false'\n");
    }

    @Test
    void anUnknownOptionIsAUsageError() {
        assertThat(run("--lane", "16")).isEqualTo(ExitCode.INVALID);
        assertThat(text(err)).contains("--lane").doesNotContain("Exception");
    }

    private int run(String... arguments) {
        String[] all = new String[arguments.length + 1];
        all[0] = "link";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        Console console = new Console(InputStream.nullInputStream(), stream(out), stream(err), false);
        return Tlpsim.run(console, all);
    }

    private static PrintStream stream(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, StandardCharsets.UTF_8);
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
