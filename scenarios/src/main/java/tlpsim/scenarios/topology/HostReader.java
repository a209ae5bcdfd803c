package tlpsim.scenarios.topology;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;

/** Reads {@link HostFacts} from a sysfs directory and the {@code proc} beside it. A file that is missing is a fact that is. */
public final class HostReader {
    private static final Pattern SIZE = Pattern.compile("(\\d{1,12})([KMG]?)");
    private static final int NONE = -1;

    private final Path sys;
    private final Path proc;
    /** Per online CPU: its package and its core, {@link #NONE} where unknown. */
    private final Map<Integer, int[]> places = new TreeMap<>();

    private HostReader(Path sys) {
        this.sys = sys;
        this.proc = sys.toAbsolutePath().normalize().resolveSibling("proc");
    }

    /** @throws InvalidInputException where the directory holds no CPU */
    public static HostFacts read(Path sys) {
        HostReader reader = new HostReader(sys);
        if (!Files.isDirectory(sys.resolve("devices/system/cpu"))) {
            throw new InvalidInputException(new Problem(
                    "--host " + sys, 0, 0, "there is no devices/system/cpu; allowed: /sys, or a copy of it", ""));
        }
        return reader.read();
    }

    private HostFacts read() {
        for (Path cpu : numbered(sys.resolve("devices/system/cpu"), "cpu")) {
            boolean online = line(cpu.resolve("online")).orElse("1").equals("1");
            if (online) {
                int place = number(cpu.resolve("topology/physical_package_id")).orElse(NONE);
                int core = number(cpu.resolve("topology/core_id")).orElse(NONE);
                places.put(suffix(cpu), new int[] {place, core});
            }
        }
        return new HostFacts(
                model(),
                places.isEmpty() ? OptionalInt.empty() : OptionalInt.of(places.size()),
                sockets(),
                cores(),
                caches(),
                nodes(),
                devices());
    }

    private Optional<String> model() {
        for (String each : lines(proc.resolve("cpuinfo"))) {
            if (each.startsWith("model name") && each.contains(":")) {
                return Optional.of(each.substring(each.indexOf(':') + 1).strip());
            }
        }
        return Optional.empty();
    }

    private OptionalInt sockets() {
        TreeSet<Integer> sockets = new TreeSet<>();
        places.values().forEach(place -> sockets.add(place[0]));
        return sockets.isEmpty() || sockets.contains(NONE) ? OptionalInt.empty() : OptionalInt.of(sockets.size());
    }

    private OptionalInt cores() {
        if (sockets().isEmpty()) {
            return OptionalInt.empty();
        }
        BitSet all = new BitSet();
        places.keySet().forEach(all::set);
        OptionalInt cores = physicalCores(all);
        int sockets = sockets().getAsInt();
        boolean even = cores.isPresent() && cores.getAsInt() % sockets == 0;
        return even ? OptionalInt.of(cores.getAsInt() / sockets) : OptionalInt.empty();
    }

    /** Hardware threads of one core count once. */
    private OptionalInt physicalCores(BitSet cpus) {
        TreeSet<String> cores = new TreeSet<>();
        for (int cpu = cpus.nextSetBit(0); cpu >= 0; cpu = cpus.nextSetBit(cpu + 1)) {
            int[] place = places.get(cpu);
            if (place == null) {
                continue;
            }
            if (place[0] == NONE || place[1] == NONE) {
                return OptionalInt.empty();
            }
            cores.add(place[0] + ":" + place[1]);
        }
        return cores.isEmpty() ? OptionalInt.empty() : OptionalInt.of(cores.size());
    }

    private List<HostFacts.Cache> caches() {
        Map<String, HostFacts.Cache> found = new TreeMap<>();
        Map<String, TreeSet<String>> instances = new TreeMap<>();
        for (int cpu : places.keySet()) {
            Path directory = sys.resolve("devices/system/cpu/cpu" + cpu + "/cache");
            for (Path index : numbered(directory, "index")) {
                OptionalInt level = number(index.resolve("level"));
                Optional<String> type = line(index.resolve("type"));
                if (level.isEmpty() || type.isEmpty()) {
                    continue;
                }
                String key = level.getAsInt() + " " + type.get();
                String shared = line(index.resolve("shared_cpu_list")).orElse("");
                instances.computeIfAbsent(key, unused -> new TreeSet<>()).add(shared);
                found.computeIfAbsent(key, unused -> cache(index, level.getAsInt(), type.get(), shared));
            }
        }
        List<HostFacts.Cache> caches = new ArrayList<>();
        found.forEach((key, cache) -> caches.add(new HostFacts.Cache(
                cache.level(),
                cache.type(),
                cache.sizeBytes(),
                cache.ways(),
                cache.cores(),
                instances.get(key).size())));
        return caches;
    }

    private HostFacts.Cache cache(Path index, int level, String type, String shared) {
        OptionalInt cores = CpuList.parse(shared).map(this::physicalCores).orElse(OptionalInt.empty());
        OptionalInt ways = number(index.resolve("ways_of_associativity"));
        OptionalLong size = line(index.resolve("size")).map(HostReader::size).orElse(OptionalLong.empty());
        return new HostFacts.Cache(level, type, size, ways, cores, 1);
    }

    private static OptionalLong size(String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            return OptionalLong.empty();
        }
        int shift = switch (matcher.group(2)) {
            case "K" -> 10;
            case "M" -> 20;
            case "G" -> 30;
            default -> 0;
        };
        return OptionalLong.of(Long.parseLong(matcher.group(1)) << shift);
    }

    private List<HostFacts.Node> nodes() {
        List<HostFacts.Node> nodes = new ArrayList<>();
        for (Path node : numbered(sys.resolve("devices/system/node"), "node")) {
            String cpus = line(node.resolve("cpulist")).orElse("");
            TreeSet<Integer> sockets = new TreeSet<>();
            CpuList.parse(cpus).orElse(new BitSet()).stream()
                    .filter(places::containsKey)
                    .forEach(cpu -> sockets.add(places.get(cpu)[0]));
            boolean one = sockets.size() == 1 && sockets.first() != NONE;
            nodes.add(new HostFacts.Node(
                    suffix(node), cpus, one ? OptionalInt.of(sockets.first()) : OptionalInt.empty()));
        }
        return nodes;
    }

    private List<HostFacts.Device> devices() {
        List<HostFacts.Device> devices = new ArrayList<>();
        for (Path device : children(sys.resolve("bus/pci/devices"))) {
            String slot = String.valueOf(device.getFileName());
            if (PciAddress.parse(slot).isEmpty()) {
                continue;
            }
            OptionalInt node = number(device.resolve("numa_node"));
            List<HostFacts.Interrupt> interrupts = new ArrayList<>();
            for (Path interrupt : numbered(device.resolve("msi_irqs"), "")) {
                int irq = suffix(interrupt);
                interrupts.add(new HostFacts.Interrupt(irq, line(proc.resolve("irq/" + irq + "/smp_affinity_list"))));
            }
            List<String> interfaces = children(device.resolve("net")).stream()
                    .map(each -> String.valueOf(each.getFileName()))
                    .toList();
            // The kernel writes -1 where the firmware names no node.
            devices.add(new HostFacts.Device(
                    slot,
                    node.isPresent() && node.getAsInt() >= 0 ? Optional.of(node.getAsInt()) : Optional.empty(),
                    line(device.resolve("local_cpulist")).filter(each -> !each.isEmpty()),
                    interrupts,
                    interfaces));
        }
        return devices;
    }

    private static List<Path> children(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(directory)) {
            return children.sorted().toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }

    /** Children with a name of a prefix and a number, by number. */
    private static List<Path> numbered(Path directory, String prefix) {
        Map<Integer, Path> found = new TreeMap<>();
        for (Path child : children(directory)) {
            if (String.valueOf(child.getFileName()).matches(prefix + "\\d{1,8}")) {
                found.put(suffix(child), child);
            }
        }
        return List.copyOf(found.values());
    }

    private static int suffix(Path path) {
        return Integer.parseInt(String.valueOf(path.getFileName()).replaceFirst("^\\D+", ""));
    }

    private static OptionalInt number(Path file) {
        Optional<String> text = line(file).filter(each -> each.matches("-?\\d{1,9}"));
        return text.isPresent() ? OptionalInt.of(Integer.parseInt(text.get())) : OptionalInt.empty();
    }

    private static Optional<String> line(Path file) {
        List<String> lines = lines(file);
        return lines.isEmpty() ? Optional.empty() : Optional.of(lines.get(0).strip());
    }

    private static List<String> lines(Path file) {
        try {
            return Files.isRegularFile(file)
                    ? List.of(new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\n"))
                    : List.of();
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
