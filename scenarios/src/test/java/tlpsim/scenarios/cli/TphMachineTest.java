package tlpsim.scenarios.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tlpsim.scenarios.machine.Machine;
import tlpsim.scenarios.machine.MachineFunction;
import tlpsim.scenarios.topology.TphVerdict;

/** Scripts over machines that come from a dump or a scenario. */
class TphMachineTest {
    private static final String SCENARIO = """
            name: small
            platform: {preset: epyc-9655}
            fabric:
              root-ports:
                - {id: rp0, link: gen5 x16, tph-completer: extended}
                - {id: rp1, link: gen5 x16, tph-completer: none}
              endpoints:
                - {id: nic0, port: rp0, sriov: 3}
                - {id: nic1, port: rp1, tph: {st-table: {location: capability, entries: 4}}}
            workloads: [{id: rx, device: nic0, queues: 4, arrivals: {process: constant}}]
            """;

    @TempDir
    private Path directory;

    @BeforeEach
    void writeMachine() throws IOException {
        Path scenario = Files.writeString(directory.resolve("small.yaml"), SCENARIO);
        CliRun.of(
                "topology",
                "export",
                scenario.toString(),
                "-o",
                directory.resolve("small.dump").toString());
    }

    private CliRun script(String text, String... more) throws IOException {
        Path script = Files.writeString(directory.resolve("a.tph"), text);
        return more.length == 0 ? CliRun.of("tph", script.toString()) : CliRun.of("tph", script.toString(), more[0]);
    }

    private void meets(String text) throws IOException {
        CliRun run = script(text);
        assertThat(run.out()).doesNotContain("NOT MET");
        assertThat(run.code()).as(run.err()).isEqualTo(ExitCode.OK);
    }

    @Test
    void aDumpIsAMachineOfAddressesWithItsRootPorts() throws IOException {
        meets("""
                machine small.dump
                firmware 00:01.0
                enable 0000:01:00.0 ds
                expect control 0x302
                get-cpu-st 01:00.0 volatile 2
                expect value not 0
                enable 02:00.0 iv
                expect refused-by kernel.enable.completer
                expect -EINVAL
                unplug 0000:00:01.0
                disable 01:00.0
                enable 01:00.0 iv
                expect refused-by kernel.enable.completer
                """);
    }

    @Test
    void aScenarioIsAMachineOfItsIds() throws IOException {
        meets("""
                machine small.yaml
                vfio nic0.vf2 unsafe literal
                enable nic0.vf2 iv
                expect control 0x301
                set-st nic0.vf2 3 0x77
                expect entry 3 0x77
                enable nic0 ds
                expect entry 3 0
                reset nic0
                expect control 0
                enable nic0.vf2 iv
                expect -ENODEV
                """);
    }

    @Test
    void aVfOfADumpIsThatOfItsPfAndHasTheRegistersOfTheDump() throws IOException {
        meets("""
                machine small.dump
                enable 01:00.3 iv
                expect ok
                requester-type 01:00.0.vf2
                expect value 3
                msix-write 01:00.3 1 0x110000
                expect entry 1 0x11
                sent-tag 01:00.0.vf2 1
                expect value 0x11
                disable-vfs 01:00.0
                expect ok
                supported 01:00.3
                expect -ENODEV
                enable-vfs 01:00.0 3
                requester-type 01:00.3
                expect value 0
                expect entry 1 0
                """);
    }

    @Test
    void whereTheDumpHasNoRootPortTheScriptMayGiveOne() throws IOException {
        String all = Files.readString(directory.resolve("small.dump"));
        Files.writeString(directory.resolve("one.dump"), all.substring(all.indexOf("02:00.0 ")));
        meets("""
                machine one.dump
                enable 02:00.0 iv
                expect refused-by kernel.enable.completer
                """);
        meets("""
                root-port rp completer=8-bit
                machine one.dump root-port=rp
                enable 02:00.0 iv
                expect control 0x101
                """);
    }

    @Test
    void whatADumpDoesNotSayIsSaidBeforeTheOperations() throws IOException {
        String all = Files.readString(directory.resolve("small.dump"));
        String device = all.substring(all.indexOf("02:00.0 "));
        Files.writeString(directory.resolve("cut.dump"), device.substring(0, device.indexOf("\n100:")));
        CliRun run = script("machine cut.dump\nsupported 02:00.0\n");
        assertThat(run.out())
                .startsWith("kernel v17\nmachine cut.dump: 1 functions\n"
                        + "    0000:02:00.0: It cannot be said whether Linux would enable TPH: the dump ends before");
        JsonNode root = new ObjectMapper()
                .readTree(script("machine cut.dump\nsupported 02:00.0\n", "--json")
                        .out());
        assertThat(root.get("machines").get(0).get("functions").asInt()).isOne();
        assertThat(root.get("machines").get(0).get("cannot_be_judged")).hasSize(1);
        Files.writeString(directory.resolve("one.dump"), device);
        assertThat(script("machine one.dump\nsupported 02:00.0\n").out()).contains("the root port is not in the dump");
        assertThat(script("root-port rp\nmachine one.dump root-port=rp\nsupported 02:00.0\n")
                        .out())
                .startsWith("kernel v17\nmachine one.dump: 1 functions\n\n3: supported");
    }

    @Test
    void jsonHasTheRegistersBeforeAndAfter() throws IOException {
        CliRun run = script(
                "machine small.yaml\nwrite-config nic1 4 0x106 bytes=2\nenable nic1 iv\nmachine-less\n", "--json");
        assertThat(run.err()).contains("no line begins with 'machine-less'");
        run = script("""
                root-port rp completer=16-bit
                device nic root-port=rp table=capability:2 sriov=2
                enable-vfs nic 1
                enable nic.vf0 iv
                set-st nic.vf0 1 9
                """, "--json");
        JsonNode steps = new ObjectMapper().readTree(run.out()).get("steps");
        assertThat(steps.get(0).get("registers").get("config").toString())
                .isEqualTo("[{\"offset\":344,\"before\":0,\"after\":9},{\"offset\":352,\"before\":0,\"after\":1}]");
        JsonNode set = steps.get(2).get("registers");
        assertThat(set.get("device").asText()).isEqualTo("nic.vf0");
        assertThat(set.get("control_before").asInt()).isEqualTo(0x101);
        assertThat(set.get("control_after").asInt()).isEqualTo(0x101);
        assertThat(set.get("st_table_before").toString()).isEqualTo("[0,0]");
        assertThat(set.get("st_table_after").toString()).isEqualTo("[0,9]");
        assertThat(set.get("config")).isEmpty();
    }

    @Test
    void aWriteLeavesReadOnlyBitsAndShowsWhatReadsBack() throws IOException {
        meets("""
                root-port rp completer=16-bit
                device nic root-port=rp extended table=capability:2
                write-config nic 0x148 0xffffffff
                expect value 0x307
                write-config nic 0x144 0
                expect value 0x10307
                write-config nic 6 0xffff bytes=2
                expect value 0x10
                write-config nic 0 0xff bytes=1
                expect value 0
                expect config 0 0
                """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "machine none.dump | 9 | machine: ",
                "machine small.yaml root-port=x | 30 | no root port 'x'; none is described",
                "vf v index=1 | 1 | vf: of=DEVICE is missing",
                "vf v of=nic | 9 | no device 'nic'; none is described",
                "supported nic0.vf1 | 11 | no device 'nic0'; none is described"
            })
    void aMistakeNamesItsPlace(String line, int column, String message) throws IOException {
        CliRun run = script(line + "\n");
        assertThat(run.code()).isEqualTo(ExitCode.INVALID);
        assertThat(run.err()).contains("a.tph:1:" + column + ": " + message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "enable nic0.vf3 iv | 8 | nic0.vf3: the device has VFs 0 to 2",
                "enable nic1.vf0 iv | 8 | nic1.vf0: the device has no VFs",
                "enable-vfs nic0 0 | 17 | how many: 0; allowed: 1 to 65535",
                "write-config nic0 2 1 | 19 | offset: 2; allowed: multiples of 4, of 2 or 1 with bytes=",
                "write-config nic0 2 0x10000 bytes=2 | 21 | value: 0x10000; allowed: 0 to 65535",
                "machine small.dump | 1 | machine: the machine is described before the first operation"
            })
    void aMistakeInAnOperationNamesItsPlace(String line, int column, String message) throws IOException {
        CliRun run = script("machine small.yaml\nsupported nic0\n" + line + "\n");
        assertThat(run.code()).isEqualTo(ExitCode.INVALID);
        assertThat(run.err()).contains("a.tph:3:" + column + ": " + message);
    }

    @Test
    void aMachineIsDescribedOnce() throws IOException {
        CliRun run = script("machine small.yaml\nmachine small.yaml\nsupported nic0\n");
        assertThat(run.err()).contains("a.tph:2:9: machine: 'rp0' is described already");
    }

    @Test
    void whatIsWrongInAScenarioIsSaidAtTheLine() throws IOException {
        Files.writeString(directory.resolve("small.yaml"), SCENARIO.replace("port: rp1", "port: rp7"));
        CliRun run = script("machine small.yaml\nsupported nic0\n");
        assertThat(run.code()).isEqualTo(ExitCode.INVALID);
        assertThat(run.err())
                .contains("a.tph:1:9: machine: ")
                .contains("small.yaml:9:")
                .contains("rp7")
                .hasLineCount(1);
    }

    /** What the kernel core says about each function of each outside dump is what import says of it in advance. */
    @Test
    @Tag("outside")
    void everyFunctionOfEveryDumpIsJudgedAsTheImportSays() throws IOException {
        Path dumps = Path.of(System.getProperty("tlpsim.vectors"), "lspci");
        List<Path> files;
        try (Stream<Path> all = Files.list(dumps)) {
            files = all.filter(file -> file.toString().endsWith(".dump"))
                    .sorted()
                    .toList();
        }
        int functions = 0;
        for (Path file : files) {
            Machine machine = Machine.read(file.toString(), InputStream.nullInputStream());
            StringBuilder text = new StringBuilder("machine " + file + "\n");
            for (MachineFunction each : machine.functions()) {
                TphVerdict.Decision decision =
                        TphVerdict.of(machine.topology(), each.function()).decision();
                boolean rootPort = each.function().decoded().portType().stream()
                        .anyMatch(type -> type == tlpsim.core.config.PortType.ROOT_PORT);
                if (!rootPort && decision != TphVerdict.Decision.UNKNOWN) {
                    int type = decision == TphVerdict.Decision.EXTENDED
                            ? 3
                            : decision == TphVerdict.Decision.EIGHT_BIT ? 1 : 0;
                    text.append("supported ")
                            .append(each.name())
                            .append("\nexpect value ")
                            .append(type)
                            .append('\n');
                    functions++;
                }
            }
            if (text.indexOf("supported") > 0) {
                meets(text.toString());
            }
        }
        assertThat(functions).isGreaterThan(50);
    }
}
