package tlpsim.completer.memory;

import static tlpsim.completer.cache.SetAssociativeCache.DIRTY;
import static tlpsim.completer.cache.SetAssociativeCache.FLAG_BITS;
import static tlpsim.completer.cache.SetAssociativeCache.UNREAD;
import static tlpsim.completer.memory.LineDirectory.DEVICE_WROTE;
import static tlpsim.completer.memory.LineDirectory.DEVICE_WROTE_SHIFT;
import static tlpsim.completer.memory.LineDirectory.HOLDER_MASK;

import tlpsim.completer.cache.SetAssociativeCache;

/**
 * The caches of a host, the directory over them and the flow of victims between them; no decisions.
 *
 * <p>L2s and LLCs are reached from separate call sites, so that each site sees one class of cache and is inlined. Lines at
 * or above the simulated ones are foreign: they have no directory entry and only ever leave.
 */
final class CacheHierarchy {
    private static final int FLAGS = (1 << FLAG_BITS) - 1;

    final SetAssociativeCache[] l2;
    final SetAssociativeCache[] llc;
    final char[] directory;
    final long[] counters = new long[HostCounterLayout.COUNT];
    final int[] domainOfCore;
    final int cores;
    final boolean inclusive;
    final int cpuWayMask;
    private final int l2WayMask;
    private final boolean cleanVictims;

    CacheHierarchy(HostMemoryConfig config, SetAssociativeCache[] l2, SetAssociativeCache[] llc) {
        this.l2 = l2;
        this.llc = llc;
        this.cores = config.topology().cores();
        this.directory = new char[Math.toIntExact(config.simulatedLines())];
        this.domainOfCore = new int[cores];
        for (int core = 0; core < cores; core++) {
            domainOfCore[core] = config.topology().domainOfCore(core);
        }
        this.inclusive = config.llc().role() == LlcRole.INCLUSIVE;
        this.cpuWayMask = config.llc().cpuWayMask();
        this.cleanVictims = config.llc().cleanVictims();
        this.l2WayMask = allWays(l2[0]);
    }

    static int allWays(SetAssociativeCache cache) {
        return (int) ((1L << cache.ways()) - 1);
    }

    int holderOfL2(int core) {
        return core + 1;
    }

    int holderOfLlc(int domain) {
        return cores + 1 + domain;
    }

    /** Takes a line out of the cache or caches that hold it. The directory entry is left stale. @return its flags */
    int takeOut(long line, int holder) {
        if (holder > cores) {
            return llc[holder - cores - 1].remove(line);
        }
        int flags = l2[holder - 1].remove(line);
        if (inclusive) {
            flags |= llc[domainOfCore[holder - 1]].remove(line);
        }
        return flags;
    }

    /**
     * Puts a line that is in no cache into an L2 and, in the inclusive role, into the LLC under it.
     *
     * @param entryFlags {@link LineDirectory#DEVICE_WROTE} or 0
     * @param llcWayMask ways for the LLC copy
     */
    void putL2(int core, long line, int flags, int entryFlags, int llcWayMask) {
        if (inclusive) {
            long llcVictim = llc[domainOfCore[core]].insert(line, 0, llcWayMask);
            if (llcVictim >= 0) {
                llcVictim(domainOfCore[core], llcVictim);
            }
        }
        insertL2(core, line, flags, entryFlags);
    }

    /** Puts a line into an L2 only. */
    void insertL2(int core, long line, int flags, int entryFlags) {
        directory[(int) line] = (char) (core + 1 | entryFlags);
        long victim = l2[core].insert(line, flags, l2WayMask);
        if (victim >= 0) {
            l2Victim(core, victim);
        }
    }

    /** Puts a line that is in no cache into an LLC. */
    void putLlc(int domain, long line, int flags, int entryFlags, int wayMask) {
        directory[(int) line] = (char) (cores + 1 + domain | entryFlags);
        long victim = llc[domain].insert(line, flags, wayMask);
        if (victim >= 0) {
            llcVictim(domain, victim);
        }
    }

    private void l2Victim(int core, long victim) {
        int flags = (int) victim & FLAGS;
        long line = victim >> FLAG_BITS;
        counters[HostCounterLayout.L2_VICTIMS]++;
        counters[HostCounterLayout.UNREAD_FROM_L2] += (flags & UNREAD) / UNREAD;
        int domain = domainOfCore[core];
        if (inclusive) {
            llc[domain].access(line, 0, flags);
            counters[HostCounterLayout.L2_VICTIMS_TO_LLC]++;
            if (line < directory.length) {
                directory[(int) line] = (char) (holderOfLlc(domain) | directory[(int) line] & DEVICE_WROTE);
            }
        } else if (cpuWayMask != 0 && (cleanVictims || (flags & DIRTY) != 0)) {
            counters[HostCounterLayout.L2_VICTIMS_TO_LLC]++;
            if (line < directory.length) {
                directory[(int) line] = (char) (holderOfLlc(domain) | directory[(int) line] & DEVICE_WROTE);
            }
            long llcVictim = llc[domain].insert(line, flags, cpuWayMask);
            if (llcVictim >= 0) {
                llcVictim(domain, llcVictim);
            }
        } else {
            leave(line, flags);
        }
    }

    private void llcVictim(int domain, long victim) {
        int flags = (int) victim & FLAGS;
        long line = victim >> FLAG_BITS;
        counters[HostCounterLayout.LLC_VICTIMS]++;
        if (inclusive) {
            flags |= backInvalidate(line);
        }
        leave(line, flags);
    }

    private int backInvalidate(long line) {
        int holder = line < directory.length ? directory[(int) line] & HOLDER_MASK : 0;
        if (holder == 0 || holder > cores) {
            return 0;
        }
        counters[HostCounterLayout.BACK_INVALIDATIONS]++;
        return l2[holder - 1].remove(line);
    }

    /** A line that is in no cache any more; dirty data goes to DRAM. */
    void leave(long line, int flags) {
        int entry = 0;
        if (line < directory.length) {
            entry = directory[(int) line];
            directory[(int) line] = 0;
        }
        if ((flags & DIRTY) != 0) {
            counters[HostCounterLayout.DRAM_WRITE_BACK_OTHER + (entry >> DEVICE_WROTE_SHIFT & 1)]++;
            counters[HostCounterLayout.UNREAD_TO_DRAM] += (flags & UNREAD) / UNREAD;
        }
    }
}
