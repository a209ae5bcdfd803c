package tlpsim.scenarios.topology;

import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import tlpsim.scenarios.schema.Quantity;
import tlpsim.scenarios.schema.Unit;

/** The host as text. What is not known is marked "fill in". */
public final class HostPrinter {
    private static final String FILL_IN = "fill in (sysfs does not say)";

    private final StringBuilder text = new StringBuilder();

    private HostPrinter() {}

    public static String print(HostFacts host, List<EthtoolFacts> ethtool) {
        HostPrinter printer = new HostPrinter();
        printer.host(host);
        host.devices().forEach(printer::device);
        ethtool.forEach(printer::ethtool);
        return printer.text.toString();
    }

    private void host(HostFacts host) {
        line("host");
        line("  CPU         " + host.model().orElse(FILL_IN));
        line("  sockets     " + number(host.sockets()));
        line("  cores       " + number(host.cores()) + (host.cores().isPresent() ? " per socket" : ""));
        line("  CPUs        " + number(host.cpus()) + (host.cpus().isPresent() ? " online" : ""));
        if (host.caches().isEmpty()) {
            line("  caches      " + FILL_IN);
        }
        for (HostFacts.Cache cache : host.caches()) {
            String size = cache.sizeBytes().isPresent()
                    ? Quantity.print(cache.sizeBytes().getAsLong(), Unit.BYTES)
                    : "size: " + FILL_IN;
            line(String.format(
                    Locale.ROOT,
                    "  %-11s %d of %s, ways %s, cores that share one %s",
                    name(cache),
                    cache.count(),
                    size,
                    number(cache.ways()),
                    number(cache.cores())));
        }
        if (host.nodes().isEmpty()) {
            line("  NUMA nodes  " + FILL_IN);
        }
        for (HostFacts.Node node : host.nodes()) {
            line("  NUMA node   " + node.number() + ": CPUs " + (node.cpus().isEmpty() ? "none" : node.cpus()));
        }
    }

    private static String name(HostFacts.Cache cache) {
        String kind = switch (cache.type()) {
            case "Data" -> " data";
            case "Instruction" -> " code";
            default -> "";
        };
        return "L" + cache.level() + kind;
    }

    private void device(HostFacts.Device device) {
        if (device.interrupts().isEmpty() && device.interfaces().isEmpty()) {
            return;
        }
        line("  device      " + device.slot() + ", NUMA node "
                + device.numaNode().map(String::valueOf).orElse(FILL_IN)
                + (device.interfaces().isEmpty() ? "" : ", " + String.join(", ", device.interfaces())));
        for (HostFacts.Interrupt each : device.interrupts()) {
            line("    interrupt " + each.number() + " to CPUs " + each.cpus().orElse(FILL_IN));
        }
    }

    private void ethtool(EthtoolFacts facts) {
        line("  ethtool     " + facts.name() + ": queues " + said(facts.queues()) + ", ring " + said(facts.ring())
                + ", indirection table " + said(facts.table()));
    }

    private static String said(OptionalInt value) {
        return value.isPresent() ? Integer.toString(value.getAsInt()) : "fill in (ethtool does not say)";
    }

    private static String number(OptionalInt value) {
        return value.isPresent() ? Integer.toString(value.getAsInt()) : FILL_IN;
    }

    private void line(String each) {
        text.append(each).append('\n');
    }
}
