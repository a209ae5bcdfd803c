package tlpsim.scenarios.result;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import tlpsim.completer.consumer.CoreCounter;
import tlpsim.completer.memory.HostCounterLayout;
import tlpsim.completer.peer.PeerCompleter;
import tlpsim.completer.steering.SteeringCounterLayout;
import tlpsim.core.fabric.DeviceCounter;
import tlpsim.core.fabric.DeviceModel;
import tlpsim.scenarios.wiring.Simulation;

/**
 * Every counter of a simulation at one moment, or the difference of two. All counts are since the start of the run, or over the window; queues that are stopped
 * are those at that moment, or at the end of the window.
 *
 * @param devices   by device, indexed by {@code DeviceCounter}
 * @param ports     by link on which requests start, indexed by {@code PortCounter}
 * @param links     by directed link on which elements forward requests, indexed by {@code PortCounter}
 * @param rootPorts by root port, indexed by {@code ReceiveCounter}
 * @param peers     by peer, indexed by {@code PeerCounter}
 * @param peerPorts by peer, its receiving port, indexed by {@code ReceiveCounter}
 * @param engines   by engine of all peers, indexed by {@code EngineCounter}
 * @param cores     by core, indexed by {@code CoreCounter}
 * @param neighbours by neighbour that runs, indexed by {@code NeighbourCounter}
 * @param memory    indexed by {@code HostCounterLayout}
 * @param dram      indexed by {@code DramCounter}
 * @param writes    lines written, by {@code (kind * 2 + partial) * WriteOutcomeLayout.COUNT + outcome}
 * @param reads     lines read by devices, by {@code kind * ReadOutcomeLayout.COUNT + outcome}
 * @param coreReads lines read by cores, by {@code ReadKind.ordinal() * ReadOutcomeLayout.COUNT + outcome}
 * @param outcomes  TLPs, by {@code PathTable.index}
 * @param accepted  units that the device took, by queue
 * @param steering  summed over ports, indexed by {@code SteeringCounterLayout}
 * @param tlps      one element: TLPs that arrived
 * @param early     one element: units whose completion entry was visible before their data
 * @param flows     the same and more, by flow
 */
public record CounterSnapshot(
        long[][] devices,
        long[][] ports,
        long[][] links,
        long[][] rootPorts,
        long[][] peers,
        long[][] peerPorts,
        long[][] engines,
        long[][] cores,
        long[][] neighbours,
        long[] memory,
        long[] dram,
        long[] writes,
        long[] reads,
        long[] coreReads,
        long[] outcomes,
        long[] accepted,
        long[] steering,
        long[] tlps,
        long[] early,
        FlowSnapshot flows) {

    /** The state now; between segments only. */
    public static CounterSnapshot of(Simulation simulation) {
        long[][] ports = new long[simulation.ports().length][];
        for (int port = 0; port < ports.length; port++) {
            ports[port] = simulation.ports()[port].counters().clone();
        }
        long[][] links = new long[simulation.plan().linkRates().size()][];
        for (int link = 0; link < links.length; link++) {
            links[link] = simulation.fabric().links()[link].counters().clone();
        }
        long[][] rootPorts = new long[simulation.steering().length][];
        long[] steering = new long[SteeringCounterLayout.COUNT];
        for (int port = 0; port < rootPorts.length; port++) {
            rootPorts[port] = simulation.host().portCounters(port).clone();
            for (int counter = 0; counter < steering.length; counter++) {
                steering[counter] += simulation.steering()[port].counter(counter);
            }
        }
        DeviceModel[] models = simulation.devices();
        long[][] devices = new long[models.length][];
        for (int device = 0; device < models.length; device++) {
            devices[device] = models[device].counters().clone();
        }
        PeerCompleter[] completers = simulation.host().peers();
        long[][] peers = new long[completers.length][];
        long[][] peerPorts = new long[completers.length][];
        for (int peer = 0; peer < completers.length; peer++) {
            peers[peer] = completers[peer].counters().clone();
            peerPorts[peer] = completers[peer].portCounters().clone();
        }
        long[][] engines = engines(completers);
        int coreCount = simulation.scenario().platform().totalCores();
        long[][] cores = new long[coreCount][CoreCounter.COUNT];
        for (int core = 0; core < coreCount; core++) {
            cores[core] = simulation.host().consumers().counters(core).clone();
        }
        FlowSnapshot flows = FlowSnapshot.of(simulation);
        long[] memory = new long[HostCounterLayout.COUNT];
        simulation.memory().snapshot(memory);
        return new CounterSnapshot(
                devices,
                ports,
                links,
                rootPorts,
                peers,
                peerPorts,
                engines,
                cores,
                neighbours(simulation),
                memory,
                simulation.host().dram().counters().clone(),
                flows.sum(flows.writes()),
                flows.sum(flows.reads()),
                flows.sum(flows.coreReads()),
                simulation.host().paths().outcomes().clone(),
                acceptedPerQueue(simulation),
                steering,
                new long[] {simulation.host().tlps()},
                new long[] {simulation.queues().visibleBeforeData()},
                flows);
    }

    private static long[][] neighbours(Simulation simulation) {
        long[][] rows = simulation.host().neighbours().counters().clone();
        for (int row = 0; row < rows.length; row++) {
            rows[row] = rows[row].clone();
        }
        return rows;
    }

    private static long[][] engines(PeerCompleter[] peers) {
        List<long[]> rows = new ArrayList<>();
        for (PeerCompleter peer : peers) {
            for (int engine = 0; engine < peer.engines().count(); engine++) {
                rows.add(peer.engines().counters(engine).clone());
            }
        }
        return rows.toArray(new long[0][]);
    }

    private static long[] acceptedPerQueue(Simulation simulation) {
        long[] accepted = new long[simulation.queues().queues()];
        int at = 0;
        for (DeviceModel device : simulation.devices()) {
            long[] ofDevice = device.acceptedPerQueue();
            System.arraycopy(ofDevice, 0, accepted, at, ofDevice.length);
            at += ofDevice.length;
        }
        return accepted;
    }

    /** What happened since {@code start}; queues that have stopped are those of all time. */
    public CounterSnapshot since(CounterSnapshot start) {
        return new CounterSnapshot(
                devicesSince(start),
                minus(ports, start.ports),
                minus(links, start.links),
                minus(rootPorts, start.rootPorts),
                minus(peers, start.peers),
                minus(peerPorts, start.peerPorts),
                minus(engines, start.engines),
                minus(cores, start.cores),
                minus(neighbours, start.neighbours),
                minus(memory, start.memory),
                minus(dram, start.dram),
                minus(writes, start.writes),
                minus(reads, start.reads),
                minus(coreReads, start.coreReads),
                minus(outcomes, start.outcomes),
                minus(accepted, start.accepted),
                minus(steering, start.steering),
                minus(tlps, start.tlps),
                minus(early, start.early),
                flows.since(start.flows));
    }

    /**
     * What belongs to one workload alone: its device, queues and lines written and read. The rows of other workloads' devices and of cores that it does not use
     * are left out; counters that nobody keeps by workload stay those of all.
     *
     * @param firstQueue of the workload
     * @param cores      that serve it
     */
    CounterSnapshot ofWorkload(int workload, int firstQueue, int queues, int[] cores) {
        long[][] ofCores = new long[cores.length][];
        for (int index = 0; index < cores.length; index++) {
            ofCores[index] = this.cores[cores[index]];
        }
        return new CounterSnapshot(
                new long[][] {devices[workload]},
                ports,
                links,
                rootPorts,
                peers,
                peerPorts,
                engines,
                ofCores,
                neighbours,
                memory,
                dram,
                flows.sum(flows.writes(), workload),
                flows.sum(flows.reads(), workload),
                flows.sum(flows.coreReads(), workload),
                outcomes,
                Arrays.copyOfRange(accepted, firstQueue, firstQueue + queues),
                steering,
                tlps,
                early,
                flows);
    }

    /** Queues never start again, so those that stopped before the window are stopped in it: a state, not a count of what happened. */
    private long[][] devicesSince(CounterSnapshot start) {
        long[][] difference = minus(devices, start.devices);
        for (int device = 0; device < devices.length; device++) {
            difference[device][DeviceCounter.QUEUES_STOPPED] = devices[device][DeviceCounter.QUEUES_STOPPED];
        }
        return difference;
    }

    private static long[][] minus(long[][] a, long[][] b) {
        long[][] difference = new long[a.length][];
        for (int row = 0; row < a.length; row++) {
            difference[row] = minus(a[row], b[row]);
        }
        return difference;
    }

    static long[] minus(long[] a, long[] b) {
        long[] difference = new long[a.length];
        for (int index = 0; index < a.length; index++) {
            difference[index] = a[index] - b[index];
        }
        return difference;
    }

    /** One counter summed over all rows. */
    public static long sum(long[][] rows, int counter) {
        long sum = 0;
        for (long[] row : rows) {
            sum += row[counter];
        }
        return sum;
    }

    /** Sum of a range of counters. */
    public static long sum(long[] counters, int from, int count) {
        long sum = 0;
        for (int index = from; index < from + count; index++) {
            sum += counters[index];
        }
        return sum;
    }
}
