package tlpsim.scenarios.result;

import tlpsim.completer.consumer.QueueTable;
import tlpsim.completer.consumer.ReadKind;
import tlpsim.completer.host.MemoryProcess;
import tlpsim.completer.peer.PeerCompleter;
import tlpsim.completer.peer.PeerReadLayout;
import tlpsim.completer.peer.PeerWriteLayout;
import tlpsim.completer.port.FlowCounts;
import tlpsim.core.pipeline.AccessKind;
import tlpsim.scenarios.wiring.Simulation;

/**
 * The counters of a simulation that are kept by flow, at one moment, or the difference of two.
 *
 * @param workloadOfFlow    the workload that each flow belongs to
 * @param writes            lines written to the host, by {@code ((flow * AccessKind.COUNT + kind) * 2 + partial) * WriteOutcomeLayout.COUNT + outcome}
 * @param reads             lines read by devices from the host, by {@code (flow * AccessKind.COUNT + kind) * ReadOutcomeLayout.COUNT + outcome}
 * @param coreReads         lines read by cores, by {@code (flow * ReadKind.COUNT + kind) * ReadOutcomeLayout.COUNT + outcome}
 * @param peerWrites        lines written to peers, summed over them, by {@code (flow * AccessKind.COUNT + kind) * PeerWriteLayout.COUNT + outcome}
 * @param engineReads       lines read by engines, likewise, by {@code (flow * ReadKind.COUNT + kind) * PeerReadLayout.COUNT + outcome}
 * @param visibleDelayPs    from arrival to visibility of writes, summed, by {@code flow * AccessKind.COUNT + kind}
 * @param visibleWrites     writes that became visible, by the same
 * @param visibleBeforeData units whose completion entry was visible before their data, by flow
 * @param readWithoutData   units that were read when not all their data was there, by flow
 */
public record FlowSnapshot(
        int[] workloadOfFlow,
        long[] writes,
        long[] reads,
        long[] coreReads,
        long[] peerWrites,
        long[] engineReads,
        long[] visibleDelayPs,
        long[] visibleWrites,
        long[] visibleBeforeData,
        long[] readWithoutData) {

    static FlowSnapshot of(Simulation simulation) {
        QueueTable queues = simulation.queues();
        MemoryProcess memory = simulation.host();
        int[] workloads = new int[queues.flows()];
        for (int flow = 0; flow < workloads.length; flow++) {
            workloads[flow] = queues.workloadOfFlow(flow);
        }
        return new FlowSnapshot(
                workloads,
                memory.host().writeCounters().clone(),
                memory.host().readCounters().clone(),
                memory.consumers().readCounters().clone(),
                peerWrites(memory, workloads.length),
                engineReads(memory, workloads.length),
                memory.paths().visibleDelayPs(),
                memory.paths().visibleWrites(),
                queues.visibleBeforeDataByFlow().clone(),
                queues.readWithoutDataByFlow().clone());
    }

    private static long[] peerWrites(MemoryProcess memory, int flows) {
        long[] sums = new long[flows * AccessKind.COUNT * PeerWriteLayout.COUNT];
        for (PeerCompleter peer : memory.peers()) {
            addTo(sums, peer.writeCounters());
        }
        return sums;
    }

    private static long[] engineReads(MemoryProcess memory, int flows) {
        long[] sums = new long[flows * ReadKind.COUNT * PeerReadLayout.COUNT];
        for (PeerCompleter peer : memory.peers()) {
            addTo(sums, peer.engines().readCounters());
        }
        return sums;
    }

    private static void addTo(long[] sums, long[] counters) {
        for (int index = 0; index < sums.length; index++) {
            sums[index] += counters[index];
        }
    }

    /** One of the arrays, summed over flows. */
    long[] sum(long[] byFlow) {
        return FlowCounts.overFlows(byFlow, workloadOfFlow.length);
    }

    /** One of the arrays, summed over the flows of a workload. */
    long[] sum(long[] byFlow, int workload) {
        int perFlow = byFlow.length / workloadOfFlow.length;
        long[] sums = new long[perFlow];
        for (int index = 0; index < byFlow.length; index++) {
            sums[index % perFlow] += workloadOfFlow[index / perFlow] == workload ? byFlow[index] : 0;
        }
        return sums;
    }

    FlowSnapshot since(FlowSnapshot start) {
        return new FlowSnapshot(
                workloadOfFlow,
                CounterSnapshot.minus(writes, start.writes),
                CounterSnapshot.minus(reads, start.reads),
                CounterSnapshot.minus(coreReads, start.coreReads),
                CounterSnapshot.minus(peerWrites, start.peerWrites),
                CounterSnapshot.minus(engineReads, start.engineReads),
                CounterSnapshot.minus(visibleDelayPs, start.visibleDelayPs),
                CounterSnapshot.minus(visibleWrites, start.visibleWrites),
                CounterSnapshot.minus(visibleBeforeData, start.visibleBeforeData),
                CounterSnapshot.minus(readWithoutData, start.readWithoutData));
    }
}
