package tlpsim.scenarios.wiring;

import java.util.Map;
import java.util.TreeMap;
import tlpsim.completer.consumer.QueuePlaces;
import tlpsim.completer.memory.HomeDomainTable;
import tlpsim.completer.memory.HostTopologyConfig;
import tlpsim.completer.memory.PagePlacement;
import tlpsim.core.fabric.QueueLayout;
import tlpsim.scenarios.config.EndpointConfig;
import tlpsim.scenarios.config.FabricTree;
import tlpsim.scenarios.config.MemoryNode;
import tlpsim.scenarios.config.NeighbourConfig;
import tlpsim.scenarios.config.RootPortConfig;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.WorkloadConfig;

/**
 * Which socket's memory each page lies in, and so which last-level cache is its home: rings and buffers as their workload says, working sets with their cores.
 * Within a socket pages are spread over its domains, as interleaved memory is.
 */
final class HomePlan {
    private static final int LINE_BYTES = 64;
    private static final int REGION_SHIFT = 6;
    private static final int INTERLEAVED = -1;

    private final HostTopologyConfig topology;
    private final FlowPlan flows;
    private final long lines;
    private final PagePlacement pages;
    /** By the first line from which on it holds: a socket, or {@link #INTERLEAVED}. */
    private final TreeMap<Long, Integer> sockets = new TreeMap<>();

    HomePlan(
            ScenarioConfig scenario,
            FlowPlan flows,
            AddressPlan addresses,
            HostTopologyConfig topology,
            PagePlacement pages) {
        this.flows = flows;
        this.topology = topology;
        this.lines = addresses.lines();
        this.pages = pages;
        sockets.put(0L, INTERLEAVED);
        if (topology.sockets() > 1) {
            for (int workload = 0; workload < scenario.workloads().size(); workload++) {
                place(scenario, addresses, workload);
            }
            placeNeighbours(scenario, addresses);
        }
    }

    private void place(ScenarioConfig scenario, AddressPlan addresses, int workload) {
        WorkloadConfig config = scenario.workloads().get(workload);
        int first = addresses.firstQueue(workload);
        boolean sends = SendWiring.sends(config);
        int count = config.queues().count();
        for (int queue = 0; queue < count; queue++) {
            int socket = socketOf(scenario, config, queue);
            QueueLayout layout = addresses.physical()[first + queue];
            if (sends) {
                put(layout.descriptorBase(), socket);
                put(addresses.transmitPhysical()[first + queue].descriptorBase(), socket);
            } else {
                place(layout, flows.places(first + queue), socket);
            }
        }
        if (sends || config.receivesFromPool()) {
            put(addresses.physical()[first].bufferBase(), socketOf(scenario, config, 0));
        }
        long copied = config.consumer().copy().sizeBytes();
        for (int core = 0; copied > 0 && core < topology.cores(); core++) {
            put(addresses.copyBase(workload, core, copied), socketOfCore(core));
        }
        long bytes = config.consumer().workingSet().sizeBytes();
        for (int core = 0; bytes > 0 && core < topology.cores(); core++) {
            put(addresses.workingSetBase(workload, core, bytes), socketOfCore(core));
        }
    }

    private void place(QueueLayout layout, QueuePlaces at, int socket) {
        if (at.descriptor() == QueuePlaces.HOST) {
            put(layout.descriptorBase(), socket);
        }
        if (at.completion() == QueuePlaces.HOST) {
            put(layout.completionBase(), socket);
        }
        if (layout.headerBase() != 0 && at.header() == QueuePlaces.HOST) {
            put(layout.headerBase(), socket);
        }
        if (at.payload() == QueuePlaces.HOST) {
            put(layout.bufferBase(), socket);
        }
    }

    private void placeNeighbours(ScenarioConfig scenario, AddressPlan addresses) {
        for (int index = 0; index < scenario.neighbours().size(); index++) {
            NeighbourConfig neighbour = scenario.neighbours().get(index);
            for (int position = 0;
                    neighbour.enabled() && position < neighbour.cores().size();
                    position++) {
                put(
                        addresses.neighbourBase(index, position, neighbour.workingSetBytes()),
                        socketOfCore(neighbour.cores().at(position)));
            }
        }
    }

    private int socketOf(ScenarioConfig scenario, WorkloadConfig workload, int queue) {
        MemoryNode node = workload.queues().node();
        if (node == MemoryNode.INTERLEAVED) {
            return INTERLEAVED;
        }
        if (node == MemoryNode.CORE) {
            return socketOfCore(
                    workload.queues().cores().coreOf(queue, workload.queues().count()));
        }
        EndpointConfig device = device(scenario, workload);
        return device.isIntegrated()
                ? scenario.fabric().rootComplex().integrated().socket()
                : new FabricTree(scenario.fabric())
                        .rootPortAbove(device)
                        .map(RootPortConfig::socket)
                        .orElse(0);
    }

    private static EndpointConfig device(ScenarioConfig scenario, WorkloadConfig workload) {
        return scenario.fabric().endpoints().stream()
                .filter(endpoint -> endpoint.id().equals(workload.endpoint()))
                .findFirst()
                .orElseThrow();
    }

    private int socketOfCore(int core) {
        return topology.socketOfDomain(topology.domainOfCore(core));
    }

    private void put(long address, int socket) {
        sockets.put(address / LINE_BYTES, socket);
    }

    /** Homes of physical lines. */
    HomeDomainTable homes() {
        if (topology.domains() == 1) {
            return HomeDomainTable.single(0);
        }
        int[] domains = new int[(int) ((pages.physicalLines() >> REGION_SHIFT) + 1)];
        for (int region = 0; region < domains.length; region++) {
            domains[region] = region % topology.domains();
        }
        for (Map.Entry<Long, Integer> part : sockets.entrySet()) {
            Long end = sockets.higherKey(part.getKey());
            if (part.getValue() != INTERLEAVED) {
                assign(domains, part.getKey(), end == null ? lines : end, part.getValue());
            }
        }
        return HomeDomainTable.regions(REGION_SHIFT, domains);
    }

    private void assign(int[] domains, long first, long end, int socket) {
        int perSocket = topology.domainsPerSocket();
        for (long line = first; line < end; line += 1L << REGION_SHIFT) {
            int region = (int) (pages.physical(line) >> REGION_SHIFT);
            domains[region] = Math.min(topology.domains() - 1, socket * perSocket + region % perSocket);
        }
    }
}
