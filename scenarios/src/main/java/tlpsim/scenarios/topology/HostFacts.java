package tlpsim.scenarios.topology;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What sysfs and procfs say about a host. Whatever they do not say is absent.
 *
 * @param model   the CPU's name in /proc/cpuinfo
 * @param cpus    logical CPUs that are online
 * @param sockets physical packages
 * @param cores   physical cores per package, where all packages have the same number
 * @param caches  one line per level and type
 * @param nodes   NUMA nodes
 * @param devices PCI functions, in the order of their addresses
 */
public record HostFacts(
        Optional<String> model,
        OptionalInt cpus,
        OptionalInt sockets,
        OptionalInt cores,
        List<Cache> caches,
        List<Node> nodes,
        List<Device> devices) {

    public HostFacts {
        caches = List.copyOf(caches);
        nodes = List.copyOf(nodes);
        devices = List.copyOf(devices);
    }

    /** A host of which nothing was read. */
    public static HostFacts unknown() {
        return new HostFacts(
                Optional.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                OptionalInt.empty(),
                List.of(),
                List.of(),
                List.of());
    }

    /**
     * Caches of one level and type, which are all alike.
     *
     * @param type  Data, Instruction or Unified
     * @param cores physical cores that share one
     * @param count how many there are
     */
    public record Cache(
            int level, String type, OptionalLong sizeBytes, OptionalInt ways, OptionalInt cores, int count) {}

    /** A NUMA node and its CPUs as the kernel lists them. */
    public record Node(int number, String cpus, OptionalInt socket) {}

    /**
     * A PCI function.
     *
     * @param interfaces names of its network interfaces
     */
    public record Device(
            String slot,
            Optional<Integer> numaNode,
            Optional<String> localCpus,
            List<Interrupt> interrupts,
            List<String> interfaces) {
        public Device {
            interrupts = List.copyOf(interrupts);
            interfaces = List.copyOf(interfaces);
        }
    }

    /** An interrupt and the CPUs to which it may go. */
    public record Interrupt(int number, Optional<String> cpus) {}

    public Optional<Device> device(ImportedFunction function) {
        Optional<String> slot = function.address().map(PciAddress::sysfsName);
        return devices.stream()
                .filter(device -> Optional.of(device.slot()).equals(slot))
                .findFirst();
    }

    /** The data or unified cache of a level. */
    public Optional<Cache> cache(int level) {
        return caches.stream()
                .filter(cache -> cache.level() == level && !cache.type().equals("Instruction"))
                .findFirst();
    }

    /** The highest level, if it is above 2. */
    public Optional<Cache> lastLevel() {
        Optional<Cache> last = Optional.empty();
        for (Cache cache : caches) {
            if (cache.level() > 2
                    && (last.isEmpty() || cache.level() > last.get().level())) {
                last = Optional.of(cache);
            }
        }
        return last;
    }

    /** The socket of a function by its NUMA node. */
    public OptionalInt socket(ImportedFunction function) {
        Optional<Integer> node = device(function).flatMap(Device::numaNode);
        for (Node each : nodes) {
            if (node.equals(Optional.of(each.number()))) {
                return each.socket();
            }
        }
        return OptionalInt.empty();
    }
}
