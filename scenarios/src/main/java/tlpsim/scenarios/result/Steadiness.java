package tlpsim.scenarios.result;

import java.util.ArrayList;
import java.util.List;
import tlpsim.scenarios.config.Direction;
import tlpsim.scenarios.config.QueuesConfig;
import tlpsim.scenarios.config.WorkloadConfig;

/**
 * Whether a window may be measured.
 *
 * <p>Steady means: every active ring has turned at least three times before the window, and over the window's batches neither the ItoM hit rate nor the DRAM
 * bytes per packet drift: the mean of the second half differs from that of the first by no more than three standard errors, or by no more than half a
 * point (hit rate), or one percent or 8 bytes (DRAM bytes).
 *
 * @param reasons why not; empty if steady
 * @param idle    queues without a packet in the window
 */
public record Steadiness(List<String> reasons, List<Integer> idle) {
    /** Revolutions of every active ring before the window. */
    public static final int REVOLUTIONS = 3;

    private static final double STANDARD_ERRORS = 3;
    private static final double HIT_RATE_POINTS = 0.5;
    private static final double DRAM_SHARE = 0.01;
    private static final double DRAM_BYTES = 8;

    /** Packets of a queue after which it has used each of its buffers once: those of its ring, or its share of the pool where that is larger. */
    public static int unitsPerTurn(WorkloadConfig workload, int ring) {
        if (workload.direction() != Direction.TX && workload.direction() != Direction.FORWARD) {
            return workload.receivesFromPool() ? unitsPerPool(workload) : ring;
        }
        return Math.max(
                ring, workload.transmit().pool().buffers() / workload.queues().count());
    }

    /** A pool with stacks per core is not used in turn: there the ring counts. */
    private static int unitsPerPool(WorkloadConfig workload) {
        QueuesConfig queues = workload.queues();
        int buffers = queues.pool().cache() > 0
                ? queues.ring()
                : Math.max(queues.ring(), queues.pool().buffers() / queues.count());
        return buffers * queues.packetsPerBuffer(workload.arrivals().sizes().fixedBytes());
    }

    public boolean isSteady() {
        return reasons.isEmpty();
    }

    /**
     * @param before  the state when the window began
     * @param window  what happened in it
     * @param batches the window in pieces, in order
     * @param rings   entries per queue, 0 where there is no ring to turn
     */
    static Steadiness of(CounterSnapshot before, CounterSnapshot window, List<CounterSnapshot> batches, int[] rings) {
        List<String> reasons = new ArrayList<>();
        List<Integer> idle = new ArrayList<>();
        int slowest = -1;
        double fewest = REVOLUTIONS;
        for (int queue = 0; queue < rings.length; queue++) {
            if (window.accepted()[queue] == 0) {
                idle.add(queue);
            } else if (rings[queue] > 0) {
                double turns = (double) before.accepted()[queue] / rings[queue];
                if (turns < fewest) {
                    fewest = turns;
                    slowest = queue;
                }
            }
        }
        if (slowest >= 0) {
            reasons.add("the ring of queue " + slowest + " had turned " + Figures.fixed(fewest, 1)
                    + " times before the window, " + REVOLUTIONS + " are needed");
        }
        double[] hitRates = new double[batches.size()];
        double[] dramBytes = new double[batches.size()];
        for (int batch = 0; batch < batches.size(); batch++) {
            CounterSnapshot counts = batches.get(batch);
            hitRates[batch] = Ratios.percent(Ratios.hits(counts, false), Ratios.lines(counts, false));
            dramBytes[batch] = Ratios.per(Ratios.dramBytes(counts), Ratios.units(counts));
        }
        addDrift(reasons, "ItoM hit rate", hitRates, HIT_RATE_POINTS);
        double tolerated = StrictMath.max(DRAM_BYTES, DRAM_SHARE * mean(dramBytes, 0, dramBytes.length));
        addDrift(reasons, "DRAM bytes per packet", dramBytes, tolerated);
        return new Steadiness(List.copyOf(reasons), List.copyOf(idle));
    }

    private static void addDrift(List<String> reasons, String what, double[] values, double tolerated) {
        int half = values.length / 2;
        double first = mean(values, 0, half);
        double second = mean(values, values.length - half, half);
        double error = StrictMath.sqrt(
                (variance(values, 0, half, first) + variance(values, values.length - half, half, second)) / half);
        double drift = StrictMath.abs(second - first);
        if (drift > tolerated && drift > STANDARD_ERRORS * error) {
            reasons.add("the " + what + " drifts: " + Figures.fixed(first, 2) + " in the first half of the window, "
                    + Figures.fixed(second, 2) + " in the second");
        }
    }

    private static double mean(double[] values, int from, int count) {
        double sum = 0;
        for (int index = from; index < from + count; index++) {
            sum += values[index];
        }
        return count == 0 ? 0 : sum / count;
    }

    private static double variance(double[] values, int from, int count, double mean) {
        double sum = 0;
        for (int index = from; index < from + count; index++) {
            sum += (values[index] - mean) * (values[index] - mean);
        }
        return count < 2 ? 0 : sum / (count - 1);
    }
}
