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
        long state = state(row);
        int free = freeWays(state, wayMask);
        if (free != 0) {
            return fill(row, state, freeWay(free, wayMask), tag(line), flags);
        }
        int way = wayMask == allWays ? draw.below(ways) : draw.oneOf(wayMask);
        return replace(row, state, line, way, flags, nameVictim);
    }
}
