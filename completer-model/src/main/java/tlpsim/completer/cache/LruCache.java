package tlpsim.completer.cache;

/** Exact least-recently-used replacement, up to 16 ways. The policy word is a {@link RecencyWord}. */
public final class LruCache extends PackedCache {
    private final int ways;
    private final int allWays;

    public LruCache(CacheGeometry geometry) {
        super(geometry, RecencyWord.IDENTITY);
        ways = geometry.ways();
        allWays = geometry.allWays();
    }

    @Override
    public int access(long line, int clearFlags, int setFlags) {
        long row = row(line);
        int way = find(row, tag(line));
        if (!found(way)) {
            return ABSENT;
        }
        policyWord(row, RecencyWord.moveToFront(policyWord(row), way));
        return changeFlags(row, way, clearFlags, setFlags);
    }

    @Override
    public long insert(long line, int flags, int wayMask) {
        return place(line, row(line), NONE, flags, wayMask & allWays, true);
    }

    @Override
    public long accessOrInsert(long line, int setFlags, int wayMask) {
        long row = row(line);
        return place(line, row, find(row, tag(line)), setFlags, wayMask & allWays, true);
    }

    @Override
    public long accessOrInsertForFlags(long line, int setFlags, int wayMask) {
        long row = row(line);
        return place(line, row, find(row, tag(line)), setFlags, wayMask & allWays, false);
    }

    private long place(long line, long row, int foundWay, int flags, int allowed, boolean nameVictim) {
        if (found(foundWay)) {
            policyWord(row, RecencyWord.moveToFront(policyWord(row), foundWay));
            return hit(changeFlags(row, foundWay, 0, flags));
        }
        long state = state(row);
        int free = freeWays(state, allowed);
        if (free != 0) {
            return fillFree(row, freeWay(free, allowed), tag(line), flags);
        }
        int way = allowed == allWays ? evictLast(row) : evictAmong(row, allowed);
        long victim = nameVictim ? victim(row, line, way) : 0;
        replace(row, state, way, tag(line), flags);
        return victim | flags(state, way);
    }

    private static long fillFree(long row, int way, int tag, int flags) {
        policyWord(row, RecencyWord.moveToFront(policyWord(row), way));
        return fill(row, way, tag, flags);
    }

    private int evictLast(long row) {
        long word = policyWord(row);
        int way = RecencyWord.last(word, ways);
        policyWord(row, RecencyWord.rotate(word, way));
        return way;
    }

    private int evictAmong(long row, int allowed) {
        long word = policyWord(row);
        int way = RecencyWord.lastOf(word, ways, allowed);
        policyWord(row, RecencyWord.moveToFront(word, way));
        return way;
    }
}
