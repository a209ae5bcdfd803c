package tlpsim.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Scripts drawn from the grammar, some of them misspelt: each has an answer, a list of mistakes, or expectations that are not met. {@code -Dseed=N} runs one. */
class TphScriptFuzzTest {
    private static final int SCRIPTS = 120;
    private static final int MANY = 1_500;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static final String[] NAMES = {"nic", "nic", "nic", "nic", "gpu", "rp0", "vram", "rp9"};
    private static final String[] MODES = {"no-st", "iv", "ds", "iv", "ds", "5"};
    private static final String[] WIDTHS = {"8-bit", "16-bit", "16-bit", "off", "reserved"};
    private static final String[] ERRNOS = {"-EINVAL", "-EBUSY", "-ENXIO", "-ENODEV", "-EOPNOTSUPP", "-EPERM", "-ENOTTY"
    };
    private static final String[] RULES = {
        "1", "5", "16", "27", "kernel.enable.busy", "kernel.set-st.bounds", "dmabuf.get.namespace"
    };

    private SplittableRandom random;

    private record Run(int exitCode, String out, String err) {}

    private static Run run(String script, String... options) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new ByteArrayInputStream(script.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        String[] arguments = new String[options.length + 2];
        arguments[0] = "tph";
        arguments[1] = "-";
        System.arraycopy(options, 0, arguments, 2, options.length);
        int exitCode = Tlpsim.run(console, arguments);
        return new Run(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    @Test
    void everyScriptHasAnAnswer() throws JsonProcessingException {
        Long only = Long.getLong("seed");
        if (only != null) {
            check(only);
            return;
        }
        int[] codes = new int[4];
        for (long seed = 1; seed <= SCRIPTS; seed++) {
            codes[check(seed)]++;
        }
        assertThat(codes[ExitCode.OK]).isGreaterThan(SCRIPTS / 10);
        assertThat(codes[ExitCode.INVALID]).isGreaterThan(SCRIPTS / 10);
        assertThat(codes[ExitCode.NOT_MET]).isGreaterThan(SCRIPTS / 20);
    }

    @Test
    @Tag("ci")
    void andSoDoManyMore() throws JsonProcessingException {
        for (long seed = 1_000_000; seed < 1_000_000 + MANY; seed++) {
            check(seed);
        }
    }

    private int check(long seed) throws JsonProcessingException {
        random = new SplittableRandom(seed);
        String script = script();
        String where = "-Dseed=" + seed + "\n" + script;
        Run run = run(script);
        assertThat(run.exitCode()).as(where + run.err()).isIn(ExitCode.OK, ExitCode.INVALID, ExitCode.NOT_MET);
        assertThat(run.err()).as(where).doesNotContain("\tat ", "Exception", "internal error");
        Run json = run(script, "--json");
        assertThat(json.exitCode()).as(where).isEqualTo(run.exitCode());
        if (run.exitCode() == ExitCode.INVALID) {
            assertThat(run.out()).as(where).isEmpty();
            assertThat(run.err()).as(where).startsWith("error: <stdin>:");
        } else {
            JsonNode root = MAPPER.readTree(json.out());
            assertThat(root.isObject() || root.isArray()).as(where).isTrue();
        }
        return run.exitCode();
    }

    private String script() {
        StringBuilder script = new StringBuilder(machine());
        boolean expects = random.nextInt(3) == 0;
        for (int line = 1 + random.nextInt(14); line > 0; line--) {
            script.append(operation()).append('\n');
            if (expects && random.nextInt(3) == 0) {
                script.append(expectation()).append('\n');
            }
        }
        return random.nextInt(4) == 0 ? misspelt(script.toString()) : script.toString();
    }

    private String machine() {
        String version = pick("posted-v4", "merged", "current", "v17", "v17");
        String parameters = pick("", "", "", " notph", " nostmode", " no-acpi", " no-msi", " no-tph", " with=cpu-uid");
        String completer = pick("16-bit", "16-bit", "8-bit", "none", "reserved");
        String place = pick("root-port=rp0", "root-port=rp0", "root-port=rp0", "rciep");
        String table =
                pick("", " table=capability:" + (1 + random.nextInt(64)), " table=msix:8", " table=capability:8");
        return "kernel " + version + parameters + "\n" + "cpus 16 per-cluster=4 first-uid=100 uid-stride=2\n"
                + "root-port rp0 completer=" + completer + "\n"
                + pick("firmware rp0 encoding=3 persistent\n", "firmware rp0 tags-8bit=3 on-exhaustion=alias\n", "")
                + "device nic " + place + pick("", " no-tph", " modes=iv", " modes=ds")
                + pick(" extended", " extended", "") + table
                + " msix=16 vectors=" + random.nextInt(17) + "\n"
                + "device gpu root-port=rp0 completer=" + pick("16-bit", "8-bit", "none") + "\n"
                + "vfio nic" + pick("", " unsafe", " unsafe literal")
                + pick("", "", " shadow-tables", " ungated-peer-to-peer", " ph-valid-bit")
                + pick("", " lowered-enable=no-tag", " errno-disabled=-ENODEV") + "\n"
                + "dma-buf vram exporter=gpu fd=5\n";
    }

    private String operation() {
        String nic = random.nextInt(12) == 0 ? pick(NAMES) : "nic";
        return switch (random.nextInt(22)) {
            case 0, 1 -> "enable " + nic + " " + pick(MODES) + pick("", "", " as=" + pick(WIDTHS));
            case 2 -> "disable " + nic;
            case 3, 4 -> "set-st " + nic + " " + number(20) + " " + number(70_000);
            case 5 ->
                "get-cpu-st " + nic + " " + pick("volatile", "persistent") + " " + number(20)
                        + pick("", " as=" + pick(WIDTHS));
            case 6 ->
                pick("table-size ", "table-location ", "requester-type ", "supported ", "save ", "restore ", "reset ")
                        + nic;
            case 7 -> pick("open ", "close ", "probe ") + nic;
            case 8, 9 ->
                "write-control " + nic + pick(" " + number(1024), " mode=" + pick(MODES) + " enable=" + pick(WIDTHS));
            case 10, 11, 12 -> tphSt(nic);
            case 13 ->
                "dma-buf-set gpu fd=" + (4 + random.nextInt(3)) + pick("", " st=" + number(300))
                        + pick("", " st-ext=" + number(70_000)) + pick("", " ph=" + number(5))
                        + pick("", "", " probe", " unreadable", " flags=" + number(5));
            case 14 -> pick("get-tph vram ", "import nic vram prefer=") + pick("8-bit", "16-bit");
            case 15 -> pick("invalidate", "drained", "remap") + " vram";
            case 16 -> pick("mlx5-register nic vram", "look nic vram", "import nic vram alternate");
            case 17 ->
                pick(
                        "msix nic on",
                        "msix nic off",
                        "vector nic " + number(20) + " " + pick("ready", "no-irq", "virtual"));
            case 18 -> "msix-write " + nic + " " + number(20) + " " + number(1 << 20);
            case 19 -> "sent-tag " + nic + " " + number(12);
            case 20 -> pick("unplug rp0", "unplug rp0 back", "read-config nic " + 4 * random.nextInt(1024));
            default ->
                "peer-gets " + pick("intact", "stripped", "stale", "aliased", "wrong-namespace")
                        + pick("", " semantics=operation");
        };
    }

    private String tphSt(String device) {
        StringBuilder line = new StringBuilder("tph-st ").append(device).append(pick("", " extended"));
        for (int entries = 1 + random.nextInt(3); entries > 0; entries--) {
            line.append(' ')
                    .append(random.nextInt(20))
                    .append('=')
                    .append(pick(
                            "cpu:" + random.nextInt(20),
                            "cpu:2:persistent",
                            "tag:" + random.nextInt(70_000),
                            "dma-buf:vram"));
        }
        return line.toString();
    }

    private String expectation() {
        return pick(
                "expect ok",
                "expect " + pick(ERRNOS),
                "expect value " + number(4),
                "expect rule " + pick(RULES),
                "expect refused-by " + pick(RULES),
                "expect control " + number(1024),
                "expect entry " + number(8) + " 0",
                "let a");
    }

    /** Characters changed, lost or doubled; lines cut or moved. */
    private String misspelt(String script) {
        StringBuilder text = new StringBuilder(script);
        for (int faults = 1 + random.nextInt(3); faults > 0 && text.length() > 1; faults--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(5)) {
                case 0 -> text.deleteCharAt(at);
                case 1 -> text.insert(at, (char) (32 + random.nextInt(95)));
                case 2 -> text.setCharAt(at, "\n =:#-$x0\t\u00e9".charAt(random.nextInt(11)));
                case 3 -> text.setLength(at);
                default -> text.insert(at, text.substring(at, Math.min(text.length(), at + 30)));
            }
        }
        return text.toString();
    }

    private String number(int bound) {
        int value = random.nextInt(bound);
        return random.nextBoolean() ? Integer.toString(value) : "0x" + Integer.toHexString(value);
    }

    private String pick(String... choices) {
        return choices[random.nextInt(choices.length)];
    }
}
