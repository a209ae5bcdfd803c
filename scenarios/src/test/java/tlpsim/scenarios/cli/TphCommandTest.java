package tlpsim.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TphCommandTest {
    private static final String MACHINE = """
            kernel v17
            cpus 16 per-cluster=4 clusters-per-socket=2 first-uid=100 uid-stride=2
            root-port rp0 completer=16-bit
            firmware rp0 encoding=3 persistent
            device nic root-port=rp0 modes=iv,ds extended table=capability:8 msix=8 vectors=4
            device gpu root-port=rp0 completer=16-bit
            vfio nic unsafe literal
            dma-buf vram exporter=gpu fd=5
            """;
    private static final int FIRST_LINE = 9;

    private record Run(int exitCode, String out, String err) {}

    private static Run run(String stdin, String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(
                new ByteArrayInputStream(stdin.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
        String[] all = new String[arguments.length + 1];
        all[0] = "tph";
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        int exitCode = Tlpsim.run(console, all);
        return new Run(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static Run script(String operations) {
        return run(MACHINE + operations, "-");
    }

    private static Path root() {
        Path root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("scenarios/control"))) {
            root = root.getParent();
        }
        return root;
    }

    /** On a difference the output stands in target, to be looked at and, if it is right, to replace the golden. */
    @ParameterizedTest
    @ValueSource(strings = {"bnxt-irq-affinity", "machine-of-a-scenario", "mlx5-direct", "vfio-case-1", "vfio-case-2"})
    void anExampleGivesItsGoldenAndMeetsItsExpectations(String name) throws IOException {
        Run run = run("", root().resolve("scenarios/control/" + name + ".tph").toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        Path given = Path.of("target/control-goldens/" + name + ".report");
        Files.createDirectories(given.getParent());
        Files.writeString(given, run.out());
        try (InputStream golden =
                TphCommandTest.class.getResourceAsStream("/tlpsim/scenarios/control/" + name + ".report")) {
            assertThat(golden).as(name).isNotNull();
            assertThat(run.out()).isEqualTo(new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"nic", "gpu"})
    void aPhValidBitIsADesignOfTheImporterOrOfTheExporter(String device) {
        String machine = MACHINE.replace("vfio nic unsafe literal", "vfio " + device + " ph-valid-bit");
        Run run = run(machine + """
                        dma-buf-set gpu fd=5 st=0x33 ph=3
                        write-control nic mode=iv enable=16-bit
                        import nic vram prefer=16-bit alternate
                        """, "-");
        assertThat(run.out()).contains("import vram -> 0 (PH 3, no tag)").doesNotContain("0xffffffff");
    }

    @Test
    void anErrorOfLinuxIsAnAnswerNotAFailure() {
        Run run = script("set-st nic 0 1\n");
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("pcie_tph_set_st_entry -> -EINVAL").contains("refused   kernel.set-st.enabled");
    }

    @Test
    void aWordOfTheMappedMsixTableIsUnsigned() {
        Run run = run(
                "root-port rp0 completer=16-bit\n"
                        + "device b root-port=rp0 extended modes=iv table=msix:8 msix=8\n"
                        + "msix-write b 0 0xabcd0000\nexpect value 0xabcd0000\n",
                "-");
        assertThat(run.err()).isEmpty();
        assertThat(run.exitCode()).isEqualTo(ExitCode.OK);
        assertThat(run.out()).contains("0xabcd0000").doesNotContain("0xffffffff");
    }

    @Test
    void closingIsReportedAsClosing() {
        Run run = script("open nic\nclose nic\n");
        assertThat(run.out()).contains("result    close -> 0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "enable nic iv | expect -EBUSY | found 0",
                "enable nic iv | expect value 1 | found 0x3",
                "set-st nic 0 1 | expect ok | found -EINVAL",
                "set-st nic 0 1 | expect value 1 | found -EINVAL",
                "enable nic iv | expect rule 5 | found not met",
                "enable nic iv | expect refused-by kernel.enable.busy | found not refused by it",
                "enable nic iv | expect control 0x101 | found 0x301",
                "enable nic iv | expect entry 7 0x9 | found 0x0",
                "enable nic iv | expect entry 8 0x9 | found no such entry"
            })
    void anExpectationThatIsNotMetGivesExitCode3(String operation, String expectation, String found) {
        Run run = script(operation + "\n" + expectation + "\n");
        assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_MET);
        assertThat(run.out()).contains(expectation + ": NOT MET, " + found).contains("0 met, 1 not met");
        assertThat(run.err()).isEqualTo("<stdin>: 1 expectations are not met\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "enabel nic iv | 1 | no line begins with 'enabel' | did you mean 'enable'?",
                "enable nik iv | 8 | no device 'nik'; described: gpu, nic | did you mean 'nic'?",
                "enable nic vi | 12 | mode: 'vi'; allowed: no-st, iv, ds | ",
                "enable nic iv as=16bit | 18 | as: '16bit'; allowed: off, 8-bit, reserved, 16-bit | did you mean '16-bit'?",
                "enable nic iv xs=8-bit | 15 | enable: 'xs=' has no place here; allowed: as= | did you mean 'as='?",
                "enable nic | 11 | enable: a mode is missing | ",
                "set-st nic 0x1g 1 | 12 | index: '0x1g' is not a number | ",
                "set-st nic 0 65536 | 14 | tag: 65536; allowed: 0 to 65535 | ",
                "set-st nic 0 $old | 14 | tag: no line 'let old' stands before this one | ",
                "get-cpu-st nic volatil 1 | 16 | memory: 'volatil'; allowed: volatile, persistent | did you mean 'volatile'?",
                "tph-st nic 0=cpux:1 | 14 | target: 'cpux'; allowed: cpu, dma-buf, tag | did you mean 'cpu'?",
                "tph-st nic cpu:1 | 12 | an entry is INDEX=cpu:N | ",
                "tph-st nic 0=dma-buf:vran | 22 | no dma-buf 'vran'; described: vram | did you mean 'vram'?",
                "read-config nic 0x102 | 17 | offset: 0x102; allowed: multiples of 4 | ",
                "vector gpu 0 ready | 1 | the device is described without msix= | ",
                "sent-tag gpu 0 | 1 | the device has no table | ",
                "unplug rp1 | 8 | no root port 'rp1'; described: rp0 | did you mean 'rp0'?",
                "expect ok | 1 | expect: no operation stands before this line | ",
                "let a | 1 | let: no operation stands before this line | "
            })
    void aMistakeNamesLineColumnAndTheNearestName(String line, int column, String message, String hint) {
        Run run = script(line + "\n");
        assertThat(run.exitCode()).isEqualTo(ExitCode.INVALID);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith("error: <stdin>:" + FIRST_LINE + ":" + column + ": " + message);
        assertThat(run.err()).contains(hint == null ? "" : hint);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "expect -EINVALL | 8 | did you mean '-EINVAL'?",
                "expect valu 1 | 8 | did you mean 'value'?",
                "expect rule kernel.enable.bussy | 13 | did you mean 'kernel.enable.busy'?",
                "expect rule 28 | 13 | no rule '28'",
                "expect ok now | 11 | expect: 'now' has no place here",
                "kernel current | 1 | kernel: the machine is described before the first operation"
            })
    void aMistakeInALineBehindAnOperationIsFoundToo(String line, int column, String message) {
        Run run = script("enable nic iv\n" + line + "\n");
        assertThat(run.exitCode()).isEqualTo(ExitCode.INVALID);
        assertThat(run.err())
                .startsWith("error: <stdin>:" + (FIRST_LINE + 1) + ":" + column + ": ")
                .contains(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kernel v18 | 8 | allowed: posted-v4, merged, current, v17",
                "kernel v17 with=cpu-uid,rciep-exemt | 25 | did you mean 'rciep-exempt'?",
                "cpus 0 | 6 | how many: 0; allowed: 1 to 65536",
                "root-port 9x | 11 | a name begins with a letter",
                "root-port rp1 completer=10-bit | 25 | allowed: none, 8-bit, reserved, 16-bit",
                "device d table=capability:65 | 16 | ST table size is 65",
                "device d modes=iv table=msix:64 msix=8 | 25 | ST table size is 64, but the MSI-X table has 8 entries",
                "device d table=msix:1 | 16 | ST table size is 1, but the MSI-X table has no entries",
                "device d modes=no-st table=msix:4 | 28 | No ST mode only has no ST table",
                "device d table=elsewhere:1 | 16 | allowed: capability, msix",
                "device d table=msix | 20 | table size: '' is not a number",
                "dma-buf b exporter=d | 20 | no device 'd'; none is described",
                "firmware rp9 none | 10 | no root port 'rp9'; none is described"
            })
    void aMistakeInADescriptionIsFound(String line, int column, String message) {
        Run run = run(line + "\n", "-");
        assertThat(run.exitCode()).isEqualTo(ExitCode.INVALID);
        assertThat(run.err()).startsWith("error: <stdin>:1:" + column + ": ").contains(message);
    }

    @Test
    void everyMistakeIsReportedAtOnceButNotWhatFollowsFromIt() {
        Run run = run("root-port rp0 completer=x\ndevice nic root-port=rp0\nenable nic iv\nexpectt ok\n", "-");
        assertThat(run.exitCode()).isEqualTo(ExitCode.INVALID);
        assertThat(run.err().lines()).hasSize(2);
        assertThat(run.err()).contains(":1:25: completer").contains(":4:1: no line begins with 'expectt'");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kernel v17 | kernel: must stand before the first device",
                "cpus 4 | cpus: must stand before the first device",
                "device nic | 'nic' is described already",
                "vfio gpu unsafe | vfio: must stand before the dma-bufs of the device"
            })
    void theMachineIsDescribedInOrder(String line, String message) {
        assertThat(script(line + "\nsupported nic\n").err()).contains(message);
    }

    @Test
    void aScriptWithoutOperationsIsAMistake() {
        Run run = run("# nothing\n\n", "-");
        assertThat(run.exitCode()).isEqualTo(ExitCode.INVALID);
        assertThat(run.err()).startsWith("error: <stdin>: the script has no operation");
    }

    @Test
    void aValueThatDoesNotFitIsAMistakeOfItsLine() {
        Run run = script("read-config nic 0x140\nset-st nic 0 $\n");
        assertThat(run.exitCode()).isEqualTo(ExitCode.INVALID);
        assertThat(run.err()).startsWith("error: <stdin>:10:14: $ is 503382039 here; allowed: 0 to 65535");
    }

    @Test
    void filesThatCannotBeReadAreMistakes(@TempDir Path directory) throws IOException {
        assertThat(run("", directory.resolve("absent.tph").toString()).err()).contains("absent.tph: no such file");
        assertThat(run("", directory.toString()).exitCode()).isEqualTo(ExitCode.INVALID);
        Path binary = Files.write(directory.resolve("b.tph"), new byte[] {(byte) 0xC3, 0x28});
        assertThat(run("", binary.toString()).err()).contains("not a text in UTF-8");
    }

    @Test
    void aCpuTagTableIsWrittenAndReadBesideTheScript(@TempDir Path directory) throws IOException {
        Path script = directory.resolve("write.tph");
        Files.writeString(script, MACHINE + "get-cpu-st nic volatile 3 as=8-bit\nlet tag\nwrite-table rp0 tags.bin\n");
        Run written = run("", script.toString());
        assertThat(written.exitCode()).as(written.err()).isZero();
        assertThat(Files.size(directory.resolve("tags.bin"))).isEqualTo(32 + 16 * 16);
        String tag = written.out()
                .lines()
                .filter(line -> line.contains("8-bit tag)"))
                .findFirst()
                .orElseThrow();
        String value = tag.replaceAll(".*value (0x[0-9a-f]+).*", "$1");
        Path reader = directory.resolve("read.tph");
        Files.writeString(
                reader,
                MACHINE.replace("firmware rp0 encoding=3 persistent", "firmware rp0 table=tags.bin")
                        + "get-cpu-st nic volatile 3 as=8-bit\nexpect value " + value + "\n");
        assertThat(run("", reader.toString()).exitCode()).isZero();
        Files.write(directory.resolve("tags.bin"), new byte[40]);
        assertThat(run("", reader.toString()).err()).contains("tags.bin: byte 0x0: not a CPU tag table");
        Files.delete(directory.resolve("tags.bin"));
        assertThat(run("", reader.toString()).err()).contains("read.tph:4:20: cannot read tags.bin");
        Files.writeString(script, MACHINE + "write-table rp0 no/such/place\n");
        Run unwritable = run("", script.toString());
        assertThat(unwritable.exitCode()).isEqualTo(ExitCode.INVALID);
        assertThat(unwritable.err()).contains("write.tph:9:17: cannot write no/such/place");
    }

    @Test
    void jsonHoldsWhatTheTextHolds() throws IOException {
        Run run = run(MACHINE + "enable nic iv\nexpect -EBUSY\ntph-st nic extended 2=tag:0x1234\n", "-", "--json");
        assertThat(run.exitCode()).isEqualTo(ExitCode.NOT_MET);
        JsonNode root = new ObjectMapper().readTree(run.out());
        assertThat(root.get("schema_version").asInt()).isOne();
        assertThat(root.get("kernel").asText()).isEqualTo("v17");
        assertThat(root.get("expectations").toString()).isEqualTo("{\"met\":0,\"failed\":1}");
        JsonNode enable = root.get("steps").get(0);
        assertThat(enable.get("result").asText()).isEqualTo("0");
        assertThat(enable.get("value").asInt()).isEqualTo(3);
        assertThat(enable.get("registers").get("control_after").asInt()).isEqualTo(0x301);
        assertThat(enable.get("expectations").get(0).get("found").asText()).isEqualTo("0");
        JsonNode set = root.get("steps").get(1);
        assertThat(set.get("registers").get("entries").toString())
                .isEqualTo("[{\"index\":2,\"before\":0,\"after\":4660}]");
        assertThat(set.get("returned").toString())
                .isEqualTo("[{\"index\":2,\"ph\":null,\"st\":4660,\"written\":true}]");
        assertThat(set.get("accesses").get("config_writes").asInt()).isEqualTo(3);
        assertThat(set.get("rules").toString()).contains("{\"id\":\"9\",\"effect\":\"applied\"");
    }

    @Test
    void explainPrintsARuleWithItsSource() throws IOException {
        Run run = run("", "--explain", "5");
        assertThat(run.exitCode()).isZero();
        assertThat(run.out())
                .startsWith("5: TPH_ST fails while Requester Enable is 00b")
                .contains("    source    mail of 2026-06-29")
                .contains("    enforced  TphStCall.gate");
        JsonNode json = new ObjectMapper()
                .readTree(run("", "--explain", "kernel.enable.busy", "--json").out());
        assertThat(json.get("rules").get(0).get("source").asText()).contains("drivers/pci/tph.c");
        Run wrong = run("", "--explain", "kernel.enable.bussy");
        assertThat(wrong.exitCode()).isEqualTo(ExitCode.INVALID);
        assertThat(wrong.err()).contains("did you mean 'kernel.enable.busy'?");
    }

    @Test
    void rulesPrintsAllOfThem() {
        List<String> heads = run("", "--rules")
                .out()
                .lines()
                .filter(line -> !line.startsWith(" "))
                .toList();
        assertThat(heads).hasSizeGreaterThan(80);
        assertThat(heads.get(26)).startsWith("27: ");
    }

    @Test
    void exactlyOneThingIsAskedFor() {
        assertThat(run("").exitCode()).isEqualTo(ExitCode.INVALID);
        assertThat(run("", "x.tph", "--rules").exitCode()).isEqualTo(ExitCode.INVALID);
    }

    @Test
    void theRestOfTheOperationsRuns() {
        Run run = script("""
                supported nic
                expect value 3
                enable nic 1
                requester-type nic
                expect value 3
                table-size nic
                expect value 8
                table-location nic
                expect value 0x200
                set-st nic 1 0x77
                save nic
                expect ok
                reset nic
                expect entry 1 0
                restore nic
                expect entry 1 0x77
                msix nic off
                vector nic 2 virtual
                msix-write nic 1 0
                expect rule 22
                close nic
                expect control 0
                unplug rp0
                enable nic iv
                expect refused-by kernel.enable.completer
                unplug rp0 back
                enable nic ds
                expect ok
                get-cpu-st nic persistent 1
                expect value not 0
                get-cpu-st nic volatile 99
                expect -EINVAL
                disable nic
                expect control 0
                dma-buf-set gpu fd=5 st=1 flags=4
                expect -EINVAL
                dma-buf-set gpu fd=5 get
                expect refused-by dmabuf.set.arguments
                dma-buf-set gpu probe
                expect ok
                dma-buf-set gpu fd=5 unreadable
                expect -EFAULT
                dma-buf-set gpu fd=6
                expect -EBADF
                get-tph vram 8-bit
                expect -EOPNOTSUPP
                peer-gets intact
                expect value 0
                """);
        assertThat(run.out()).doesNotContain("NOT MET");
        assertThat(run.exitCode()).as(run.err()).isZero();
    }
}
