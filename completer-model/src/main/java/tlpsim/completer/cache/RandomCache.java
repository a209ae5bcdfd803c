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
            return hit(changeFlags(row, foundWay, 0, flags));
        }
        long state = state(row);
        int free = freeWays(state, allowed);
        if (free != 0) {
            return fill(row, freeWay(free, allowed), tag(line), flags);
        }
        int way = allowed == allWays ? draw.below(ways) : draw.oneOf(allowed);
        long victim = nameVictim ? victim(row, line, way) : 0;
        replace(row, state, way, tag(line), flags);
        return victim | flags(state, way);
    }
}
