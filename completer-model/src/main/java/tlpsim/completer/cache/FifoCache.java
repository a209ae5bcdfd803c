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
        return insertAt(row(line), tag(line), flags, wayMask & allWays);
    }

    @Override
    public long accessOrInsert(long line, int setFlags, int wayMask) {
        long row = row(line);
        int tag = tag(line);
        int way = find(row, tag);
        return found(way)
                ? hit(changeFlags(row, way, 0, setFlags))
                : insertAt(row, tag, setFlags, wayMask & allWays);
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
