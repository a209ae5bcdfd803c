package tlpsim.core.firmware;

import java.util.Arrays;
import java.util.TreeMap;
import tlpsim.core.tph.DsmResult;

/**
 * The inverse of what one root port's firmware hands out for volatile memory: what each tag names, see {@link TargetLayout}. Immutable.
 */
public final class TagDecoder {
    private final int[] targets8;
    private final boolean[] aliased8;
    private final int[] targets16;
    private final boolean[] aliased16;
    private final boolean phIgnore;

    private TagDecoder(int[] targets8, boolean[] aliased8, int[] targets16, boolean[] aliased16, boolean phIgnore) {
        this.targets8 = targets8;
        this.aliased8 = aliased8;
        this.targets16 = targets16;
        this.aliased16 = aliased16;
        this.phIgnore = phIgnore;
    }

    /** Of firmware that hands out nothing: no tag names anything. */
    static TagDecoder nothing(boolean phIgnore) {
        return new TagDecoder(
                unknown(DsmFirmwareConfig.MAX_TAGS8),
                new boolean[DsmFirmwareConfig.MAX_TAGS8 + 1],
                unknown(DsmFirmwareConfig.MAX_TAGS16),
                new boolean[DsmFirmwareConfig.MAX_TAGS16 + 1],
                phIgnore);
    }

    private static int[] unknown(int largest) {
        int[] targets = new int[largest + 1];
        Arrays.fill(targets, TargetLayout.UNKNOWN);
        return targets;
    }

    static TagDecoder of(TagNamespace names8, TagNamespace names16, boolean phIgnore) {
        return new TagDecoder(names8.targets(), names8.aliased(), names16.targets(), names16.aliased(), phIgnore);
    }

    /**
     * Of a table, which says who has which tag, not what the tag names: a tag that exactly the processors of a cluster, or of a socket, share names that; one
     * that others share names the first of them, and is aliased.
     *
     * @param cpus which processors form clusters and sockets; those that the table does not have get no tag
     */
    public static TagDecoder of(CpuTagTable table, CpuTopology cpus) {
        int known = Math.min(table.cpus(), cpus.cpus());
        boolean ignored = true;
        int[][] targets = {unknown(DsmFirmwareConfig.MAX_TAGS8), unknown(DsmFirmwareConfig.MAX_TAGS16)};
        boolean[][] aliased = {new boolean[targets[0].length], new boolean[targets[1].length]};
        for (int wide = 0; wide < 2; wide++) {
            TreeMap<Integer, int[]> holders = new TreeMap<>();
            for (int cpu = 0; cpu < known; cpu++) {
                long result = table.evaluate(table.uid(cpu));
                ignored &= DsmResult.ignoresPh(result, false);
                int tag = DsmResult.valid(result, false, wide == 1) ? DsmResult.tag(result, false, wide == 1) : 0;
                int[] first = holders.computeIfAbsent(tag, any -> new int[0]);
                int[] more = Arrays.copyOf(first, first.length + 1);
                more[first.length] = cpu;
                holders.put(tag, more);
            }
            holders.remove(0);
            for (int tag : holders.keySet()) {
                int target = common(holders.get(tag), known, cpus);
                aliased[wide][tag] = target == TargetLayout.UNKNOWN;
                targets[wide][tag] = target == TargetLayout.UNKNOWN ? TargetLayout.core(holders.get(tag)[0]) : target;
            }
        }
        return new TagDecoder(targets[0], aliased[0], targets[1], aliased[1], ignored);
    }

    /** The one target that consists of these processors, in ascending order, among the first {@code known}. */
    private static int common(int[] holders, int known, CpuTopology cpus) {
        if (holders.length == 1) {
            return TargetLayout.core(holders[0]);
        }
        for (TargetGranularity level : new TargetGranularity[] {TargetGranularity.CLUSTER, TargetGranularity.SOCKET}) {
            int group = cpus.target(holders[0], level);
            int size = 0;
            for (int cpu = 0; cpu < known; cpu++) {
                size += cpus.target(cpu, level) == group ? 1 : 0;
            }
            if (size == holders.length && Arrays.stream(holders).allMatch(cpu -> cpus.target(cpu, level) == group)) {
                return TargetLayout.of(level.ordinal(), group);
            }
        }
        return TargetLayout.UNKNOWN;
    }

    /** What an 8-bit tag (0 to 255) names. */
    public int targetOf8(int st) {
        return targets8[st];
    }

    /** What a 16-bit tag (0 to 65,535) names. */
    public int targetOf16(int st) {
        return targets16[st];
    }

    /** Whether firmware gave an 8-bit tag to more than one target. */
    public boolean isAliased8(int st) {
        return aliased8[st];
    }

    /** Whether firmware gave a 16-bit tag to more than one target. */
    public boolean isAliased16(int st) {
        return aliased16[st];
    }

    /** The platform ignores PH. */
    public boolean phIgnore() {
        return phIgnore;
    }
}
