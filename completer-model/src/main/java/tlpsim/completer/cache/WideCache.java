package tlpsim.completer.cache;

import java.util.Arrays;

/**
 * Caches of more than 16 ways: a row of integers per set, tag above flags, searched in order. Way masks exist up to 32 ways; beyond, every way is always allowed and
 * the mask must be -1.
 */
public final class WideCache extends SetAssociativeCache {
    private static final int INVALID = -1;
    private static final int TAG_BITS = Integer.SIZE - FLAG_BITS;
    private static final int FLAGS = (1 << FLAG_BITS) - 1;

    private final int ways;
    private final int allWays;
    private final int[] entries;
    private final int[] valid;
    private final WideReplacement replacement;

    WideCache(CacheGeometry geometry, WideReplacement replacement) {
        super(geometry);
        this.ways = geometry.ways();
        this.allWays = geometry.allWays();
        this.replacement = replacement;
        entries = new int[geometry.sets() * ways];
        valid = new int[geometry.sets()];
        Arrays.fill(entries, INVALID);
    }

    /** Index of the line's entry, or -1. */
    private int find(int set, long line) {
        assert line >= 0 && line < lineLimit() : "line=" + line + ", limit " + lineLimit();
        int tag = (int) index.tag(line);
        int first = set * ways;
        for (int i = first; i < first + ways; i++) {
            if (entries[i] >>> FLAG_BITS == tag) {
                return i;
            }
        }
        return -1;
    }

    private int changeFlags(int entry, int clearFlags, int setFlags) {
        int before = entries[entry] & FLAGS;
        entries[entry] = entries[entry] & ~clearFlags | setFlags;
        return before;
    }

    @Override
    public int access(long line, int clearFlags, int setFlags) {
        int set = setOf(line);
        int entry = find(set, line);
        if (entry < 0) {
            return ABSENT;
        }
        replacement.hit(set, entry - set * ways);
        return changeFlags(entry, clearFlags, setFlags);
    }

    @Override
    public int peek(long line) {
        int entry = find(setOf(line), line);
        return entry < 0 ? ABSENT : entries[entry] & FLAGS;
    }

    @Override
    public int changeFlags(long line, int clearFlags, int setFlags) {
        int entry = find(setOf(line), line);
        return entry < 0 ? ABSENT : changeFlags(entry, clearFlags, setFlags);
    }

    @Override
    public long insert(long line, int flags, int wayMask) {
        assert ways <= CacheGeometry.MAX_MASKED_WAYS || wayMask == -1 : "mask " + wayMask + " with ways=" + ways;
        int set = setOf(line);
        int allowed = wayMask & allWays;
        int entry = valid[set] == ways ? -1 : freeEntry(set, allowed);
        long victim = ABSENT;
        if (entry < 0) {
            entry = set * ways + replacement.victim(set, allowed);
            victim = index.line(set, entries[entry] >>> FLAG_BITS) << FLAG_BITS | entries[entry] & FLAGS;
        } else {
            valid[set]++;
        }
        entries[entry] = (int) index.tag(line) << FLAG_BITS | flags;
        replacement.filled(set, entry - set * ways);
        return victim;
    }

    private int freeEntry(int set, int allowed) {
        int first = set * ways;
        if (ways > CacheGeometry.MAX_MASKED_WAYS) {
            int i = first;
            while (entries[i] != INVALID) {
                i++;
            }
            return i;
        }
        int free = 0;
        for (int way = 0; way < ways; way++) {
            free |= entries[first + way] == INVALID ? 1 << way : 0;
        }
        free &= allowed;
        return free == 0 ? -1 : first + freeWay(free, allowed);
    }

    @Override
    public long accessOrInsert(long line, int setFlags, int wayMask) {
        int flags = access(line, 0, setFlags);
        return flags == ABSENT ? insert(line, setFlags, wayMask) : hit(flags);
    }

    @Override
    public long accessOrInsertForFlags(long line, int setFlags, int wayMask) {
        long result = accessOrInsert(line, setFlags, wayMask);
        return result < 0 ? result : victimFlags(result);
    }

    @Override
    public int remove(long line) {
        int set = setOf(line);
        int entry = find(set, line);
        if (entry < 0) {
            return ABSENT;
        }
        int flags = entries[entry] & FLAGS;
        entries[entry] = INVALID;
        valid[set]--;
        return flags;
    }

    @Override
    public long lineAt(int set, int way) {
        int entry = entries[set * ways + way];
        return entry == INVALID ? ABSENT : index.line(set, entry >>> FLAG_BITS);
    }

    @Override
    public int occupancy(int set) {
        return valid[set];
    }

    @Override
    public long lineLimit() {
        return (1L << TAG_BITS) - 1 << index.bits;
    }

    @Override
    public long touchAhead(long line) {
        return entries[setOf(line) * ways];
    }
}
