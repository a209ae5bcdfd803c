package tlpsim.completer.cache;

/** Static re-reference interval prediction, up to 16 ways. The policy word is a {@link RripWord}. */
public final class SrripCache extends PackedCache {
    private final int allWays;

    public SrripCache(CacheGeometry geometry) {
        super(geometry, 0);
        allWays = geometry.allWays();
    }

    @Override
    public int access(long line, int clearFlags, int setFlags) {
        long row = row(line);
        int way = find(row, tag(line));
        if (!found(way)) {
            return ABSENT;
        }
        policyWord(row, RripWord.hit(policyWord(row), way));
        return changeFlags(row, way, clearFlags, setFlags);
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
        if (found(way)) {
            policyWord(row, RripWord.hit(policyWord(row), way));
            return hit(changeFlags(row, way, 0, setFlags));
        }
        return insertAt(row, line, setFlags, wayMask & allWays, nameVictim);
    }

    private long insertAt(long row, long line, int flags, int wayMask, boolean nameVictim) {
        long word = policyWord(row);
        long state = state(row);
        int free = freeWays(state, wayMask);
        if (free != 0) {
            int way = freeWay(free, wayMask);
            policyWord(row, RripWord.filled(word, way));
            return fill(row, state, way, tag(line), flags);
        }
        long aged = RripWord.aged(word, wayMask);
        int way = RripWord.victim(aged, wayMask);
        policyWord(row, RripWord.filled(aged, way));
        return replace(row, state, line, way, flags, nameVictim);
    }
}
