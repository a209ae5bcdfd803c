package tlpsim.scenarios.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.scenarios.config.PlatformConfig;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.ScenarioReader;
import tlpsim.scenarios.config.WorkloadConfig;
import tlpsim.scenarios.preset.PresetCatalogue;

class HostReaderTest {
    private static final String ETHTOOL = """
            Ring parameters for eth7:
            Pre-set maximums:
            RX:             8192
            RX Mini:        n/a
            TX:             8192
            Current hardware settings:
            RX:             512
            TX:             1024
            Channel parameters for eth7:
            Pre-set maximums:
            RX:             n/a
            Combined:       63
            Current hardware settings:
            RX:             n/a
            TX:             n/a
            Other:          1
            Combined:       4
            RX flow hash indirection table for eth7 with 4 RX ring(s):
                0:      0     1     2     3     0     1     2     3
                8:      0     1     2     3     0     1     2     3
            RSS hash key:
            6d:5a:56:da:25:5b:0e:c2
            RSS hash function:
                toeplitz: on
            """;

    @TempDir
    private Path root;

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text + "\n");
    }

    /** Two sockets of two cores with two threads each; one last-level cache per socket. */
    private Path host() throws IOException {
        for (int cpu = 0; cpu < 8; cpu++) {
            String at = "sys/devices/system/cpu/cpu" + cpu + "/";
            int socket = cpu % 4 / 2;
            file(at + "topology/physical_package_id", "" + socket);
            file(at + "topology/core_id", "" + cpu % 2);
            cache(at + "cache/index0/", 1, "Data", "48K", 12, cpu % 4 + "," + (cpu % 4 + 4));
            cache(at + "cache/index2/", 2, "Unified", "1024K", 16, cpu % 4 + "," + (cpu % 4 + 4));
            cache(at + "cache/index3/", 3, "Unified", "32768K", 16, socket == 0 ? "0-1,4-5" : "2-3,6-7");
        }
        file("sys/devices/system/node/node0/cpulist", "0-1,4-5");
        file("sys/devices/system/node/node1/cpulist", "2-3,6-7");
        TopologySourceTest.sysfs(root.resolve("sys"));
        String nic = "sys/bus/pci/devices/0000:01:00.0/";
        file(nic + "numa_node", "1");
        file(nic + "local_cpulist", "2-3,6-7");
        file(nic + "msi_irqs/121", "msix");
        file(nic + "msi_irqs/122", "msix");
        file(nic + "net/eth7/operstate", "up");
        file("sys/bus/pci/devices/0000:00:01.0/numa_node", "1");
        file("sys/bus/pci/devices/0000:04:00.0/numa_node", "-1");
        file("proc/irq/121/smp_affinity_list", "2");
        file("proc/cpuinfo", "processor\t: 0\nmodel name\t: Some CPU @ 2.00GHz");
        return root.resolve("sys");
    }

    private void cache(String at, int level, String type, String size, int ways, String shared) throws IOException {
        file(at + "level", "" + level);
        file(at + "type", type);
        file(at + "size", size);
        file(at + "ways_of_associativity", "" + ways);
        file(at + "shared_cpu_list", shared);
    }

    @Test
    void cpusCachesAndNodesAreRead() throws IOException {
        HostFacts facts = HostReader.read(host());
        assertThat(facts.model()).contains("Some CPU @ 2.00GHz");
        assertThat(facts.cpus()).hasValue(8);
        assertThat(facts.sockets()).hasValue(2);
        assertThat(facts.cores()).hasValue(2);
        assertThat(facts.caches()).hasSize(3);
        assertThat(facts.cache(2).orElseThrow().count()).isEqualTo(4);
        assertThat(facts.lastLevel().orElseThrow().cores()).hasValue(2);
        assertThat(facts.lastLevel().orElseThrow().sizeBytes()).hasValue(32L << 20);
        assertThat(facts.nodes()).extracting(HostFacts.Node::cpus).containsExactly("0-1,4-5", "2-3,6-7");
    }

    @Test
    void interruptsKeepTheirAffinityWhereItIsKnown() throws IOException {
        HostFacts facts = HostReader.read(host());
        HostFacts.Device nic = facts.devices().stream()
                .filter(each -> each.slot().equals("0000:01:00.0"))
                .findFirst()
                .orElseThrow();
        assertThat(nic.numaNode()).contains(1);
        assertThat(nic.interfaces()).containsExactly("eth7");
        assertThat(nic.interrupts())
                .containsExactly(
                        new HostFacts.Interrupt(121, Optional.of("2")), new HostFacts.Interrupt(122, Optional.empty()));
        assertThat(HostPrinter.print(facts, List.of()))
                .contains("interrupt 121 to CPUs 2\n")
                .contains("interrupt 122 to CPUs fill in (sysfs does not say)\n")
                .contains("L3          2 of 32 MiB, ways 16, cores that share one 2\n");
    }

    @Test
    void ethtoolSaysWhatIsSetNotWhatIsPossible() {
        List<EthtoolFacts> facts = EthtoolReader.read(Map.of("e", ETHTOOL));
        assertThat(facts).hasSize(1);
        assertThat(facts.get(0).name()).isEqualTo("eth7");
        assertThat(facts.get(0).ring()).hasValue(512);
        assertThat(facts.get(0).queues()).hasValue(4);
        assertThat(facts.get(0).table()).hasValue(16);
        assertThatThrownBy(() -> EthtoolReader.read(Map.of("e", "hello")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageStartingWith("e:1:1: no output of ethtool");
    }

    @Test
    void theSkeletonTakesTheHostAndTheInterface() throws IOException {
        Optional<HostFacts> facts = Optional.of(HostReader.read(host()));
        List<EthtoolFacts> ethtool = EthtoolReader.read(Map.of("e", ETHTOOL));
        String yaml = ScenarioSkeleton.write("x", Machine.topology(), facts, ethtool);
        ScenarioConfig config = read(yaml);
        PlatformConfig platform = config.platform();
        assertThat(platform.sockets()).isEqualTo(2);
        assertThat(platform.cores()).isEqualTo(2);
        assertThat(platform.l2().sizeBytes()).isEqualTo(1 << 20);
        assertThat(platform.llc().sizeBytes()).isEqualTo(32 << 20);
        assertThat(config.fabric().rootPorts().get(0).socket()).isEqualTo(1);
        WorkloadConfig workload = config.workloads().get(0);
        assertThat(workload.device()).isEqualTo("ep-01-00-0");
        assertThat(workload.queues().count()).isEqualTo(4);
        assertThat(workload.queues().ring()).isEqualTo(512);
        assertThat(workload.arrivals().rss().table()).isEqualTo(16);
        assertThat(yaml).contains("# interrupt 121 goes to CPUs 2; fill in: which queue it belongs to");
    }

    @Test
    void valuesThatDoNotFitBecomeComments() throws IOException {
        host();
        for (int cpu = 0; cpu < 8; cpu++) {
            file("sys/devices/system/cpu/cpu" + cpu + "/cache/index3/ways_of_associativity", "999");
        }
        Optional<HostFacts> facts = Optional.of(HostReader.read(root.resolve("sys")));
        String yaml = ScenarioSkeleton.write("x", Machine.topology(), facts, List.of());
        assertThat(yaml).contains("# fill in: llc: {size: 32 MiB, ways: 999");
        assertThat(read(yaml).platform().sockets()).isEqualTo(1);
    }

    @Test
    void anInterfaceOfNoKnownDeviceIsAComment() throws IOException {
        List<EthtoolFacts> ethtool = EthtoolReader.read(Map.of("e", ETHTOOL));
        String yaml = ScenarioSkeleton.write("x", Machine.topology(), Optional.empty(), ethtool);
        assertThat(yaml).contains("# fill in: to which device eth7 belongs: queues 4, ring 512, indirection table 16");
        assertThat(read(yaml)).isNotNull();
    }

    @Test
    void aHostThatSaysNothingIsToBeFilledIn() throws IOException {
        Files.createDirectories(root.resolve("sys/devices/system/cpu"));
        HostFacts facts = HostReader.read(root.resolve("sys"));
        assertThat(facts).isEqualTo(HostFacts.unknown());
        assertThat(HostPrinter.print(facts, List.of())).contains("cores       fill in");
        assertThatThrownBy(() -> HostReader.read(root.resolve("nowhere")))
                .isInstanceOf(InvalidInputException.class)
                .hasMessageContaining("there is no devices/system/cpu; allowed: /sys, or a copy of it");
    }

    private static ScenarioConfig read(String yaml) {
        return new ScenarioReader(PresetCatalogue.bundled())
                .read("skeleton", yaml, Path.of(""), List.of())
                .config();
    }
}
