package tlpsim.completer.steering;

import java.util.Arrays;
import tlpsim.completer.memory.HostTopologyConfig;

/**
 * One namespace of one root port: which target each core is named by, and under which tag.
 *
 * <p>The encoding is invented: no platform's is public. Tags are dealt from a seeded permutation of 1 to the largest
 * value, so that nothing can be read from a tag and no code can get by without asking.
 */
final class TagNamespace {
    private final int[] tagOfCore;
    private final int[] targetOfTag;
    private final boolean[] aliased;

    /**
     * @param largest   255 or 65,535
     * @param available how many tags firmware has, 0 to {@code largest}
     */
    TagNamespace(FirmwareTagConfig config, HostTopologyConfig topology, int largest, int available) {
        this.tagOfCore = new int[topology.cores()];
        this.targetOfTag = new int[largest + 1];
        this.aliased = new boolean[largest + 1];
        Arrays.fill(targetOfTag, TargetLayout.UNKNOWN);
        int[] targetOfCore = targets(config, topology, available);
        int[] deck = shuffled(largest, config.seed() ^ largest);
        deal(targetOfCore, deck, available, config.onExhaustion() == ExhaustionPolicy.ALIAS);
    }

    int tag(int core) {
        return tagOfCore[core];
    }

    int target(int tag) {
        return targetOfTag[tag];
    }

    boolean isAliased(int tag) {
        return aliased[tag];
    }

    private static int[] targets(FirmwareTagConfig config, HostTopologyConfig topology, int available) {
        int level = config.granularity().ordinal();
        int[] targets = new int[topology.cores()];
        for (int core = 0; core < targets.length; core++) {
            targets[core] = target(topology, core, level);
        }
        if (config.onExhaustion() == ExhaustionPolicy.CLUSTER) {
            for (int coarser = level + 1; coarser <= TargetLayout.KIND_SOCKET; coarser++) {
                coarsen(targets, topology, coarser, available);
            }
        }
        return targets;
    }

    private static int target(HostTopologyConfig topology, int core, int kind) {
        int domain = topology.domainOfCore(core);
        return switch (kind) {
            case TargetLayout.KIND_CORE -> TargetLayout.core(core);
            case TargetLayout.KIND_CLUSTER -> TargetLayout.cluster(domain);
            default -> TargetLayout.socket(topology.socketOfDomain(domain));
        };
    }

    /** Replaces targets by coarser ones from the highest core down, a whole group at a time, until the tags suffice. */
    private static void coarsen(int[] targets, HostTopologyConfig topology, int kind, int available) {
        int core = targets.length - 1;
        while (core >= 0 && distinct(targets) > available) {
            int coarse = target(topology, core, kind);
            while (core >= 0 && target(topology, core, kind) == coarse) {
                targets[core] = coarse;
                core--;
            }
        }
    }

    /** Cores with the same target stand side by side. */
    private static int distinct(int[] targets) {
        int count = 1;
        for (int core = 1; core < targets.length; core++) {
            count += targets[core] == targets[core - 1] ? 0 : 1;
        }
        return count;
    }

    private void deal(int[] targetOfCore, int[] deck, int available, boolean alias) {
        int dealt = -1;
        int previous = TargetLayout.UNKNOWN;
        for (int core = 0; core < targetOfCore.length; core++) {
            int target = targetOfCore[core];
            dealt += target == previous ? 0 : 1;
            previous = target;
            if (available == 0 || dealt >= available && !alias) {
                continue;
            }
            int tag = deck[dealt % available];
            tagOfCore[core] = tag;
            if (targetOfTag[tag] == TargetLayout.UNKNOWN) {
                targetOfTag[tag] = target;
            } else if (targetOfTag[tag] != target) {
                aliased[tag] = true;
            }
        }
    }

    private static int[] shuffled(int largest, long seed) {
        int[] deck = new int[largest];
        for (int i = 0; i < largest; i++) {
            deck[i] = i + 1;
        }
        long state = seed;
        for (int i = largest - 1; i > 0; i--) {
            state += 0x9E3779B97F4A7C15L;
            int other = (int) Long.remainderUnsigned(mix(state), i + 1);
            int swap = deck[i];
            deck[i] = deck[other];
            deck[other] = swap;
        }
        return deck;
    }

    private static long mix(long state) {
        long z = (state ^ state >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
