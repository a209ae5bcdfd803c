package tlpsim.scenarios.wiring;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tlpsim.completer.consumer.QueuePlaces;
import tlpsim.completer.host.AddressMap;
import tlpsim.core.fabric.DeviceModel;
import tlpsim.core.fabric.UpstreamPort;
import tlpsim.core.firmware.RootPortFirmware;
import tlpsim.core.pipeline.MessageRing;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;
import tlpsim.core.random.RandomStream;
import tlpsim.gen.capture.TlpTrace;
import tlpsim.gen.device.NicConfig;
import tlpsim.gen.device.NicForwardModel;
import tlpsim.gen.device.NicReceiveModel;
import tlpsim.gen.device.NicTransmitModel;
import tlpsim.gen.device.NvmeModel;
import tlpsim.gen.device.NvmeModelConfig;
import tlpsim.gen.device.NvmeRequests;
import tlpsim.gen.device.PacketFeed;
import tlpsim.gen.device.PageOrderPolicy;
import tlpsim.gen.device.QueueRequests;
import tlpsim.gen.device.ReplayHint;
import tlpsim.gen.device.ReplayModel;
import tlpsim.gen.device.ReplayModelConfig;
import tlpsim.gen.device.ReplayRetag;
import tlpsim.gen.device.ReplayTrace;
import tlpsim.gen.device.StashRange;
import tlpsim.gen.hint.TagNamespace;
import tlpsim.scenarios.config.AddressType;
import tlpsim.scenarios.config.Direction;
import tlpsim.scenarios.config.EndpointConfig;
import tlpsim.scenarios.config.Hint;
import tlpsim.scenarios.config.HintsConfig;
import tlpsim.scenarios.config.NvmeConfig;
import tlpsim.scenarios.config.OfferedRate;
import tlpsim.scenarios.config.PlatformConfig;
import tlpsim.scenarios.config.ReplayConfig;
import tlpsim.scenarios.config.Retag;
import tlpsim.scenarios.config.RootPortConfig;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.StashedObjects;
import tlpsim.scenarios.config.SteerConfig;
import tlpsim.scenarios.config.SteeringConfig;
import tlpsim.scenarios.config.TagSource;
import tlpsim.scenarios.config.WorkloadConfig;

/** Builds the device of one workload: its registers, tags, request templates and model. */
final class DeviceWiring {
    /** Where MSI-X writes go on x86 (Intel SDM volume 3, 11.11.1). */
    private static final long INTERRUPT_ADDRESS = 0xFEE0_0000L;

    private final ScenarioConfig scenario;
    private final Column column;
    private final Path directory;
    private final long seed;
    private final AddressPlan addresses;
    private final AddressMap bus;
    private final FabricPlan fabric;
    private final FlowPlan flows;
    private final FunctionPlan functions;
    private final FlowTags tags;
    private final MessageRing wire;

    /**
     * Where things of a scenario lie and how they are reached.
     *
     * @param wire takes the latencies of packets that devices send
     */
    record Plans(FabricPlan fabric, FlowPlan flows, AddressPlan addresses, MessageRing wire) {}

    DeviceWiring(
            ScenarioConfig scenario,
            Column column,
            Path directory,
            long seed,
            RootPortFirmware[] firmware,
            Plans plans,
            AddressMap bus) {
        this.scenario = scenario;
        this.column = column;
        this.fabric = plans.fabric();
        this.flows = plans.flows();
        this.wire = plans.wire();
        this.directory = directory;
        this.seed = seed;
        this.functions = new FunctionPlan(scenario, column, fabric, firmware);
        this.tags = new FlowTags(scenario, column, fabric.peers());
        this.addresses = plans.addresses();
        this.bus = bus;
    }

    /** One device as the Source process runs it. */
    record Built(DeviceModel model, RequesterFunction function) {}

    Built build(int workloadIndex, EndpointConfig device, UpstreamPort port) {
        WorkloadConfig workload = scenario.workloads().get(workloadIndex);
        int queues = workload.queues().count();
        RequesterFunction function = functions.function(workloadIndex);
        QueueRequests[] requests = requests(workloadIndex, device, workload, function, port);
        DeviceModel model = switch (workload.direction()) {
            case RX -> {
                NicConfig nic = nicConfig(workloadIndex, device, workload);
                yield workload.receivesFromPool()
                        ? NicReceiveModel.pooled(nic, feed(workload), requests, port)
                        : new NicReceiveModel(nic, feed(workload), requests, port);
            }
            case READ, WRITE, MIXED -> nvme(workloadIndex, device, workload, requests, function, port);
            case REPLAY -> replay(workloadIndex, workload, function, port);
            case TX, FORWARD -> {
                NicConfig nic = nicConfig(workloadIndex, device, workload);
                NicForwardModel.Sender sender = new NicForwardModel.Sender(
                        SendWiring.config(nic, device, workload),
                        SendWiring.requests(
                                addresses,
                                flows,
                                nic.firstQueue(),
                                workload,
                                queue -> templates(workloadIndex, device, function, queue, port)),
                        wire);
                yield workload.direction() == Direction.TX
                        ? new NicTransmitModel(sender, port, nic.maxReads())
                        : new NicForwardModel(
                                new NicForwardModel.Receiver(nic, feed(workload), requests), sender, port);
            }
        };
        List<Integer> indexes = new ArrayList<>();
        List<TagRequest> wanted = new ArrayList<>();
        for (int queue = 0; queue < queues; queue++) {
            int core = workload.queues().cores().coreOf(queue, queues);
            for (int index : function.indexes(queue)) {
                indexes.add(index);
                wanted.add(request(function, index, core));
            }
        }
        function.assignAtStart(indexes, wanted);
        return new Built(model, function);
    }

    private PacketFeed feed(WorkloadConfig workload) {
        return new TrafficWiring(workload, seed, directory).feed();
    }

    /** Writes the tags of a queue that {@code core} consumes, for every tag source in use, at once. */
    void writeTags(RequesterFunction function, int queue, int core) {
        List<Integer> indexes = function.indexes(queue);
        function.assignAtStart(
                indexes,
                indexes.stream().map(index -> request(function, index, core)).toList());
    }

    private DeviceModel nvme(
            int workloadIndex,
            EndpointConfig device,
            WorkloadConfig workload,
            QueueRequests[] requests,
            RequesterFunction function,
            UpstreamPort port) {
        NvmeConfig nvme = workload.behaviour().nvme();
        int readsPerMillion = switch (workload.direction()) {
            case READ -> 1_000_000;
            case WRITE -> 0;
            default -> nvme.readSharePpm();
        };
        NvmeModelConfig config = new NvmeModelConfig(
                workloadIndex,
                addresses.firstQueue(workloadIndex),
                device.requests().mpsBytes(),
                device.requests().mrrsBytes(),
                maxReads(workload, device),
                new NvmeModelConfig.CommandForm(
                        nvme.queueDepth(),
                        device.descriptor().batch(),
                        nvme.blockBytes(),
                        nvme.blocksPerIo(),
                        PageOrderPolicy.valueOf(nvme.pageOrder().name()),
                        readsPerMillion),
                new NvmeModelConfig.MediaForm(nvme.mediaLatencyPs(), nvme.mediaLatencyPs(), 0),
                interrupts(workload));
        NvmeRequests[] forms = new NvmeRequests[requests.length];
        for (int queue = 0; queue < forms.length; queue++) {
            RequestTemplates templates = templates(workloadIndex, device, function, queue, port);
            SteeringConfig steering = workload.steering();
            forms[queue] = new NvmeRequests(
                    requests[queue],
                    templates.read(
                            flows.places(addresses.firstQueue(workloadIndex) + queue)
                                    .payload(),
                            steering.hints().payload(),
                            steering.steer().payload()));
        }
        RandomStream draws = RandomStream.of(seed, workload.id() + ".commands");
        return workload.arrivals().rate().kind() == OfferedRate.Kind.MAX
                ? new NvmeModel(config, forms, draws, port)
                : new NvmeModel(config, forms, draws, port, new TrafficWiring(workload, seed, directory).commands());
    }

    private DeviceModel replay(
            int workloadIndex, WorkloadConfig workload, RequesterFunction function, UpstreamPort port) {
        ReplayConfig config = workload.behaviour().replay();
        Path file = directory.resolve(config.capture());
        ReplayTrace trace = new ReplayTrace(TlpTrace.load(file));
        if (trace.size() == 0) {
            throw new InvalidInputException(new Problem(
                    file.toString(),
                    0,
                    0,
                    "holds no request of a device: " + trace.skipped(),
                    "completions are not replayed"));
        }
        if (config.repeat() && !trace.canRepeat()) {
            throw new InvalidInputException(
                    new Problem(file.toString(), 0, 0, "cannot be repeated: all its requests have the same time", ""));
        }
        if (port.config().link().flit()) {
            throw new NotYetException("replay on a link in Flit Mode (workloads." + workload.id() + ")");
        }
        long[] pages = trace.pages();
        long first = addresses.takePages(pages.length);
        for (int page = 0; page < pages.length; page++) {
            bus.place(pages[page], first + page);
        }
        ReplayModelConfig model = new ReplayModelConfig(
                workloadIndex,
                addresses.firstQueue(workloadIndex),
                config.timeScaleMicros(),
                config.repeat(),
                retag(config));
        if (model.retag() != ReplayRetag.HINTS) {
            return new ReplayModel(model, trace, port);
        }
        SteeringConfig steering = workload.steering();
        return new ReplayModel(
                model,
                trace,
                port,
                hint(function, steering.hints().payload(), steering.steer().payload()),
                hint(function, steering.hints().descriptor(), steering.steer().descriptor()));
    }

    /** Without hints, recorded ones are stripped too; perfect tags need tags of this platform in place of the recorded ones. */
    private ReplayRetag retag(ReplayConfig config) {
        return switch (column) {
            case HINTS_OFF, IDEAL_BOUND -> ReplayRetag.STRIP;
            case CONFIGURED -> ReplayRetag.valueOf(config.retag().name());
            case PERFECT_TAGS -> config.retag() == Retag.STRIP ? ReplayRetag.STRIP : ReplayRetag.HINTS;
        };
    }

    private static ReplayHint hint(RequesterFunction function, Hint hint, TagSource source) {
        int index = hint == Hint.NONE || source.kind() == TagSource.Kind.NONE
                ? 0
                : function.index(TagWish.host(source, TagNamespace.FOLLOWS_ENABLE), 0);
        return new ReplayHint(
                hint.ph(),
                function.registers().capability(),
                function.registers().lookup(source),
                index);
    }

    /** What the driver asks for at an index on behalf of a queue that a core consumes. */
    TagRequest request(RequesterFunction function, int index, int core) {
        TagWish wish = function.wish(index);
        if (column == Column.PERFECT_TAGS) {
            return TagRequest.core(core, function.isExtended());
        }
        PlatformConfig platform = scenario.platform();
        int wanted = switch (wish.source().kind()) {
            case OFFSET -> (core + wish.source().value()) % platform.totalCores();
            case CLUSTER -> core / platform.coresPerDomain() * platform.coresPerDomain();
            case SOCKET -> core / platform.cores() * platform.cores();
            default -> core;
        };
        return wish.request(wanted, function.isExtended());
    }

    private QueueRequests[] requests(
            int workloadIndex,
            EndpointConfig device,
            WorkloadConfig workload,
            RequesterFunction function,
            UpstreamPort port) {
        StashedObjects objects = new StashedObjects(workload, device);
        HintsConfig hints = objects.hints();
        SteerConfig steer = workload.steering().steer();
        QueueRequests[] requests = new QueueRequests[workload.queues().count()];
        for (int queue = 0; queue < requests.length; queue++) {
            RequestTemplates templates = templates(workloadIndex, device, function, queue, port);
            QueuePlaces at = flows.places(addresses.firstQueue(workloadIndex) + queue);
            int header = workload.behaviour().headerSplitBytes() > 0 ? at.header() : at.payload();
            requests[queue] = new QueueRequests(
                    addresses.bus()[addresses.firstQueue(workloadIndex) + queue],
                    templates.read(at.descriptor(), hints.descriptor(), steer.descriptor()),
                    templates.write(
                            header,
                            hints.header(),
                            steer.header(),
                            device.relaxedOrdering().header()),
                    templates.write(
                            at.payload(),
                            hints.payload(),
                            steer.payload(),
                            device.relaxedOrdering().payload()),
                    objects.offset()
                            .map(object -> templates.write(
                                    at.payload(),
                                    object.hint(),
                                    steer.payload(),
                                    device.relaxedOrdering().payload()))
                            .orElse(null),
                    templates.ordered(at.completion(), hints.completion(), steer.completion()),
                    templates.interrupt(),
                    flushes(workload, at) ? templates.unhintedRead() : null);
        }
        return requests;
    }

    private RequestTemplates templates(
            int workloadIndex, EndpointConfig device, RequesterFunction function, int queue, UpstreamPort port) {
        FlowPlan.Flow flow = flows.flow(addresses.firstQueue(workloadIndex) + queue);
        return new RequestTemplates(
                function,
                queue,
                port.config().link().flit(),
                functions.requesterId(workloadIndex),
                device.relaxedOrdering().ido(),
                device.requests().addressType() == AddressType.TRANSLATED,
                tags.hostNamespace(flow),
                tags.ofPeers(flow, function),
                tags.mayChange());
    }

    /** A read behind the data proves something only where the entry goes elsewhere. */
    private static boolean flushes(WorkloadConfig workload, QueuePlaces at) {
        return workload.behaviour().flushReads() && at.payload() != at.completion();
    }

    PeerRevocations revocations(RequesterFunction[] functionsOfWorkloads, ControlTimeline timeline) {
        return new PeerRevocations(scenario, fabric, flows, functionsOfWorkloads, timeline);
    }

    int globalQueue(int workload, int queue) {
        return addresses.firstQueue(workload) + queue;
    }

    private NicConfig nicConfig(int workloadIndex, EndpointConfig device, WorkloadConfig workload) {
        return new NicConfig(
                workloadIndex,
                addresses.firstQueue(workloadIndex),
                device.requests().mpsBytes(),
                device.requests().mrrsBytes(),
                maxReads(workload, device),
                device.bufferBytes() / functions.workloadsOf(device),
                device.descriptor().batch(),
                device.descriptor().threshold(),
                workload.behaviour().headerSplitBytes(),
                new StashedObjects(workload, device)
                        .offset()
                        .map(object -> new StashRange(object.atBytes(), object.lengthBytes()))
                        .orElse(StashRange.NONE),
                new NicConfig.CompletionForm(
                        workload.behaviour().completion().coalesce(),
                        workload.behaviour().completion().waitPs()),
                interrupts(workload));
    }

    private static NicConfig.InterruptForm interrupts(WorkloadConfig workload) {
        return new NicConfig.InterruptForm(
                workload.behaviour().msi().enabled(),
                workload.behaviour().msi().moderationTimePs(),
                workload.behaviour().msi().moderationPackets(),
                INTERRUPT_ADDRESS);
    }

    /** Outstanding reads: limited by the device's tags and by the non-posted credits of the root port above; workloads on one device have equal parts. */
    private int maxReads(WorkloadConfig workload, EndpointConfig device) {
        int most = Math.min(
                device.requests().maxReads(), rootPort(workload).credits().nonPosted());
        return Math.max(1, most / functions.workloadsOf(device));
    }

    private RootPortConfig rootPort(WorkloadConfig workload) {
        return scenario.fabric().hostPorts().get(fabric.rootPortOf(workload));
    }
}
