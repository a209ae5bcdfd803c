package tlpsim.completer.trace;

import tlpsim.completer.cache.SetAssociativeCache;

/** One level at work: its cache, what arrives and misses, and where misses, write-throughs and victims go. */
final class ReplayLevel {
    private static final int AHEAD = 16;

    final SetAssociativeCache cache;
    private final ReplayLevelConfig config;
    private final ReplayLevel next;
    private final int readMask;
    private final int writeMask;
    private final boolean writeBack;
    private final boolean writeAllocate;
    private final int writeFlags;
    long reads;
    long writes;
    long readMisses;
    long writeMisses;
    /** Line fetches and writes that left this level for memory. */
    long memoryReads;

    long memoryWrites;
    private long touched;

    /** @param next the level that takes this one's misses, or null for memory */
    ReplayLevel(ReplayLevelConfig config, SetAssociativeCache cache, ReplayLevel next) {
        this.config = config;
        this.cache = cache;
        this.next = next;
        readMask = config.readMask();
        writeMask = config.writeMask();
        writeBack = config.writeBack();
        writeAllocate = config.writeAllocate();
        writeFlags = writeBack ? SetAssociativeCache.DIRTY : 0;
    }

    /** Runs accesses through this level as the first one. */
    void run(long[] entries, int from, int to) {
        if (writeBack && writeAllocate) {
            int rest = next == null ? Math.max(from, to - AHEAD) : from;
            runOnlyLevel(entries, from, rest);
            runWriteBack(entries, rest, to);
            return;
        }
        for (int i = from; i < to; i++) {
            long line = entries[i] >>> TraceSource.LINE_SHIFT;
            if ((entries[i] & TraceSource.WRITE) == 0) {
                read(line);
            } else {
                write(line, false);
            }
        }
    }

    /** Reads and writes that allocate differ in a flag and a mask only: no branch on the kind, which is random in many traces. */
    private void runWriteBack(long[] entries, int from, int to) {
        int masksDifference = readMask ^ writeMask;
        int read = readMask;
        long written = 0;
        long misses = 0;
        long missesOfWrites = 0;
        for (int i = from; i < to; i++) {
            long line = entries[i] >>> TraceSource.LINE_SHIFT;
            int write = (int) (entries[i] & TraceSource.WRITE);
            written += write;
            long result = cache.accessOrInsert(line, write, read ^ masksDifference & -write);
            if (!SetAssociativeCache.isHit(result)) {
                misses++;
                missesOfWrites += write;
                fetch(line);
                evict(result);
            }
        }
        count(to - from, written, misses, missesOfWrites);
    }

    /** The same where nothing lies below but memory, whose traffic is then only counted. */
    private void runOnlyLevel(long[] entries, int from, int to) {
        SetAssociativeCache only = cache;
        int masksDifference = readMask ^ writeMask;
        int read = readMask;
        long written = 0;
        long misses = 0;
        long missesOfWrites = 0;
        long dirtyVictims = 0;
        long loaded = 0;
        for (int i = from; i < to; i++) {
            loaded += only.touchAhead(entries[i + AHEAD] >>> TraceSource.LINE_SHIFT);
            long line = entries[i] >>> TraceSource.LINE_SHIFT;
            int write = (int) (entries[i] & TraceSource.WRITE);
            written += write;
            long result = only.accessOrInsertForFlags(line, write, read ^ masksDifference & -write);
            if (!SetAssociativeCache.isHit(result)) {
                misses++;
                missesOfWrites += write;
                dirtyVictims += result & ~(result >> 63) & SetAssociativeCache.DIRTY;
            }
        }
        count(to - from, written, misses, missesOfWrites);
        memoryReads += misses;
        memoryWrites += dirtyVictims;
        touched += loaded;
    }

    private void count(long accesses, long written, long misses, long missesOfWrites) {
        writes += written;
        reads += accesses - written;
        writeMisses += missesOfWrites;
        readMisses += misses - missesOfWrites;
    }

    void read(long line) {
        reads++;
        long result = allocate(line, 0, readMask);
        if (!SetAssociativeCache.isHit(result)) {
            readMisses++;
            fetch(line);
            evict(result);
        }
    }

    /** @param fullLine the write covers the line, so that allocating it needs no fetch */
    void write(long line, boolean fullLine) {
        writes++;
        if (!writeAllocate) {
            writeAround(line, fullLine);
            return;
        }
        long result = allocate(line, writeFlags, writeMask);
        if (!SetAssociativeCache.isHit(result)) {
            writeMisses++;
            if (!fullLine) {
                fetch(line);
            }
            evict(result);
        }
        if (!writeBack) {
            passOn(line, fullLine);
        }
    }

    /** Which line leaves the last level is not asked: only whether it goes to memory. */
    private long allocate(long line, int flags, int mask) {
        return next == null ? cache.accessOrInsertForFlags(line, flags, mask) : cache.accessOrInsert(line, flags, mask);
    }

    private void writeAround(long line, boolean fullLine) {
        boolean hit = cache.access(line, 0, writeFlags) != SetAssociativeCache.ABSENT;
        if (!hit) {
            writeMisses++;
        }
        if (!hit || !writeBack) {
            passOn(line, fullLine);
        }
    }

    private void fetch(long line) {
        if (next == null) {
            memoryReads++;
        } else {
            next.read(line);
        }
    }

    private void evict(long result) {
        if (result >= 0 && (SetAssociativeCache.victimFlags(result) & SetAssociativeCache.DIRTY) != 0) {
            passOn(SetAssociativeCache.victimLine(result), true);
        }
    }

    private void passOn(long line, boolean fullLine) {
        if (next == null) {
            memoryWrites++;
        } else {
            next.write(line, fullLine);
        }
    }

    ReplayLevelConfig config() {
        return config;
    }

    /** Keeps the loads of look-ahead from being dropped as unused. */
    long touched() {
        return touched;
    }
}
