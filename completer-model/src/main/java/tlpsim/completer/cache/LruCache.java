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
        return insertAt(row(line), tag(line), flags, wayMask & allWays);
    }

    @Override
    public long accessOrInsert(long line, int setFlags, int wayMask) {
        long row = row(line);
        int tag = tag(line);
        int way = find(row, tag);
        if (found(way)) {
            policyWord(row, RecencyWord.moveToFront(policyWord(row), way));
            return hit(changeFlags(row, way, 0, setFlags));
        }
        return insertAt(row, tag, setFlags, wayMask & allWays);
    }

    private long insertAt(long row, int tag, int flags, int wayMask) {
        long word = policyWord(row);
        int free = freeWays(row, wayMask);
        if (free != 0) {
            int way = freeWay(free, wayMask);
            policyWord(row, RecencyWord.moveToFront(word, way));
            return fill(row, way, tag, flags);
        }
        int way = wayMask == allWays ? RecencyWord.last(word, ways) : RecencyWord.lastOf(word, ways, wayMask);
        policyWord(row, RecencyWord.moveToFront(word, way));
        return replace(row, way, tag, flags);
    }
}
