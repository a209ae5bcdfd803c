package tlpsim.completer.peer;

import static tlpsim.completer.cache.SetAssociativeCache.ABSENT;
import static tlpsim.completer.cache.SetAssociativeCache.DIRTY;
import static tlpsim.completer.cache.SetAssociativeCache.UNREAD;

import tlpsim.completer.cache.SetAssociativeCache;
import tlpsim.core.link.SerialisationClock;

/**
 * A peer's memory with its cache: exact cache state, and one channel to the memory that every line read or written occupies for its transfer, in the order of
 * events. Lines are named by local address / 64. Owned by the Memory process; nothing allocates after construction.
 */
final class PeerMemory {
    static final int LINE_BYTES = 64;
    /** Mask of no way: to memory. */
    static final int TO_MEMORY = 0;

    private final SetAssociativeCache cache;
    private final SerialisationClock channel;
    private final int allWays;
    private final int[] partitionWays;
    private final long[] counters = new long[PeerCounter.COUNT];

    PeerMemory(PeerMemoryConfig config) {
        PeerCacheConfig cacheConfig = config.cache();
        cache = cacheConfig.replacement().create(cacheConfig.geometry(), cacheConfig.seed());
        channel = new SerialisationClock(config.bandwidth());
        allWays = cacheConfig.geometry().allWays();
        partitionWays = new int[cacheConfig.partitions()];
        for (int partition = 0; partition < partitionWays.length; partition++) {
            partitionWays[partition] = cacheConfig.wayMask(partition);
        }
    }

    int allWays() {
        return allWays;
    }

    /** Ways of the partition that a tag or a queue names. @param name at least 0 */
    int partitionWays(int name) {
        return partitionWays[name % partitionWays.length];
    }

    /**
     * A device writes a line or part of it at {@code nowPs}. A line that is in the cache stays in its way if it goes to the cache at all; a write to memory
     * takes bytes of a dirty copy along.
     *
     * @param wayMask {@link #TO_MEMORY}, or the ways that may take it
     * @return see {@link PeerWriteLayout}
     */
    int write(long line, int wayMask, long nowPs) {
        boolean found;
        if (wayMask == TO_MEMORY) {
            found = cache.remove(line) != ABSENT;
            counters[PeerCounter.INVALIDATIONS] += found ? 1 : 0;
            counters[PeerCounter.LINES_TO_MEMORY]++;
            transferOut(nowPs);
        } else {
            long result = cache.accessOrInsertForFlags(line, DIRTY | UNREAD, wayMask);
            found = SetAssociativeCache.isHit(result);
            counters[PeerCounter.LINES_TO_CACHE]++;
            if (result >= 0) {
                evicted((int) result, nowPs);
            }
        }
        counters[PeerCounter.LINES_FOUND] += found ? 1 : 0;
        return PeerWriteLayout.outcome(found, wayMask != TO_MEMORY);
    }

    /** An engine reads a line, which then is in the cache. @return see {@link PeerReadLayout} */
    int engineRead(long line, long nowPs) {
        if (cache.access(line, UNREAD, 0) != ABSENT) {
            counters[PeerCounter.ENGINE_HITS]++;
            return PeerReadLayout.CACHE;
        }
        counters[PeerCounter.ENGINE_MISSES]++;
        transferIn(nowPs);
        long victim = cache.insert(line, 0, allWays);
        if (victim >= 0) {
            evicted(SetAssociativeCache.victimFlags(victim), nowPs);
        }
        return PeerReadLayout.MEMORY;
    }

    /** A device reads a line; nothing moves. @return see {@link PeerReadLayout} */
    int deviceRead(long line, long nowPs) {
        if (cache.access(line, UNREAD, 0) != ABSENT) {
            counters[PeerCounter.DEVICE_HITS]++;
            return PeerReadLayout.CACHE;
        }
        counters[PeerCounter.DEVICE_MISSES]++;
        transferIn(nowPs);
        return PeerReadLayout.MEMORY;
    }

    private void evicted(int flags, long nowPs) {
        counters[PeerCounter.EVICTIONS]++;
        counters[PeerCounter.EVICTED_UNREAD] += (flags & UNREAD) != 0 ? 1 : 0;
        if ((flags & DIRTY) != 0) {
            counters[PeerCounter.DIRTY_EVICTIONS]++;
            transferOut(nowPs);
        }
    }

    private void transferIn(long nowPs) {
        channel.transmit(nowPs, LINE_BYTES);
        counters[PeerCounter.MEMORY_READ_BYTES] += LINE_BYTES;
    }

    private void transferOut(long nowPs) {
        channel.transmit(nowPs, LINE_BYTES);
        counters[PeerCounter.MEMORY_WRITE_BYTES] += LINE_BYTES;
    }

    /** When the last transfer to or from memory so far has ended, rounded down to a whole picosecond. */
    long transferredPs() {
        return channel.freeAtPs();
    }

    /** Fills the cache with dirty lines of which nothing else is heard: addresses from {@code firstLine} on. Their way out costs bandwidth as any other's. */
    void prefillForeignDirty(long firstLine) {
        int[] used = new int[cache.sets()];
        long free = (long) cache.sets() * cache.ways();
        for (long line = firstLine; free > 0; line++) {
            int set = cache.setOf(line);
            if (used[set] < cache.ways()) {
                used[set]++;
                free--;
                cache.insert(line, DIRTY, allWays);
            }
        }
    }

    /** Lines in the cache. */
    long cachedLines() {
        return cache.occupancy();
    }

    /** Indexed by {@link PeerCounter}. */
    long[] counters() {
        return counters;
    }
}
