package tlpsim.scenarios.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import tlpsim.gen.device.PacketFeed;
import tlpsim.scenarios.config.Direction;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.WorkloadConfig;
import tlpsim.scenarios.result.Steadiness;
import tlpsim.scenarios.wiring.TrafficWiring;

/**
 * What the first packets of a workload say about it. Offered packets do not depend on a run, so they can be looked at before.
 *
 * @param packets     looked at; 0 where the workload receives none
 * @param meanBytes   layer 2, without FCS
 * @param lineBytes   mean of 64 bytes for every line begun
 * @param activeQueues with at least a twentieth of the mean load
 * @param slowest     the active queue with the fewest packets, or -1
 * @param turnPs      time that its ring takes to turn three times at this rate, or -1
 */
record ExplainCommandTraffic(
        String workload, long packets, double meanBytes, double lineBytes, int activeQueues, int slowest, long turnPs) {
    private static final long MOST_PACKETS = 200_000;
    private static final int LINE_BYTES = 64;
    private static final int ACTIVE_PER_MEAN = 20;

    static List<ExplainCommandTraffic> of(ScenarioConfig scenario, Path directory) {
        List<ExplainCommandTraffic> all = new ArrayList<>();
        for (WorkloadConfig workload : scenario.workloads()) {
            all.add(
                    workload.direction() == Direction.RX
                                    || workload.direction() == Direction.TX
                                    || workload.direction() == Direction.FORWARD
                            ? sample(workload, scenario.seed(), directory)
                            : new ExplainCommandTraffic(workload.id(), 0, 0, 0, 0, -1, -1));
        }
        return all;
    }

    private static ExplainCommandTraffic sample(WorkloadConfig workload, long seed, Path directory) {
        PacketFeed feed = new TrafficWiring(workload, seed, directory).feed();
        long[] seen = new long[workload.queues().count()];
        long packets = 0;
        long bytes = 0;
        long lines = 0;
        long endPs = 0;
        while (packets < MOST_PACKETS && feed.advance()) {
            packets++;
            bytes += feed.bytes();
            lines += (feed.bytes() + LINE_BYTES - 1) / LINE_BYTES;
            seen[feed.queue()]++;
            endPs = feed.arrivalPs();
        }
        if (packets == 0) {
            return new ExplainCommandTraffic(workload.id(), 0, 0, 0, 0, -1, -1);
        }
        int slowest = -1;
        int active = 0;
        for (int queue = 0; queue < seen.length; queue++) {
            if (seen[queue] * ACTIVE_PER_MEAN * seen.length > packets) {
                active++;
                slowest = slowest < 0 || seen[queue] < seen[slowest] ? queue : slowest;
            }
        }
        double turns = slowest < 0
                ? 0
                : (double) seen[slowest]
                        / Steadiness.unitsPerTurn(workload, workload.queues().ring());
        long turnPs = slowest < 0 ? -1 : (long) (endPs * (Steadiness.REVOLUTIONS / turns));
        return new ExplainCommandTraffic(
                workload.id(),
                packets,
                (double) bytes / packets,
                (double) lines * LINE_BYTES / packets,
                active,
                slowest,
                turnPs);
    }
}
