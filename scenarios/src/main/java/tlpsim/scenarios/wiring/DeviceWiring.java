package tlpsim.scenarios.wiring;

import java.nio.file.Path;
import java.util.List;
import tlpsim.completer.steering.FirmwareTagMap;
import tlpsim.core.fabric.DeviceModel;
import tlpsim.core.fabric.UpstreamPort;
import tlpsim.gen.device.NicConfig;
import tlpsim.gen.device.NicReceiveModel;
import tlpsim.gen.device.QueueRequests;
import tlpsim.gen.hint.RequestTemplate;
import tlpsim.scenarios.config.Direction;
import tlpsim.scenarios.config.EndpointConfig;
import tlpsim.scenarios.config.Hint;
import tlpsim.scenarios.config.HintsConfig;
import tlpsim.scenarios.config.PlatformConfig;
import tlpsim.scenarios.config.RootPortConfig;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.SteerConfig;
import tlpsim.scenarios.config.TagSource;
import tlpsim.scenarios.config.WorkloadConfig;

/** Builds the device of one workload: its registers, tags, request templates and model. */
final class DeviceWiring {
    /** An entry waits this long for company at most, where entries share writes. */
    private static final long COMPLETION_WAIT_PS = 500_000;
    /** Where MSI-X writes go on x86 (Intel SDM volume 3, 11.11.1). */
    private static final long INTERRUPT_ADDRESS = 0xFEE0_0000L;

    private final ScenarioConfig scenario;
    private final Column column;
    private final Path directory;
    private final long seed;
    private final FirmwareTagMap tags;
    private final AddressPlan addresses;

    DeviceWiring(
            ScenarioConfig scenario,
            Column column,
            Path directory,
            long seed,
            FirmwareTagMap tags,
            AddressPlan addresses) {
        this.scenario = scenario;
        this.column = column;
        this.directory = directory;
        this.seed = seed;
        this.tags = tags;
        this.addresses = addresses;
    }

    /** One device as the Source process runs it. */
    record Built(DeviceModel model, RequesterFunction function) {}

    Built build(int workloadIndex, EndpointConfig device, UpstreamPort port) {
        WorkloadConfig workload = scenario.workloads().get(workloadIndex);
        int queues = workload.queues().count();
        RequesterFunction function = new RequesterFunction(
                device, scenario.tph(), column, queues, scenario.platform().totalCores());
        QueueRequests[] requests = requests(workloadIndex, device, workload, function, port);
        for (int queue = 0; queue < queues; queue++) {
            writeTags(function, queue, workload.queues().cores().coreOf(queue, queues));
        }
        if (workload.direction() != Direction.RX) {
            throw new NotYetException("workload '" + workload.id() + "' has direction "
                    + workload.direction().name().toLowerCase(java.util.Locale.ROOT));
        }
        return new Built(
                new NicReceiveModel(
                        nicConfig(workloadIndex, device, workload),
                        new TrafficWiring(workload, seed, directory).feed(),
                        requests,
                        port),
                function);
    }

    /** Writes the tags of a queue that {@code core} consumes, for every tag source in use. */
    void writeTags(RequesterFunction function, int queue, int core) {
        List<TagSource> sources = function.sources();
        for (TagSource source : sources) {
            function.writeTag(function.index(source, queue), tag(source, core, function.isExtended()));
        }
    }

    /** The tag that firmware gives out for a core. */
    int tagOfCore(int core, boolean extended) {
        return extended ? tags.tag16(core) : tags.tag8(core);
    }

    private int tag(TagSource source, int core, boolean extended) {
        PlatformConfig platform = scenario.platform();
        if (column == Column.PERFECT_TAGS) {
            return tagOfCore(core, extended);
        }
        int wanted = switch (source.kind()) {
            case OFFSET -> (core + source.value()) % platform.totalCores();
            case CLUSTER -> core / platform.coresPerDomain() * platform.coresPerDomain();
            case SOCKET -> core / platform.cores() * platform.cores();
            default -> core;
        };
        if (source.kind() == TagSource.Kind.FIXED) {
            return source.value();
        }
        return tagOfCore(wanted, extended);
    }

    private QueueRequests[] requests(
            int workloadIndex,
            EndpointConfig device,
            WorkloadConfig workload,
            RequesterFunction function,
            UpstreamPort port) {
        HintsConfig hints = workload.steering().hints();
        SteerConfig steer = workload.steering().steer();
        boolean flit = port.config().link().flit();
        int requesterId = workloadIndex + 1 << 8;
        QueueRequests[] requests = new QueueRequests[workload.queues().count()];
        for (int queue = 0; queue < requests.length; queue++) {
            Maker maker = new Maker(function, queue, flit, requesterId);
            requests[queue] = new QueueRequests(
                    addresses.bus()[addresses.firstQueue(workloadIndex) + queue],
                    maker.read(hints.descriptor(), steer.descriptor()),
                    maker.write(
                            hints.header(),
                            steer.header(),
                            device.relaxedOrdering().header()),
                    maker.write(
                            hints.payload(),
                            steer.payload(),
                            device.relaxedOrdering().payload()),
                    maker.write(hints.completion(), steer.completion(), false),
                    maker.write(Hint.NONE, new TagSource(TagSource.Kind.NONE, 0), false));
        }
        return requests;
    }

    /** Makes the templates of one queue. */
    private record Maker(RequesterFunction function, int queue, boolean flit, int requesterId) {
        RequestTemplate write(Hint hint, TagSource source, boolean relaxed) {
            return make(true, hint, source, relaxed);
        }

        RequestTemplate read(Hint hint, TagSource source) {
            return make(false, hint, source, false);
        }

        private RequestTemplate make(boolean write, Hint hint, TagSource source, boolean relaxed) {
            RequestTemplate.Form form = new RequestTemplate.Form(write, flit, requesterId, relaxed, hint.ph());
            int index = hint == Hint.NONE || source.kind() == TagSource.Kind.NONE ? 0 : function.index(source, queue);
            return new RequestTemplate(form, function.capability(), function.lookup(source), index);
        }
    }

    private NicConfig nicConfig(int workloadIndex, EndpointConfig device, WorkloadConfig workload) {
        return new NicConfig(
                workloadIndex,
                addresses.firstQueue(workloadIndex),
                device.requests().mpsBytes(),
                device.requests().mrrsBytes(),
                device.requests().maxReads(),
                device.bufferBytes(),
                device.descriptor().batch(),
                device.descriptor().threshold(),
                workload.behaviour().headerSplitBytes(),
                new NicConfig.CompletionForm(workload.behaviour().completion().coalesce(), COMPLETION_WAIT_PS),
                new NicConfig.InterruptForm(
                        workload.behaviour().msi().enabled(),
                        workload.behaviour().msi().moderationTimePs(),
                        workload.behaviour().msi().moderationPackets(),
                        INTERRUPT_ADDRESS));
    }

    /** What cannot be run yet, named. */
    static void requireRunnable(ScenarioConfig scenario) {
        if (!scenario.fabric().switches().isEmpty()) {
            throw new NotYetException("switches (fabric.switches."
                    + scenario.fabric().switches().get(0).id() + ")");
        }
        for (WorkloadConfig workload : scenario.workloads()) {
            for (tlpsim.scenarios.config.TargetConfig target :
                    workload.steering().targets()) {
                for (String name :
                        List.of(target.descriptor(), target.header(), target.payload(), target.completion())) {
                    if (!name.equals(tlpsim.scenarios.config.TargetConfig.HOST)) {
                        throw new NotYetException(
                                "peers as targets (workloads." + workload.id() + ".targets names '" + name + "')");
                    }
                }
            }
        }
    }

    static int portIndex(List<RootPortConfig> ports, String id) {
        for (int port = 0; port < ports.size(); port++) {
            if (ports.get(port).id().equals(id)) {
                return port;
            }
        }
        throw new NotYetException("devices below switches (port '" + id + "')");
    }
}
