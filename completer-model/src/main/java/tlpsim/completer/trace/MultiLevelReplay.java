package tlpsim.completer.trace;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tlpsim.completer.cache.CacheGeometry;
import tlpsim.completer.cache.SetAssociativeCache;

/**
 * Runs a trace of accesses smaller than a line through one or more cache levels and counts what reaches each of them. Rules: docs/cache-engine.md.
 *
 * <p>Not thread safe.
 */
public final class MultiLevelReplay {
    /** Beyond every number of blocks: lines above the caches' tags are then refused. */
    private static final long LARGEST_MODULUS = 1L << 58;

    private final List<ReplayLevel> levels = new ArrayList<>();
    private final LineInterner interner;
    private final long identityLimit;

    /**
     * @param configs first level first, at least one
     * @param seed    of random replacement; each level has a stream of its own
     */
    public MultiLevelReplay(List<ReplayLevelConfig> configs, long seed) {
        if (configs.isEmpty()) {
            throw new IllegalArgumentException("no cache level");
        }
        ReplayLevel next = null;
        for (int i = configs.size() - 1; i >= 0; i--) {
            ReplayLevelConfig config = configs.get(i);
            next = new ReplayLevel(config, config.policy().create(config.geometry(), seed + i), next);
            levels.add(next);
        }
        Collections.reverse(levels);
        interner = interner(levels);
        identityLimit = interner.identityLimit();
    }

    private static LineInterner interner(List<ReplayLevel> levels) {
        int blockBits = 0;
        long modulus = 1;
        long limit = Long.MAX_VALUE;
        for (ReplayLevel level : levels) {
            CacheGeometry geometry = level.config().geometry();
            int bits = Integer.numberOfTrailingZeros(geometry.sets());
            blockBits = Math.max(blockBits, bits);
            modulus = leastCommonMultiple(modulus, geometry.sets() >>> bits);
            limit = Math.min(limit, level.cache.lineLimit());
        }
        return new LineInterner(blockBits, modulus, limit);
    }

    private static long leastCommonMultiple(long a, long b) {
        long x = a;
        long y = b;
        while (y != 0) {
            long rest = x % y;
            x = y;
            y = rest;
        }
        long factor = a / x;
        return factor > LARGEST_MODULUS / b ? LARGEST_MODULUS : factor * b;
    }

    /** Runs entries {@code from} to {@code to - 1}, as {@link TraceSource} defines them; lines beyond the caches' tags are renamed in place. */
    public void run(long[] entries, int from, int to) {
        if (greatestLine(entries, from, to) >= identityLimit) {
            nameLines(entries, from, to);
        }
        levels.get(0).run(entries, from, to);
    }

    /** At least the greatest line of the entries, and below twice that. */
    private static long greatestLine(long[] entries, int from, int to) {
        long bits = 0;
        for (int i = from; i < to; i++) {
            bits |= entries[i];
        }
        return bits >>> TraceSource.LINE_SHIFT;
    }

    private void nameLines(long[] entries, int from, int to) {
        for (int i = from; i < to; i++) {
            long line = entries[i] >>> TraceSource.LINE_SHIFT;
            if (line >= identityLimit) {
                entries[i] = interner.intern(line) << TraceSource.LINE_SHIFT | entries[i] & TraceSource.WRITE;
            }
        }
    }

    /** The counters so far: {@code L1_rd, L1_wr, L1_rm, L1_wm, L1_miss, L2_..., mem_rd, mem_wr}. */
    public Map<String, Long> counters() {
        Map<String, Long> counters = new LinkedHashMap<>();
        for (int i = 0; i < levels.size(); i++) {
            ReplayLevel level = levels.get(i);
            String prefix = "L" + (i + 1) + "_";
            counters.put(prefix + "rd", level.reads);
            counters.put(prefix + "wr", level.writes);
            counters.put(prefix + "rm", level.readMisses);
            counters.put(prefix + "wm", level.writeMisses);
            counters.put(prefix + "miss", level.readMisses + level.writeMisses);
        }
        ReplayLevel last = levels.get(levels.size() - 1);
        counters.put("mem_rd", last.memoryReads);
        counters.put("mem_wr", last.memoryWrites);
        return counters;
    }

    /** The cache of a level, 0 for the first. */
    public SetAssociativeCache cache(int level) {
        return levels.get(level).cache;
    }
}
