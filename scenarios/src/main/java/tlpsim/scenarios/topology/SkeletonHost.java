package tlpsim.scenarios.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tlpsim.scenarios.schema.Quantity;
import tlpsim.scenarios.schema.Unit;

/** The parts of a scenario that the host and ethtool tell; all as comments where they do not fit the rest. */
final class SkeletonHost {
    private final Optional<HostFacts> facts;
    private final List<EthtoolFacts> ethtool;
    private final boolean commentsOnly;

    SkeletonHost(Optional<HostFacts> facts, List<EthtoolFacts> ethtool, boolean commentsOnly) {
        this.facts = facts;
        this.ethtool = ethtool;
        this.commentsOnly = commentsOnly;
    }

    /** Keys of the platform, one per line, indented from there. */
    List<String> platform() {
        List<String> lines = new ArrayList<>();
        if (facts.isEmpty()) {
            return lines;
        }
        HostFacts host = facts.get();
        lines.add(
                "# " + host.model().map(model -> "the CPU is " + model).orElse("fill in: no name of the CPU is known"));
        number(lines, "sockets", host.sockets());
        number(lines, "cores", host.cores());
        cache(lines, "l2", host.cache(2));
        lastLevel(lines, host);
        return commentsOnly
                ? lines.stream()
                        .map(each -> each.startsWith("#") ? each : "# fill in: " + each)
                        .toList()
                : lines;
    }

    private static void number(List<String> lines, String key, OptionalInt value) {
        lines.add(value.isPresent() ? key + ": " + value.getAsInt() : "# " + key + ": fill in: sysfs does not say");
    }

    private static void cache(List<String> lines, String key, Optional<HostFacts.Cache> cache) {
        String fields = cache.map(SkeletonHost::fields).orElse("");
        lines.add(fields.isEmpty() ? "# " + key + ": fill in: sysfs does not say" : key + ": {" + fields + "}");
    }

    private static String fields(HostFacts.Cache cache) {
        String size = cache.sizeBytes().isPresent()
                ? "size: " + Quantity.print(cache.sizeBytes().getAsLong(), Unit.BYTES)
                : "";
        String ways = cache.ways().orElse(0) > 0 ? "ways: " + cache.ways().getAsInt() : "";
        return size.isEmpty() || ways.isEmpty() ? size + ways : size + ", " + ways;
    }

    /** Slices, role and replacement are not in sysfs; the size must divide over the slices, so that there is one. */
    private static void lastLevel(List<String> lines, HostFacts host) {
        Optional<HostFacts.Cache> last = host.lastLevel();
        String fields = last.map(SkeletonHost::fields).orElse("");
        if (fields.isEmpty()) {
            lines.add("# llc: fill in: sysfs does not say");
            return;
        }
        OptionalInt shared = last.get().cores();
        String domain = "";
        if (shared.isPresent() && host.cores().isPresent()) {
            domain = shared.getAsInt() < host.cores().getAsInt()
                    ? ", domain: cluster, cores-per-cluster: " + shared.getAsInt()
                    : ", domain: socket";
        }
        lines.add("llc: {" + fields + domain + ", slices: 1}  # fill in: slices, io-ways, role, replacement");
    }

    OptionalInt socket(ImportedFunction function) {
        boolean fits =
                !commentsOnly && facts.isPresent() && facts.get().sockets().isPresent();
        OptionalInt socket = fits ? facts.get().socket(function) : OptionalInt.empty();
        return socket.isPresent() && socket.getAsInt() < facts.get().sockets().getAsInt()
                ? socket
                : OptionalInt.empty();
    }

    /** Whether ethtool was asked about an interface of this function. */
    boolean isSubject(ImportedFunction function) {
        return ofFunction(function).isPresent();
    }

    private Optional<EthtoolFacts> ofFunction(ImportedFunction function) {
        Optional<HostFacts.Device> device = facts.flatMap(host -> host.device(function));
        return ethtool.stream()
                .filter(each -> device.isPresent() && device.get().interfaces().contains(each.name()))
                .findFirst();
    }

    /** Keys of the workload of a device, one per line, indented from there. */
    List<String> workload(ImportedFunction function) {
        Optional<EthtoolFacts> found = ofFunction(function);
        if (found.isEmpty()) {
            return List.of();
        }
        EthtoolFacts nic = found.get();
        List<String> lines = new ArrayList<>();
        List<String> queues = new ArrayList<>();
        nic.queues().ifPresent(count -> queues.add("count: " + count));
        nic.ring().ifPresent(ring -> queues.add("ring: " + ring));
        String mark = queues.size() == 2 ? "" : "  # fill in: ethtool -l and -g say count and ring";
        lines.add(queues.isEmpty() ? "# queues: fill in" : "queues: {" + String.join(", ", queues) + "}" + mark);
        lines.add(
                nic.table().isPresent()
                        ? "arrivals: {process: constant, rss: {table: "
                                + nic.table().getAsInt() + "}}  # fill in: rate, process, sizes, flows"
                        : "# no indirection table: ethtool -x shows it");
        device(function).ifPresent(device -> interrupts(lines, device));
        return commentsOnly
                ? lines.stream()
                        .map(each -> each.startsWith("#") ? each : "# fill in: " + each)
                        .toList()
                : lines;
    }

    private Optional<HostFacts.Device> device(ImportedFunction function) {
        return facts.flatMap(host -> host.device(function));
    }

    private static void interrupts(List<String> lines, HostFacts.Device device) {
        for (HostFacts.Interrupt each : device.interrupts()) {
            lines.add("# interrupt " + each.number() + " goes to CPUs "
                    + each.cpus().orElse("that are not known") + "; fill in: which queue it belongs to");
        }
    }

    /** What ethtool says about interfaces that no function is known to have. */
    List<String> unused() {
        List<String> lines = new ArrayList<>();
        for (EthtoolFacts each : ethtool) {
            boolean known = facts.isPresent()
                    && facts.get().devices().stream()
                            .anyMatch(device -> device.interfaces().contains(each.name()));
            if (!known) {
                lines.add("fill in: to which device " + each.name() + " belongs: queues "
                        + text(each.queues()) + ", ring " + text(each.ring()) + ", indirection table "
                        + text(each.table()));
            }
        }
        return lines;
    }

    private static String text(OptionalInt value) {
        return value.isPresent() ? Integer.toString(value.getAsInt()) : "unknown";
    }
}
