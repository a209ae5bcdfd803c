package tlpsim.completer.cache;

/** Random replacement, up to 16 ways: a free way if there is one, else one of the allowed ways with equal probability. */
public final class RandomCache extends PackedCache {
    private final WayDraw draw;
    private final int ways;
    private final int allWays;

    public RandomCache(CacheGeometry geometry, long seed) {
        super(geometry, 0);
        draw = new WayDraw(seed);
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
        int free = freeWays(row, wayMask);
        if (free != 0) {
            return fill(row, freeWay(free, wayMask), tag, flags);
        }
        int way = wayMask == allWays ? draw.below(ways) : draw.oneOf(wayMask);
        return replace(row, way, tag, flags);
    }
}
