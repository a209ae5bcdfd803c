package tlpsim.scenarios.config;

import java.util.Optional;
import tlpsim.scenarios.preset.Preset;
import tlpsim.scenarios.preset.PresetCatalogue;
import tlpsim.scenarios.preset.PresetParameter;
import tlpsim.scenarios.schema.DefaultSource;
import tlpsim.scenarios.schema.Quantity;
import tlpsim.scenarios.schema.Reading;
import tlpsim.scenarios.schema.Unit;

/** Defaults that depend on other keys: on the preset, the kind of a device, the number of queues. */
final class ScenarioDefaults implements DefaultSource {
    private static final int MIN_RSS_TABLE = 128;
    private static final int MAX_RSS_TABLE = 4096;
    private static final int LINE_BYTES = 64;

    private final PresetCatalogue presets;

    ScenarioDefaults(PresetCatalogue presets) {
        this.presets = presets;
    }

    @Override
    public Optional<Default> find(String path, Reading reading) {
        String[] steps = path.split("\\.", 4);
        if (steps[0].equals("platform") && steps.length > 1) {
            return preset(reading.value("platform.preset"), path.substring("platform.".length()));
        }
        if (steps[0].equals("neighbours") && steps.length == 3 && steps[2].equals("parallel-accesses")) {
            return Optional.of(new Default(
                    String.valueOf(reading.value("platform.latency.parallel-reads")),
                    "platform.latency.parallel-reads"));
        }
        if (steps.length < 3) {
            return Optional.empty();
        }
        String owner = steps[0] + "." + steps[1];
        if (steps[0].equals("workloads")) {
            return workload(owner, path.substring(owner.length() + 1), reading);
        }
        if (steps[0].equals("fabric") && steps.length == 4) {
            return fabric(steps[1], owner + "." + steps[2], steps[3], reading);
        }
        return Optional.empty();
    }

    private Optional<Default> preset(Object name, String parameter) {
        Optional<Preset> preset = presets.find(String.valueOf(name));
        Optional<PresetParameter> found = preset.flatMap(values -> values.parameter(parameter));
        return found.map(value -> new Default(value.value(), "preset " + name));
    }

    private Optional<Default> fabric(String list, String owner, String key, Reading reading) {
        if (list.equals("switches") && key.equals("acs")) {
            return Boolean.TRUE.equals(reading.value(owner + ".acs-redirect"))
                    ? Optional.of(
                            new Default("[request-redirect, completion-redirect, upstream-forwarding]", "acs-redirect"))
                    : Optional.empty();
        }
        if (list.equals("endpoints")) {
            return endpoint(owner, key, reading);
        }
        return link(owner, key, reading);
    }

    /** Flit Mode and latency of the link above an element; below a root port there is one link, described there. */
    private static Optional<Default> link(String owner, String key, Reading reading) {
        Object above = reading.value("fabric.root-ports." + reading.value(owner + ".port") + "." + key);
        if (key.equals("flit") && above instanceof Boolean flit) {
            return Optional.of(new Default(Boolean.toString(flit), "the root port above"));
        }
        if (key.equals("propagation") && above instanceof Long propagationPs) {
            return Optional.of(new Default(Quantity.print(propagationPs, Unit.PICOSECONDS), "the root port above"));
        }
        Object own = reading.value(owner + ".link") instanceof Optional<?> given
                ? given.orElse(null)
                : reading.value(owner + ".link");
        if (key.equals("flit") && own instanceof PcieLinkConfig link) {
            return Optional.of(new Default(Boolean.toString(link.generation() >= 6), "the link"));
        }
        return Optional.empty();
    }

    private Optional<Default> endpoint(String owner, String key, Reading reading) {
        if (key.startsWith("memory.")) {
            return preset(reading.value(owner + ".memory.preset"), key.substring("memory.".length()));
        }
        Object kind = reading.value(owner + ".kind");
        return switch (key) {
            case "descriptor.size" -> kind == EndpointKind.NVME ? ofDevice("64 B") : Optional.empty();
            case "tph.supported" -> kind == EndpointKind.PEER ? ofDevice("false") : Optional.empty();
            case "tph.st-table.entries" -> entries(reading.value(owner + ".tph.st-table.location"));
            case "flit", "propagation" -> link(owner, key, reading);
            default -> Optional.empty();
        };
    }

    private static Optional<Default> driver(String owner, String bnxt, Reading reading) {
        return reading.value(owner + ".driver.model") == DriverModel.BNXT
                ? Optional.of(new Default(bnxt, "the driver's model"))
                : Optional.empty();
    }

    private static Optional<Default> entries(Object location) {
        String entries =
                location == StTableLocation.NONE ? "0" : location == StTableLocation.CAPABILITY ? "64" : "2048";
        return Optional.of(new Default(entries, "the table's location"));
    }

    private static Optional<Default> ofDevice(String text) {
        return Optional.of(new Default(text, "the device's kind"));
    }

    private Optional<Default> workload(String owner, String key, Reading reading) {
        return switch (key) {
            case "direction" -> direction(deviceKind(owner, reading));
            case "completion.size" ->
                deviceKind(owner, reading) == EndpointKind.NVME ? ofDevice("16 B") : Optional.empty();
            case "driver.update-latency" -> driver(owner, "20 us", reading);
            case "driver.restart-time" -> driver(owner, "500 us", reading);
            case "queues.stride" -> stride(owner, reading);
            case "queues.order" -> order(owner, reading);
            case "queues.pool.buffers" -> receivePool(owner, reading);
            case "queues.cores.list" -> cores(owner, reading);
            case "transmit.ring" ->
                Optional.of(new Default(String.valueOf(reading.value(owner + ".queues.ring")), "queues.ring"));
            case "transmit.pool.buffers" -> pool(owner, reading);
            case "arrivals.rss.table" -> rssTable((Integer) reading.value(owner + ".queues.count"));
            case "msi.enabled" ->
                Optional.of(new Default(
                        Boolean.toString(reading.value(owner + ".consumer.mode") == ConsumerMode.INTERRUPT),
                        "the consumer's mode"));
            default -> Optional.empty();
        };
    }

    private static Object deviceKind(String owner, Reading reading) {
        String device = DeviceFunction.deviceOf(String.valueOf(reading.value(owner + ".device")));
        return reading.value("fabric.endpoints." + device + ".kind");
    }

    private static Optional<Default> direction(Object kind) {
        if (kind == EndpointKind.NVME) {
            return ofDevice("read");
        }
        return kind == EndpointKind.REPLAY ? ofDevice("replay") : Optional.empty();
    }

    private static Optional<Default> stride(String owner, Reading reading) {
        int buffer = (Integer) reading.value(owner + ".queues.buffer")
                + (Integer) reading.value(owner + ".queues.headroom")
                + (Integer) reading.value(owner + ".queues.element.header")
                + (Integer) reading.value(owner + ".queues.element.structure");
        long stride = (buffer + LINE_BYTES - 1L) / LINE_BYTES * LINE_BYTES;
        return Optional.of(new Default(Quantity.print(stride, Unit.BYTES), "headroom and buffer"));
    }

    private static Optional<Default> order(String owner, Reading reading) {
        return (Integer) reading.value(owner + ".queues.strides") > 1
                ? Optional.of(new Default("pool", "the strides"))
                : Optional.empty();
    }

    /** As many as the rings of all queues and the caches of all cores can hold; packets that wait for their copy are not known here. */
    private static Optional<Default> receivePool(String owner, Reading reading) {
        if (reading.value(owner + ".queues.order") != BufferOrder.POOL) {
            return Optional.empty();
        }
        int cores = (Integer) reading.value("platform.sockets") * (Integer) reading.value("platform.cores");
        long buffers = BufferChecks.leastBuffers(
                (Integer) reading.value(owner + ".queues.count"),
                (Integer) reading.value(owner + ".queues.ring"),
                0,
                (Integer) reading.value(owner + ".queues.pool.cache"),
                cores);
        return Optional.of(new Default(Long.toString(buffers), "rings and caches"));
    }

    /** As many as the rings of all queues and the caches of all cores can hold. */
    private static Optional<Default> pool(String owner, Reading reading) {
        Direction direction = (Direction) reading.value(owner + ".direction");
        if (direction != Direction.TX && direction != Direction.FORWARD) {
            return Optional.empty();
        }
        long ofQueue = (Integer) reading.value(owner + ".transmit.ring")
                + (direction == Direction.FORWARD ? (Integer) reading.value(owner + ".queues.ring") : 0);
        int cache = (Integer) reading.value(owner + ".transmit.pool.cache");
        int cores = (Integer) reading.value("platform.sockets") * (Integer) reading.value("platform.cores");
        long buffers = (Integer) reading.value(owner + ".queues.count") * ofQueue + (long) cores * (cache + cache / 2);
        return Optional.of(new Default(Long.toString(buffers), "rings and caches"));
    }

    private static Optional<Default> cores(String owner, Reading reading) {
        Object vcpus = reading.value("guests." + reading.value(owner + ".queues.cores.guest") + ".vcpus");
        if (vcpus instanceof IndexSet ofGuest) {
            return Optional.of(new Default(ofGuest.text(), "the guest's vCPUs"));
        }
        int cores = (Integer) reading.value("platform.sockets") * (Integer) reading.value("platform.cores");
        int used = Math.min(cores, (Integer) reading.value(owner + ".queues.count"));
        return Optional.of(new Default(IndexSet.range(0, Math.max(1, used) - 1).text(), "the platform's cores"));
    }

    private static Optional<Default> rssTable(int queues) {
        int entries = Math.min(
                MAX_RSS_TABLE, Math.max(MIN_RSS_TABLE, Integer.highestOneBit(Math.max(1, 4 * queues - 1)) * 2));
        return Optional.of(new Default(Integer.toString(entries), "the queues"));
    }
}
