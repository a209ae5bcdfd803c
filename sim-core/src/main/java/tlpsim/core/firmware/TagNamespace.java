package tlpsim.core.firmware;

import java.util.Arrays;

/**
 * The tags of one namespace for one memory type: which processor has which, and what each names. Immutable.
 *
 * <p>The encoding is invented: no platform's is public. Tags are dealt from a seeded permutation of 1 to the largest value, so that nothing can be read from a
 * tag and no code can get by without asking.
 */
final class TagNamespace {
    private final int[] tagOfCpu;
    private final int[] targetOfTag;
    private final boolean[] aliased;

    /**
     * @param largest   255 or 65,535
     * @param available tags to give out, 0 to {@code largest}
     * @param seed      of the encoding
     */
    TagNamespace(DsmFirmwareConfig config, CpuTopology cpus, int largest, int available, long seed) {
        tagOfCpu = new int[cpus.cpus()];
        targetOfTag = new int[largest + 1];
        aliased = new boolean[largest + 1];
        Arrays.fill(targetOfTag, TargetLayout.UNKNOWN);
        if (available > 0) {
            int[] targets = targets(config, cpus, available);
            deal(targets, shuffled(largest, seed), available, config.onExhaustion() == TagExhaustionPolicy.ALIAS);
        }
    }

    /** The tag of a processor; 0 where it has no valid one. */
    int tag(int cpu) {
        return tagOfCpu[cpu];
    }

    /** By tag, see {@link TargetLayout}; the first target of a tag that several share. */
    int[] targets() {
        return targetOfTag.clone();
    }

    /** By tag: given to more than one target. */
    boolean[] aliased() {
        return aliased.clone();
    }

    private static int[] targets(DsmFirmwareConfig config, CpuTopology cpus, int available) {
        int level = config.granularity().ordinal();
        int[] targets = new int[cpus.cpus()];
        Arrays.setAll(targets, cpu -> target(cpus, cpu, level));
        if (config.onExhaustion() == TagExhaustionPolicy.CLUSTER) {
            for (int coarser = level + 1; coarser <= TargetLayout.KIND_SOCKET; coarser++) {
                coarsen(targets, cpus, coarser, available);
            }
        }
        return targets;
    }

    private static int target(CpuTopology cpus, int cpu, int kind) {
        return TargetLayout.of(kind, cpus.target(cpu, TargetGranularity.values()[kind]));
    }

    /** Replaces targets by coarser ones from the highest processor down, a whole group at a time, until the tags suffice. */
    private static void coarsen(int[] targets, CpuTopology cpus, int kind, int available) {
        int cpu = targets.length - 1;
        while (cpu >= 0 && distinct(targets) > available) {
            int coarse = target(cpus, cpu, kind);
            while (cpu >= 0 && target(cpus, cpu, kind) == coarse) {
                targets[cpu] = coarse;
                cpu--;
            }
        }
    }

    /** Equal targets stand side by side. */
    private static int distinct(int[] targets) {
        int count = 1;
        for (int cpu = 1; cpu < targets.length; cpu++) {
            count += targets[cpu] == targets[cpu - 1] ? 0 : 1;
        }
        return count;
    }

    private void deal(int[] targets, int[] deck, int available, boolean alias) {
        int dealt = -1;
        int previous = TargetLayout.UNKNOWN;
        for (int cpu = 0; cpu < targets.length; cpu++) {
            int target = targets[cpu];
            dealt += target == previous ? 0 : 1;
            previous = target;
            if (dealt >= available && !alias) {
                continue;
            }
            int tag = deck[dealt % available];
            tagOfCpu[cpu] = tag;
            if (targetOfTag[tag] == TargetLayout.UNKNOWN) {
                targetOfTag[tag] = target;
            } else if (targetOfTag[tag] != target) {
                aliased[tag] = true;
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
