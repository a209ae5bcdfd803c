package tlpsim.scenarios.wiring;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tlpsim.completer.consumer.ConsumerConfig;
import tlpsim.completer.consumer.ConsumerParts;
import tlpsim.completer.consumer.QueueTable;
import tlpsim.completer.consumer.WorkingSet;
import tlpsim.completer.host.AddressMap;
import tlpsim.completer.host.HostParts;
import tlpsim.completer.host.MemoryProcess;
import tlpsim.completer.memory.AccessGroupLayout;
import tlpsim.completer.memory.HostMemory;
import tlpsim.completer.memory.PagePlacement;
import tlpsim.completer.peer.PeerTagConfig;
import tlpsim.completer.port.PathTable;
import tlpsim.completer.steering.SteeringPolicy;
import tlpsim.core.fabric.DeviceModel;
import tlpsim.core.fabric.Fabric;
import tlpsim.core.fabric.SourceEdges;
import tlpsim.core.fabric.SourceProcess;
import tlpsim.core.fabric.UpstreamPort;
import tlpsim.core.firmware.RootPortFirmware;
import tlpsim.core.pipeline.AgentGroup;
import tlpsim.core.pipeline.MessageRing;
import tlpsim.core.pipeline.Promise;
import tlpsim.core.pipeline.TlpRing;
import tlpsim.core.random.RandomStream;
import tlpsim.core.telemetry.DigestChain;
import tlpsim.core.telemetry.LatencyRecorder;
import tlpsim.scenarios.config.BufferAfterUse;
import tlpsim.scenarios.config.ConsumerMode;
import tlpsim.scenarios.config.ControlEventConfig;
import tlpsim.scenarios.config.Direction;
import tlpsim.scenarios.config.EndpointConfig;
import tlpsim.scenarios.config.QueuesConfig;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.WorkloadConfig;

/** One scenario in one column with one seed, wired and ready to run: two processes, a recorder, and the rings between them. */
public final class Simulation implements AutoCloseable {
    private static final int RETURN_BATCH = 32;
    private static final double MICROS = 1_000_000;
    /** The owner of accesses before the run. */
    private static final int LOADING = (1 << 20) - 1;

    private final ScenarioConfig scenario;
    private final HostMemory memory;
    private final QueueTable queues;
    private final SteeringPolicy[] steering;
    private final FabricPlan plan;
    private final FlowPlan flows;
    private final UpstreamPort[] ports;
    private final Fabric fabric;
    private final DeviceModel[] devices;
    private final SourceProcess source;
    private final MemoryProcess host;
    private final LatencyRecorder recorder;
    private final AgentGroup group;
    private final Optional<WindowTap> tap;
    private final ControlPlane control;
    private final ControlRecord controlRecord;
    private final int[] firstQueueOfWorkload;
    private long nowPs;

    public Simulation(ScenarioConfig scenario, Path directory, Column column, long seed, EngineConfig engine) {
        this.scenario = scenario;
        EndpointConfig[] endpoints = FabricWiring.endpoints(scenario);
        plan = new FabricPlan(scenario, column);
        flows = new FlowPlan(scenario, plan);
        AddressPlan addresses =
                new AddressPlan(scenario, endpoints, flows, plan.peers().size(), seed);
        HostWiring wiring = new HostWiring(scenario, plan, column, seed);
        RootPortFirmware[] firmware = new FirmwareWiring(scenario, directory).ports(column, seed);
        AddressMap bus = AddressMap.window(AddressPlan.HIGH_WINDOW);

        TlpRing forward = new TlpRing(engine.ringSlots(), engine.batchRecords(), engine.gate());
        MessageRing feedback = new MessageRing(engine.feedbackSlots(), engine.batchRecords(), engine.gate());
        MessageRing wire = new MessageRing(engine.feedbackSlots(), engine.batchRecords(), engine.gate());
        MessageRing observations = new MessageRing(engine.feedbackSlots(), engine.batchRecords(), engine.gate());
        Promise sourcePromise = new Promise(engine.gate());
        Promise memoryPromise = new Promise(engine.gate());

        int workloads = scenario.workloads().size();
        devices = new DeviceModel[workloads + 1];
        RequesterFunction[] functions = new RequesterFunction[workloads];
        ports = plan.ports(devices);
        int[] deviceOfQueue = new int[addresses.queues()];
        int[] coreOfQueue = new int[addresses.queues()];
        DeviceWiring deviceWiring = new DeviceWiring(
                scenario, column, directory, seed, firmware, new DeviceWiring.Plans(plan, flows, addresses, wire), bus);
        for (int device = 0; device < workloads; device++) {
            WorkloadConfig workload = scenario.workloads().get(device);
            DeviceWiring.Built built = deviceWiring.build(device, endpoints[device], ports[plan.portOf(workload)]);
            devices[device] = built.model();
            functions[device] = built.function();
            int count = workload.queues().count();
            for (int queue = 0; queue < count; queue++) {
                deviceOfQueue[addresses.firstQueue(device) + queue] = device;
                coreOfQueue[addresses.firstQueue(device) + queue] =
                        workload.queues().cores().coreOf(queue, count);
            }
        }
        firstQueueOfWorkload = new int[workloads];
        for (int workload = 0; workload < workloads; workload++) {
            firstQueueOfWorkload[workload] = addresses.firstQueue(workload);
        }
        // At the start: the timeline takes software further.
        List<FlowGrant> grants = column == Column.CONFIGURED
                ? new FlowGrants(scenario, plan, flows, functions, firstQueueOfWorkload).grants()
                : List.of();
        Optional<ControlTimeline> timeline = column == Column.CONFIGURED
                ? Optional.of(new ControlTimeline(scenario, deviceWiring, functions))
                : Optional.empty();
        control = new ControlPlane(
                workloads,
                scenario.tph().events(),
                timeline.map(ControlTimeline::entries).orElse(List.of()),
                new ColumnActions(scenario, column, deviceWiring, functions, devices));
        controlRecord = timeline.map(planned -> planned.record(grants)).orElse(ControlRecord.NONE);
        devices[workloads] = control;
        PagePlacement pages = wiring.pages(addresses.lines());
        HomePlan homes = new HomePlan(scenario, flows, addresses, wiring.topology(), pages);
        memory = wiring.memory(homes, pages);
        memory.prefillForeignDirty();
        NeighbourWiring neighbours = new NeighbourWiring(scenario, addresses, seed);
        neighbours.load(memory);
        loadWorkingSets(addresses);
        queues = new QueueTable(
                addresses.physical(), flows.placesOfQueue(), coreOfQueue, deviceOfQueue, flows.flowOfQueue());
        steering = new SteeringPolicy[plan.topology().rootPorts()];
        for (int port = 0; port < steering.length; port++) {
            steering[port] = wiring.steering(firmware[port]);
        }
        host = new MemoryProcess(
                new MemoryProcess.MemoryEdges(forward, feedback, observations, sourcePromise, memoryPromise),
                new HostParts(
                        memory,
                        wiring.dram(homes, pages),
                        steering,
                        queues,
                        feedback,
                        bus,
                        wiring.timing(),
                        wiring.coreTiming(),
                        flows.bypassing(endpoints),
                        column == Column.IDEAL_BOUND),
                wiring.receivers(),
                wiring.poolLines(),
                new ConsumerParts(
                        scenario.platform().totalCores(),
                        consumers(scenario),
                        workingSets(scenario, addresses, seed),
                        SendWiring.parts(scenario, addresses, seed, directory),
                        neighbours.configs(),
                        wiring.prefetch(),
                        DeliveryWiring.deliveries(scenario, addresses)),
                new PathTable(queues.flows(), plan.topology().hops(), plan.elementOfReceiver()),
                new PeerWiring(column, seed).configs(plan.peers()));
        host.consumers().dropAfterUse(dropsAfterUse(scenario));
        recorder = new LatencyRecorder(observations, wire, memoryPromise, queues.flows());
        fabric = plan.fabric(ports, devices.length);
        for (int peer = 0; peer < plan.peers().size(); peer++) {
            host.peers()[peer].prefillForeignDirty(addresses.lines(peer + 1) * HostMemory.LINE_BYTES);
        }
        source = new SourceProcess(
                new SourceEdges(forward, feedback, sourcePromise, memoryPromise, wire), fabric, devices, deviceOfQueue);
        tap = engine.tap().filter(any -> column == Column.CONFIGURED && seed == scenario.seed());
        group = new AgentGroup(engine.threading(), source, host, recorder);
    }

    private static boolean[] dropsAfterUse(ScenarioConfig scenario) {
        boolean[] drops = new boolean[scenario.workloads().size()];
        for (int workload = 0; workload < drops.length; workload++) {
            drops[workload] = scenario.workloads().get(workload).consumer().after() == BufferAfterUse.INVALIDATE;
        }
        return drops;
    }

    private static ConsumerConfig[] consumers(ScenarioConfig scenario) {
        ConsumerConfig[] configs = new ConsumerConfig[scenario.workloads().size()];
        for (int workload = 0; workload < configs.length; workload++) {
            tlpsim.scenarios.config.ConsumerConfig config =
                    scenario.workloads().get(workload).consumer();
            int ring = scenario.workloads().get(workload).queues().ring();
            configs[workload] = new ConsumerConfig(
                    config.mode() == ConsumerMode.INTERRUPT,
                    config.burst(),
                    config.perPacketPs(),
                    config.prefetchAhead(),
                    config.reads().headerBytes(),
                    config.reads().payloadPpm(),
                    config.writes().headerBytes(),
                    config.workingSet().sizeBytes() == 0
                            ? 0
                            : config.workingSet().linesPerPacket(),
                    config.wake().pollIntervalPs(),
                    config.wake().interruptLatencyPs(),
                    config.wake().lagPs(),
                    scenario.workloads().get(workload).direction() == Direction.RX
                                    || scenario.workloads().get(workload).direction() == Direction.FORWARD
                            ? Math.max(1, Math.min(RETURN_BATCH, ring / 4))
                            : 1,
                    scenario.workloads().get(workload).queues().element().structureBytes(),
                    structureBack(scenario.workloads().get(workload).queues()));
        }
        return configs;
    }

    /** Distance from a buffer's data back to the structure in front of it. */
    private static int structureBack(QueuesConfig queues) {
        return queues.headroomBytes() + queues.element().structureBytes();
    }

    private static WorkingSet[] workingSets(ScenarioConfig scenario, AddressPlan addresses, long seed) {
        WorkingSet[] sets = new WorkingSet[scenario.workloads().size()];
        int cores = scenario.platform().totalCores();
        for (int workload = 0; workload < sets.length; workload++) {
            WorkloadConfig config = scenario.workloads().get(workload);
            long bytes = config.consumer().workingSet().sizeBytes();
            if (bytes == 0) {
                continue;
            }
            long[] firstLine = new long[cores];
            for (int core = 0; core < cores; core++) {
                firstLine[core] = addresses.workingSetBase(workload, core, bytes) / HostMemory.LINE_BYTES;
            }
            sets[workload] = new ZipfWorkingSet(
                    (int) (bytes / HostMemory.LINE_BYTES),
                    config.consumer().workingSet().zipfMicros() / MICROS,
                    firstLine,
                    RandomStream.of(seed, config.id() + ".working-set"));
        }
        return sets;
    }

    /** Rarely used lines would take far longer to come in by themselves than rings take to turn; the most popular are loaded last. */
    private void loadWorkingSets(AddressPlan addresses) {
        memory.group(AccessGroupLayout.stores(LOADING), 0);
        for (int workload = 0; workload < scenario.workloads().size(); workload++) {
            WorkloadConfig config = scenario.workloads().get(workload);
            long bytes = config.consumer().workingSet().sizeBytes();
            boolean[] loaded = new boolean[scenario.platform().totalCores()];
            for (int queue = 0; queue < config.queues().count(); queue++) {
                int core = config.queues().cores().coreOf(queue, config.queues().count());
                if (!loaded[core]) {
                    loaded[core] = true;
                    long first = addresses.workingSetBase(workload, core, bytes) / HostMemory.LINE_BYTES;
                    for (long line = bytes / HostMemory.LINE_BYTES - 1; line >= 0; line--) {
                        memory.coreRead(core, first + line);
                    }
                }
            }
        }
    }

    /** Executes all events before {@code endPs}. */
    public void runUntil(long endPs) {
        group.runUntil(endPs);
        nowPs = endPs;
    }

    /** The measured window begins now: latencies count from here, and the control-plane events of the scenario are put on the agenda. */
    public void beginWindow() {
        recorder.restart(true);
        tap.ifPresent(window -> host.tap(window.beginWindow()));
        control.begin(nowPs);
        if (controlRecord.revokes()) {
            DmaBufPlan.of(scenario, plan.peers()).forEach(this::scheduleTags);
        }
        for (ControlEventConfig event : scenario.tph().events()) {
            for (QueueMoves.Move move : QueueMoves.of(scenario, event)) {
                host.scheduleMove(
                        nowPs + event.atPs(), firstQueueOfWorkload[move.workload()] + move.queue(), move.core());
            }
        }
    }

    /** The peer's side of a revocation: the tags name nothing from the invalidation until the buffer is mapped again. */
    private void scheduleTags(DmaBufPlan.Revocation revocation) {
        int none = PeerTagConfig.ABSENT;
        host.schedulePeerTags(nowPs + revocation.atPs(), revocation.peer(), none, none);
        host.schedulePeerTags(
                nowPs + revocation.mappedPs(),
                revocation.peer(),
                revocation.tags().map(tags -> tags.st().orElse(none)).orElse(none),
                revocation.tags().map(tags -> tags.stExt().orElse(none)).orElse(none));
    }

    /** All events before this have been executed. */
    public long nowPs() {
        return nowPs;
    }

    /** Digest over all events so far. */
    public long digest() {
        long all = DigestChain.mix(source.digest(), host.digest());
        int sampled = scenario.measure().fidelity().log2();
        return sampled == 0 ? all : DigestChain.mix(all, sampled);
    }

    public ScenarioConfig scenario() {
        return scenario;
    }

    public HostMemory memory() {
        return memory;
    }

    public QueueTable queues() {
        return queues;
    }

    public SteeringPolicy[] steering() {
        return steering;
    }

    /** What the control plane said. */
    public ControlRecord controlRecord() {
        return controlRecord;
    }

    /** The tree. */
    public FabricPlan plan() {
        return plan;
    }

    /** Queues with the same targets. */
    public FlowPlan flows() {
        return flows;
    }

    /** Links and elements. */
    public Fabric fabric() {
        return fabric;
    }

    /** Links on which requests start. */
    public UpstreamPort[] ports() {
        return ports;
    }

    public DeviceModel[] devices() {
        return devices;
    }

    public MemoryProcess host() {
        return host;
    }

    public LatencyRecorder recorder() {
        return recorder;
    }

    /** Ends a run early; any thread. */
    public void interrupt() {
        group.interrupt();
    }

    @Override
    public void close() {
        group.close();
    }
}
