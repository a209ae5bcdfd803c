package tlpsim.core.firmware;

import java.util.Arrays;

/** The tags of one namespace for one memory type: which processor has which. Immutable. */
final class TagNamespace {
    private final int[] tagOfCpu;

    /**
     * @param largest   255 or 65,535
     * @param available tags to give out, 0 to {@code largest}
     * @param seed      of the encoding
     */
    TagNamespace(DsmFirmwareConfig config, CpuTopology cpus, int largest, int available, long seed) {
        this.tagOfCpu = new int[cpus.cpus()];
        if (available > 0) {
            int[] targets = targets(config, cpus, available);
            deal(targets, shuffled(largest, seed), available, config.onExhaustion() == TagExhaustionPolicy.ALIAS);
        }
    }

    /** The tag of a processor; 0 where it has no valid one. */
    int tag(int cpu) {
        return tagOfCpu[cpu];
    }

    private static int[] targets(DsmFirmwareConfig config, CpuTopology cpus, int available) {
        TargetGranularity[] levels = TargetGranularity.values();
        int level = config.granularity().ordinal();
        int[] targets = targetsAt(cpus, levels[level]);
        boolean coarsen = config.onExhaustion() == TagExhaustionPolicy.CLUSTER;
        while (coarsen && distinct(targets) > available && level < levels.length - 1) {
            level++;
            targets = targetsAt(cpus, levels[level]);
        }
        return targets;
    }

    private static int[] targetsAt(CpuTopology cpus, TargetGranularity granularity) {
        int[] targets = new int[cpus.cpus()];
        Arrays.setAll(targets, cpu -> cpus.target(cpu, granularity));
        return targets;
    }

    /** Targets are numbered from 0 in the order of the processors. */
    private static int distinct(int[] targets) {
        return targets[targets.length - 1] + 1;
    }

    private void deal(int[] targets, int[] deck, int available, boolean alias) {
        for (int cpu = 0; cpu < targets.length; cpu++) {
            int target = targets[cpu];
            if (target < available || alias) {
                tagOfCpu[cpu] = deck[target % available];
            }
        }
    }

    /** 1 to {@code largest} in an order drawn from the seed; 0 is no preference, so it names nothing. */
    private static int[] shuffled(int largest, long seed) {
        int[] deck = new int[largest];
        Arrays.setAll(deck, i -> i + 1);
        long state = seed;
        for (int i = largest - 1; i > 0; i--) {
            state += 0x9E3779B97F4A7C15L;
            int other = (int) Long.remainderUnsigned(mixed(state), i + 1);
            int swap = deck[i];
            deck[i] = deck[other];
            deck[other] = swap;
        }
        return deck;
    }

    private static long mixed(long state) {
        long z = (state ^ state >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
