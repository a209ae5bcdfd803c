package tlpsim.completer.memory;

import static tlpsim.completer.cache.SetAssociativeCache.ABSENT;
import static tlpsim.completer.cache.SetAssociativeCache.FLAG_BITS;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongToIntFunction;

/**
 * LRU as one would explain it: each set is a list, the most recent line first. Slow, allocates, obviously right. A
 * free way is taken lowest first.
 */
final class NaiveLruCache {
    private static final class Entry {
        final long line;
        final int way;
        int flags;

        Entry(long line, int way, int flags) {
            this.line = line;
            this.way = way;
            this.flags = flags;
        }
    }

    private final List<List<Entry>> recency = new ArrayList<>();
    private final int ways;
    private final LongToIntFunction setOf;

    NaiveLruCache(int sets, int ways, LongToIntFunction setOf) {
        this.ways = ways;
        this.setOf = setOf;
        for (int set = 0; set < sets; set++) {
            recency.add(new ArrayList<>());
        }
    }

    private Entry find(long line) {
        for (Entry entry : recency.get(setOf(line))) {
            if (entry.line == line) {
                return entry;
            }
        }
        return null;
    }

    int access(long line, int clearFlags, int setFlags) {
        Entry entry = find(line);
        if (entry == null) {
            return ABSENT;
        }
        int before = entry.flags;
        entry.flags = before & ~clearFlags | setFlags;
        recency.get(setOf(line)).remove(entry);
        recency.get(setOf(line)).add(0, entry);
        return before;
    }

    int peek(long line) {
        Entry entry = find(line);
        return entry == null ? ABSENT : entry.flags;
    }

    long insert(long line, int flags, int wayMask) {
        if (find(line) != null || wayMask == 0) {
            throw new IllegalStateException("insert of line " + line + " with ways 0x" + Integer.toHexString(wayMask));
        }
        List<Entry> set = recency.get(setOf(line));
        int way = freeWay(set, wayMask);
        long victim = ABSENT;
        if (way < 0) {
            Entry oldest = oldest(set, wayMask);
            set.remove(oldest);
            way = oldest.way;
            victim = oldest.line << FLAG_BITS | oldest.flags;
        }
        set.add(0, new Entry(line, way, flags));
        return victim;
    }

    private int freeWay(List<Entry> set, int wayMask) {
        for (int way = 0; way < ways; way++) {
            int candidate = way;
            if ((wayMask >> way & 1) == 1 && set.stream().noneMatch(entry -> entry.way == candidate)) {
                return way;
            }
        }
        return -1;
    }

    private static Entry oldest(List<Entry> set, int wayMask) {
        Entry oldest = null;
        for (Entry entry : set) {
            oldest = (wayMask >> entry.way & 1) == 1 ? entry : oldest;
        }
        return oldest;
    }

    int remove(long line) {
        Entry entry = find(line);
        if (entry == null) {
            return ABSENT;
        }
        recency.get(setOf(line)).remove(entry);
        return entry.flags;
    }

    int allWays() {
        return (1 << ways) - 1;
    }

    private int setOf(long line) {
        return setOf.applyAsInt(line);
    }
}
