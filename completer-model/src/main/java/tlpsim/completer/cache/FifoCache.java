package tlpsim.completer.cache;

/** First-in-first-out replacement, up to 16 ways: a hit does not change the order. The policy word is a {@link RecencyWord} of insertions. */
public final class FifoCache extends PackedCache {
    private final int ways;
    private final int allWays;

    public FifoCache(CacheGeometry geometry) {
        super(geometry, RecencyWord.IDENTITY);
        ways = geometry.ways();
        allWays = geometry.allWays();
    }

    @Override
    public int access(long line, int clearFlags, int setFlags) {
        return changeFlags(line, clearFlags, setFlags);
    }

    @Override
    public long insert(long line, int flags, int wayMask) {
        return insertAt(row(line), line, flags, wayMask & allWays, true);
    }

    @Override
    public long accessOrInsert(long line, int setFlags, int wayMask) {
        return accessOrInsert(line, setFlags, wayMask, true);
    }

    @Override
    public long accessOrInsertForFlags(long line, int setFlags, int wayMask) {
        return accessOrInsert(line, setFlags, wayMask, false);
    }

    private long accessOrInsert(long line, int setFlags, int wayMask, boolean nameVictim) {
        long row = row(line);
        int way = find(row, tag(line));
        return found(way)
                ? hit(changeFlags(row, way, 0, setFlags))
                : insertAt(row, line, setFlags, wayMask & allWays, nameVictim);
    }

    private long insertAt(long row, long line, int flags, int wayMask, boolean nameVictim) {
        long word = policyWord(row);
        long state = state(row);
        int free = freeWays(state, wayMask);
        if (free != 0) {
            int way = freeWay(free, wayMask);
            policyWord(row, RecencyWord.moveToFront(word, way));
            return fill(row, state, way, tag(line), flags);
        }
        int way;
        if (wayMask == allWays) {
            way = RecencyWord.last(word, ways);
            policyWord(row, RecencyWord.rotate(word, way));
        } else {
            way = RecencyWord.lastOf(word, ways, wayMask);
            policyWord(row, RecencyWord.moveToFront(word, way));
        }
        return replace(row, state, line, way, flags, nameVictim);
    }
}
