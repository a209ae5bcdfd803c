package tlpsim.completer.memory;

import static tlpsim.completer.cache.SetAssociativeCache.DIRTY;
import static tlpsim.completer.cache.SetAssociativeCache.FLAG_BITS;
import static tlpsim.completer.memory.LineDirectory.DEVICE_WROTE_SHIFT;
import static tlpsim.completer.memory.LineDirectory.HOLDER_MASK;
import static tlpsim.completer.memory.LineDirectory.KEPT_BY_VICTIM;
import static tlpsim.completer.memory.LineDirectory.UNREAD_SHIFT;

import tlpsim.completer.cache.SetAssociativeCache;

/**
 * The caches of a host, the directory over them and the flow of victims between them; no decisions.
 *
 * <p>L2s and LLCs are reached from separate call sites, so that each site sees one class of cache and is inlined. Lines at
 * or above the simulated ones are foreign: they have no directory entry and only ever leave.
 */
final class CacheHierarchy {
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
        checkCount("L2", l2.length, config.topology().cores());
        checkCount("LLC", llc.length, config.topology().domains());
        this.l2 = l2.clone();
        this.llc = llc.clone();
        this.cores = config.topology().cores();
        this.directory = new char[Math.toIntExact(config.simulatedLines())];
        this.domainOfCore = new int[cores];
        for (int core = 0; core < cores; core++) {
            domainOfCore[core] = config.topology().domainOfCore(core);
        }
        this.inclusive = config.llc().role() == LlcRole.INCLUSIVE;
        this.cpuWayMask = config.llc().cpuWayMask();
        this.cleanVictims = config.llc().cleanVictims();
        this.l2WayMask = l2[0].geometry().allWays();
        checkMask("ioWayMask", config.llc().ioWayMask());
        checkMask("cpuWayMask", cpuWayMask);
    }

    private static void checkCount(String level, int given, int needed) {
        if (given != needed) {
            throw new IllegalArgumentException(level + " caches given: " + given + ", needed: " + needed);
        }
    }

    private void checkMask(String name, int mask) {
        for (SetAssociativeCache cache : llc) {
            if ((mask & ~cache.geometry().allWays()) != 0) {
                throw new IllegalArgumentException(
                        name + " 0x" + Integer.toHexString(mask) + " has bits beyond the " + cache.ways() + " ways of the LLC");
            }
        }
    }

    int holderOfLlc(int domain) {
        return cores + 1 + domain;
    }

    /** The LLC domain of the cache that {@code holder}, not 0, names. */
    int domainOfHolder(int holder) {
        return holder <= cores ? domainOfCore[holder - 1] : holder - cores - 1;
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
     * @param entryFlags the flags of the directory entry
     * @param llcWayMask ways for the LLC copy
     */
    void putL2(int core, long line, int flags, int entryFlags, int llcWayMask) {
        if (inclusive) {
            insertLlc(domainOfCore[core], line, 0, llcWayMask);
        }
        insertL2(core, line, flags, entryFlags);
    }

    /** Puts a line into an L2 only. */
    void insertL2(int core, long line, int flags, int entryFlags) {
        directory[(int) line] = (char) (core + 1 | entryFlags);
        long victim = l2[core].insert(line, flags, l2WayMask);
        if (victim >= 0) {
            l2Victim(core, victim >> FLAG_BITS, (int) victim & DIRTY);
        }
    }

    /** Puts a line that is in no cache into an LLC. */
    void putLlc(int domain, long line, int flags, int entryFlags, int wayMask) {
        directory[(int) line] = (char) (cores + 1 + domain | entryFlags);
        insertLlc(domain, line, flags, wayMask);
    }

    private void insertLlc(int domain, long line, int flags, int wayMask) {
        long victim = llc[domain].insert(line, flags, wayMask);
        if (victim >= 0) {
            counters[HostCounterLayout.LLC_VICTIMS]++;
            long victimLine = victim >> FLAG_BITS;
            int victimFlags = (int) victim & DIRTY;
            leave(victimLine, inclusive ? victimFlags | backInvalidate(victimLine) : victimFlags);
        }
    }

    private void l2Victim(int core, long line, int flags) {
        counters[HostCounterLayout.L2_VICTIMS]++;
        int domain = domainOfCore[core];
        int entryFlags = line < directory.length ? directory[(int) line] & KEPT_BY_VICTIM : 0;
        counters[HostCounterLayout.UNREAD_FROM_L2] += entryFlags >> UNREAD_SHIFT;
        if (!inclusive && (cpuWayMask == 0 || !cleanVictims && flags == 0)) {
            leave(line, flags);
            return;
        }
        counters[HostCounterLayout.L2_VICTIMS_TO_LLC]++;
        if (line < directory.length) {
            directory[(int) line] = (char) (holderOfLlc(domain) | entryFlags);
        }
        if (inclusive) {
            llc[domain].access(line, 0, flags);
        } else {
            insertLlc(domain, line, flags, cpuWayMask);
        }
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
    private void leave(long line, int flags) {
        int entry = 0;
        if (line < directory.length) {
            entry = directory[(int) line];
            directory[(int) line] = 0;
        }
        if (flags != 0) {
            counters[HostCounterLayout.DRAM_WRITE_BACK_OTHER + (entry >> DEVICE_WROTE_SHIFT & 1)]++;
            counters[HostCounterLayout.UNREAD_TO_DRAM] += entry >> UNREAD_SHIFT;
        }
    }

    /**
     * Fills empty caches with dirty foreign lines. In the inclusive role the L2s stay empty: what they held would have to be
     * in the LLC too, and lines without a directory entry cannot be found there.
     */
    void prefillForeignDirty() {
        long next = directory.length;
        for (SetAssociativeCache cache : llc) {
            next = fill(cache, next);
        }
        for (SetAssociativeCache cache : l2) {
            next = inclusive ? next : fill(cache, next);
        }
    }

    /** @return the first foreign line that was not tried */
    private static long fill(SetAssociativeCache cache, long first) {
        int[] used = new int[cache.sets()];
        long free = (long) cache.sets() * cache.ways();
        long line = first;
        for (; free > 0; line++) {
            int set = cache.setOf(line);
            if (used[set] < cache.ways()) {
                used[set]++;
                free--;
                cache.insert(line, DIRTY, cache.geometry().allWays());
            }
        }
        return line;
    }
}
