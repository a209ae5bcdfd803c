package tlpsim.scenarios.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tlpsim.core.config.ConfigImage;
import tlpsim.core.problem.InvalidInputException;

class TopologySourceTest {
    @TempDir
    private Path directory;

    private static List<ImportedFunction> read(Path path) {
        return TopologySource.read(path.toString(), InputStream.nullInputStream());
    }

    private List<ImportedFunction> text(String text) throws IOException {
        return read(Files.writeString(directory.resolve("a.dump"), text));
    }

    private void fails(String text, String message) {
        assertThatThrownBy(() -> text(text))
                .isInstanceOf(InvalidInputException.class)
                .hasMessage(directory.resolve("a.dump") + message);
    }

    /** Devices as sysfs lays them out: directories nested by bridge, and links to all of them in one place. */
    static Path sysfs(Path root) throws IOException {
        Path devices = Files.createDirectories(root.resolve("bus/pci/devices"));
        for (Map.Entry<String, ConfigImage> each : Machine.images().entrySet()) {
            Path real =
                    Files.createDirectories(root.resolve("devices/pci0000:00").resolve(each.getKey()));
            Files.write(real.resolve("config"), each.getValue().toByteArray());
            Files.createSymbolicLink(devices.resolve(each.getKey()), devices.relativize(real));
        }
        return root;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "bus/pci", "bus/pci/devices", "devices/pci0000:00", "devices"})
    void aSysfsTreeIsReadFromAnyOfItsDirectories(String below) throws IOException {
        List<ImportedFunction> functions = read(sysfs(directory).resolve(below));
        assertThat(functions)
                .extracting(ImportedFunction::slot)
                .containsExactlyElementsOf(
                        Machine.images().keySet().stream().sorted().toList());
        assertThat(functions.get(0).decoded().image().sizeBytes()).isEqualTo(4096);
    }

    @Test
    void oneConfigFileTakesItsAddressFromItsDirectoryOrItsName() throws IOException {
        Path root = sysfs(directory);
        assertThat(read(root.resolve("bus/pci/devices/0000:01:00.0/config")))
                .extracting(ImportedFunction::slot)
                .containsExactly("0000:01:00.0");
        byte[] bytes = Machine.images().get("0000:01:00.0").toByteArray();
        assertThat(read(Files.write(directory.resolve("0000:07:00.0.bin"), bytes))
                        .get(0)
                        .slot())
                .isEqualTo("0000:07:00.0");
        ImportedFunction nameless =
                read(Files.write(directory.resolve("nic.bin"), bytes)).get(0);
        assertThat(nameless.slot()).isEmpty();
        assertThat(nameless.name()).isEqualTo("nic.bin");
    }

    @Test
    void anUnprivilegedReadOfSysfsIsAFinding() throws IOException {
        byte[] bytes = Machine.images().get("0000:01:00.0").toByteArray();
        Path file = Files.write(directory.resolve("0000:01:00.0"), Arrays.copyOf(bytes, 64));
        Topology topology = new Topology(read(file));
        assertThat(TopologyPrinter.print(topology))
                .contains("034h: the dump ends after 64 bytes, before the capability at 40h")
                .contains("It cannot be said whether Linux would enable TPH");
    }

    @Test
    void textAroundTheBytesIsPassedOver() throws IOException {
        List<ImportedFunction> functions = text("""
                Hello,
                > 0001:00:1c.0 PCI bridge: Some bridge (rev f1)\r
                > \tControl: I/O+ Mem+ BusMaster+\r
                > \tCapabilities: [40] Express (v2) Root Port (Slot+), MSI 00
                > 00: 86 80 10 9d 07 04 10 00 f1 00 04 06 00 00 81 00\r
                > 10: 00 00 00 00

                01:00.0 Ethernet controller: a second
                00: FF ff
                """);
        assertThat(functions).extracting(ImportedFunction::slot).containsExactly("0001:00:1c.0", "01:00.0");
        assertThat(functions.get(0).description()).isEqualTo("PCI bridge: Some bridge (rev f1)");
        assertThat(functions.get(0).origin().line()).isEqualTo(2);
        assertThat(functions.get(0).decoded().image().sizeBytes()).isEqualTo(20);
        assertThat(functions.get(1).decoded().image().toByteArray()).containsExactly(0xFF, 0xFF);
    }

    @Test
    void aGapEndsWhatIsKnown() throws IOException {
        ImportedFunction function =
                text("01:00.0 x\n00: 01 02\n10: 03\n20: 04\n").get(0);
        assertThat(function.decoded().image().sizeBytes()).isEqualTo(2);
        assertThat(function.reading())
                .extracting(Object::toString)
                .containsExactly("line 3 of the dump is for offset 10h where 02h is due; the rest is left out");
    }

    @Test
    void whatIsNotInADumpIsNotSaidToBeAbsent() throws IOException {
        String whole = Machine.lspciText();
        String report = TopologyPrinter.print(Machine.topology(upTo(whole, "\n40:")));
        assertThat(report)
                .contains("type        PCI Express capability not in the dump, class")
                .contains("requester   not in the dump\n")
                .contains("completer   itself not in the dump; root port above it not in the dump\n")
                .contains("prefixes    not in the dump\n")
                .contains("ACS         not in the dump\n")
                .contains("64 bytes of configuration space");
        assertThat(TopologyPrinter.print(Machine.topology(upTo(whole, "\n800:"))))
                .contains("finding     the dump ends after 2048 of 4096 bytes; no capability chain leads beyond\n")
                .contains("ACS         none\n");
    }

    /** The first function of a dump, up to a line. */
    private static String upTo(String dump, String line) {
        return dump.substring(0, dump.indexOf(line)) + "\n";
    }

    @Test
    void mistakesNameTheirPlace() {
        fails("00: 01 02\n", ":1:1: bytes before the address of a function, such as 01:00.0");
        fails("01:00.0 x\n00: 01 0g 02 03\n", ":2:8: '0g' is not a byte; allowed: two hexadecimal digits");
        fails("01:00.0 x\n1000: 01 02\n", ":2:1: offset 1000 is outside configuration space; allowed: 00 to fff");
        fails("nothing\n", ":1:1: no PCI function found; allowed: the text of lspci -xxxx, sysfs config files");
        fails(
                "\n01:00.0 x\n",
                ":2:1: no function has bytes of its configuration space (lspci prints them with -xxxx, as root)");
        fails("", ": the file is empty; allowed: the text of lspci -xxxx, a sysfs config file");
    }

    @Test
    void whatIsNotThereIsSaid() throws IOException {
        text("01:00.0 x\n00: 01\n");
        assertThatThrownBy(() -> read(directory.resolve("b.dump")))
                .hasMessageEndingWith("there is no such file or directory (did you mean 'a.dump'?)");
        Path empty = Files.createDirectory(directory.resolve("empty"));
        assertThatThrownBy(() -> read(empty)).hasMessageContaining("no config file of a PCI function found");
        Path large = Files.write(directory.resolve("large.bin"), new byte[5000]);
        assertThatThrownBy(() -> read(large))
                .hasMessageEndingWith("a binary file of 5000 bytes is no configuration space; allowed: at most 4096");
    }
}
