package tlpsim.completer.cache;

/** Tree pseudo-LRU replacement, up to 16 ways. The policy word is the tree of a {@link PlruTree}. */
public final class PlruCache extends PackedCache {
    private final PlruTree tree;
    private final int allWays;

    public PlruCache(CacheGeometry geometry) {
        super(geometry, 0);
        tree = new PlruTree(geometry.ways());
        allWays = geometry.allWays();
    }

    @Override
    public int access(long line, int clearFlags, int setFlags) {
        long row = row(line);
        int way = find(row, tag(line));
        if (!found(way)) {
            return ABSENT;
        }
        policyWord(row, tree.accessed(policyWord(row), way));
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
            policyWord(row, tree.accessed(policyWord(row), foundWay));
            return hit(changeFlags(row, foundWay, 0, flags));
        }
        long state = state(row);
        int free = freeWays(state, allowed);
        if (free != 0) {
            return fillFree(row, freeWay(free, allowed), tag(line), flags);
        }
        int way = evict(row, allowed);
        long victim = nameVictim ? victim(row, line, way) : 0;
        replace(row, state, way, tag(line), flags);
        return victim | flags(state, way);
    }

    private long fillFree(long row, int way, int tag, int flags) {
        policyWord(row, tree.accessed(policyWord(row), way));
        return fill(row, way, tag, flags);
    }

    private int evict(long row, int allowed) {
        long word = policyWord(row);
        int way = tree.victim(word, allowed);
        policyWord(row, tree.accessed(word, way));
        return way;
    }
}
