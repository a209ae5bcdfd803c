package tlpsim.scenarios.result;

import java.util.List;
import org.HdrHistogram.Histogram;
import tlpsim.core.fabric.DeviceCounter;
import tlpsim.core.telemetry.LatencyRecorder;
import tlpsim.scenarios.config.Direction;
import tlpsim.scenarios.config.WorkloadConfig;

/**
 * Which workloads are packets of a network and which are storage, for figures of either where a run has both.
 *
 * @param storage by workload
 * @param packets by workload
 */
public record WorkloadKinds(List<Boolean> storage, List<Boolean> packets) {

    static WorkloadKinds of(List<WorkloadConfig> workloads) {
        return new WorkloadKinds(
                workloads.stream()
                        .map(workload -> isStorage(workload.direction()))
                        .toList(),
                workloads.stream()
                        .map(workload -> !isStorage(workload.direction()) && workload.direction() != Direction.REPLAY)
                        .toList());
    }

    private static boolean isStorage(Direction direction) {
        return direction == Direction.READ || direction == Direction.WRITE || direction == Direction.MIXED;
    }

    /** Bytes of commands taken up; NaN where there is no storage. */
    double ofStorage(WindowResult window) {
        long bytes = 0;
        for (int workload = 0; workload < storage.size(); workload++) {
            bytes += storage.get(workload) ? window.counts().devices()[workload][DeviceCounter.ACCEPTED_BYTES] : 0;
        }
        return storage.contains(true) ? bytes : Double.NaN;
    }

    /** A percentile of packets in nanoseconds; NaN where there are no packets or nothing else. */
    double packetPercentile(WindowResult window, int point, double percentile) {
        Histogram all = null;
        for (int workload = 0; storage.contains(true) && workload < packets.size(); workload++) {
            if (packets.get(workload)) {
                Histogram one = window.latencies().get(workload * LatencyRecorder.POINTS + point);
                if (all == null) {
                    all = one.copy();
                } else {
                    all.add(one);
                }
            }
        }
        return all == null || all.getTotalCount() == 0 ? Double.NaN : all.getValueAtPercentile(percentile) / 1e3;
    }
}
