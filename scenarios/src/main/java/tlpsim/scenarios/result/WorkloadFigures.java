package tlpsim.scenarios.result;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.HdrHistogram.Histogram;
import tlpsim.core.telemetry.LatencyRecorder;
import tlpsim.scenarios.config.ControlOp;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.WorkloadConfig;

/** Metrics of one workload alone, computed from what is counted by workload: its device, its flows, its latencies, the cores that serve nobody else. */
final class WorkloadFigures {
    /** Those that need only what a device, its queues and its flows count. */
    private static final Set<Metric> OF_DEVICES = EnumSet.of(
            Metric.THROUGHPUT_GBPS,
            Metric.OFFERED_GBPS,
            Metric.DROPPED_PERCENT,
            Metric.RX_MISSED,
            Metric.RX_NO_DESCRIPTOR,
            Metric.RESTART_DROPS,
            Metric.SENT_GBPS,
            Metric.ITOM_HIT_PERCENT,
            Metric.ITOM_HIT_HEADER_PERCENT,
            Metric.ITOM_HIT_PAYLOAD_PERCENT,
            Metric.ITOM_HIT_COMPLETION_PERCENT,
            Metric.PARTIAL_HIT_PERCENT,
            Metric.PCIRDCUR_HIT_PERCENT,
            Metric.PCIRDCUR_HIT_DESCRIPTOR_PERCENT,
            Metric.PCIRDCUR_HIT_PAYLOAD_PERCENT,
            Metric.READ_L2_PERCENT,
            Metric.READ_LLC_PERCENT,
            Metric.READ_REMOTE_PERCENT,
            Metric.READ_DRAM_PERCENT,
            Metric.COMPLETION_L2_PERCENT,
            Metric.HEADER_L2_PERCENT,
            Metric.PAYLOAD_L2_PERCENT,
            Metric.WORKING_SET_L2_PERCENT,
            Metric.VISIBLE_P50_NS,
            Metric.VISIBLE_P99_NS,
            Metric.START_P50_NS,
            Metric.START_P99_NS,
            Metric.END_P50_NS,
            Metric.END_P99_NS,
            Metric.END_P999_NS,
            Metric.WIRE_P50_NS,
            Metric.WIRE_P99_NS,
            Metric.QUEUE_LOAD_MAX_OVER_MEAN);

    /** Those that also need the cores; they exist where these serve no other workload. */
    private static final Set<Metric> OF_CORES = EnumSet.of(
            Metric.THROUGHPUT_MPPS,
            Metric.SEND_REFUSED_PERCENT,
            Metric.SEND_BLOCKED_PER_PACKET,
            Metric.CORE_BUSY_PERCENT,
            Metric.CORE_BUSY_MAX_PERCENT,
            Metric.CYCLES_PER_PACKET,
            Metric.STALL_NS_PER_PACKET);

    private final int workload;
    private final int firstQueue;
    private final int queues;
    private final int[] cores;
    private final boolean ownsCores;

    private WorkloadFigures(ScenarioConfig scenario, int workload) {
        this.workload = workload;
        int first = 0;
        for (int before = 0; before < workload; before++) {
            first += scenario.workloads().get(before).queues().count();
        }
        this.firstQueue = first;
        this.queues = scenario.workloads().get(workload).queues().count();
        Set<Integer> own = cores(scenario.workloads().get(workload));
        this.cores = own.stream().mapToInt(Integer::intValue).toArray();
        this.ownsCores = ownsCores(scenario, workload, own);
    }

    /** Of the workload with an id; the scenario has it. */
    static WorkloadFigures of(ScenarioConfig scenario, String id) {
        int workload = 0;
        while (!scenario.workloads().get(workload).id().equals(id)) {
            workload++;
        }
        return new WorkloadFigures(scenario, workload);
    }

    /** Whether a metric can exist for one workload. */
    static boolean has(Metric metric) {
        return OF_DEVICES.contains(metric) || OF_CORES.contains(metric);
    }

    private static Set<Integer> cores(WorkloadConfig workload) {
        Set<Integer> cores = new TreeSet<>();
        for (int queue = 0; queue < workload.queues().count(); queue++) {
            cores.add(workload.queues().cores().coreOf(queue, workload.queues().count()));
        }
        return cores;
    }

    private static boolean ownsCores(ScenarioConfig scenario, int workload, Set<Integer> own) {
        boolean moves = scenario.tph().events().stream()
                .anyMatch(event -> event.op() == ControlOp.SET_AFFINITY || event.op() == ControlOp.MIGRATE_VCPU);
        for (int other = 0; other < scenario.workloads().size(); other++) {
            Set<Integer> shared = cores(scenario.workloads().get(other));
            shared.retainAll(own);
            if (other != workload && (moves || !shared.isEmpty())) {
                return false;
            }
        }
        return true;
    }

    /** The figure, or NaN where it does not exist. */
    double value(Metric metric, WindowResult window, PlatformFigures platform) {
        CounterSnapshot counts = window.counts();
        boolean exists =
                OF_DEVICES.contains(metric) || OF_CORES.contains(metric) && ownsCores && counts.engines().length == 0;
        return exists ? metric.of(ofWorkload(window), platform) : Double.NaN;
    }

    private WindowResult ofWorkload(WindowResult window) {
        int firstPoint = workload * LatencyRecorder.POINTS;
        List<Histogram> latencies = window.latencies().subList(firstPoint, firstPoint + LatencyRecorder.POINTS);
        return new WindowResult(
                window.seed(),
                window.warmUpPs(),
                window.windowPs(),
                window.counts().ofWorkload(workload, firstQueue, queues, cores),
                latencies,
                window.flowLatencies(),
                window.control(),
                window.digest(),
                window.steadiness(),
                window.wallNanos(),
                window.allTlps(),
                window.allLines());
    }
}
