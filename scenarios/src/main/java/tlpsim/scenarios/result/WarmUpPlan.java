package tlpsim.scenarios.result;

import java.nio.file.Path;
import tlpsim.gen.device.PacketFeed;
import tlpsim.scenarios.config.Direction;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.WorkloadConfig;
import tlpsim.scenarios.wiring.TrafficWiring;

/**
 * How long {@code warm-up: auto} is at first: until the offered packets have turned every active ring three times. Attributes of packets do not depend on the
 * run, so this is read off the traffic alone, before anything is simulated, and all columns get the same.
 */
final class WarmUpPlan {
    /** Packets looked at; a ring that turns more slowly than that makes the result NOT STEADY instead. */
    private static final long MOST_PACKETS = 20_000_000;
    /** Rings with less than this share of the mean load do not hold up the window. */
    private static final int ACTIVE_PER_MEAN = 20;
    /** Slack for the time that packets spend on their way. */
    private static final long SLACK_PS = 100_000_000;

    private WarmUpPlan() {}

    static long firstPs(ScenarioConfig scenario, Path directory) {
        if (!scenario.measure().warmUp().auto()) {
            return scenario.measure().warmUp().timePs();
        }
        long longestPs = scenario.measure().windowPs();
        for (WorkloadConfig workload : scenario.workloads()) {
            if (workload.direction() == Direction.RX
                    || workload.direction() == Direction.TX
                    || workload.direction() == Direction.FORWARD) {
                longestPs = Math.max(longestPs, turnedPs(scenario, workload, directory));
            }
        }
        return longestPs + SLACK_PS;
    }

    /** The slowest of all replicates: each hashes its flows otherwise. */
    private static long turnedPs(ScenarioConfig scenario, WorkloadConfig workload, Path directory) {
        long longestPs = 0;
        for (int replicate = 0; replicate < scenario.measure().replicates(); replicate++) {
            long seed = ScenarioRunner.seedOf(scenario.seed(), replicate);
            longestPs = Math.max(
                    longestPs,
                    turnedPs(workload, directory, seed, scenario.measure().windowPs()));
        }
        return longestPs;
    }

    /** When every queue that has traffic has seen three rings of packets. */
    private static long turnedPs(WorkloadConfig workload, Path directory, long seed, long windowPs) {
        PacketFeed feed = new TrafficWiring(workload, seed, directory).feed();
        int queues = workload.queues().count();
        long needed = (long) Steadiness.REVOLUTIONS
                * Steadiness.unitsPerTurn(workload, workload.queues().ring());
        long[] seen = new long[queues];
        int turned = 0;
        long packets = 0;
        while (packets < MOST_PACKETS && feed.advance()) {
            packets++;
            if (++seen[feed.queue()] == needed) {
                turned++;
                if (turned == queues) {
                    return feed.arrivalPs();
                }
            }
            boolean check = turned > 0 && packets % (needed * queues) == 0;
            if (check && restIsIdle(seen, needed, packets / queues)) {
                return feed.arrivalPs();
            }
        }
        return packets == MOST_PACKETS ? feed.arrivalPs() : windowPs;
    }

    private static boolean restIsIdle(long[] seen, long needed, long mean) {
        for (long packets : seen) {
            if (packets < needed && packets > mean / ACTIVE_PER_MEAN) {
                return false;
            }
        }
        return true;
    }
}
