package tlpsim.completer.memory;

import static tlpsim.completer.cache.SetAssociativeCache.ABSENT;
import static tlpsim.completer.cache.SetAssociativeCache.FLAG_BITS;

import tlpsim.completer.cache.SetAssociativeCache;

/**
 * The caches of a host, the directory over them and the flow of victims between them; no decisions.
 *
 * <p>L2s and LLCs are reached from separate call sites, so that each site sees one class of cache and is inlined.
 * Lines at or above the simulated ones are foreign: they have no directory entry and only ever leave. States are
 * those of {@link LineState}.
 */
final class CacheHierarchy {
    final SetAssociativeCache[] l2;
    final SetAssociativeCache[] llc;
    final LineDirectory directory;
    final long[] counters = new long[HostCounterLayout.COUNT];
    final WriteBackLog writeBacks = new WriteBackLog();
    final int[] domainOfCore;
    final int cores;
    final boolean inclusive;
    final int cpuWayMask;
    /** Of each core's class, or {@link #cpuWayMask}. */
    final int[] wayMaskOfCore;
    /** 0 = a line is either in an L2 or in the LLC (victim role) or in both (inclusive role). */
    final int inclusiveWayMask;

    /** One per LLC domain, or none at all. */
    private final SetAssociativeCache[] snoopFilters;

    private final boolean filtered;
    private final boolean copiesUnderLlc;
    private final int l2WayMask;
    private final boolean cleanVictims;

    CacheHierarchy(
            HostMemoryConfig config,
            SetAssociativeCache[] l2,
            SetAssociativeCache[] llc,
            SetAssociativeCache[] snoopFilters) {
        checkCount("L2", l2.length, config.topology().cores());
        checkCount("LLC", llc.length, config.topology().domains());
        this.snoopFilters = snoopFilters.clone();
        this.filtered = snoopFilters.length > 0;
        this.l2 = l2.clone();
        this.llc = llc.clone();
        this.cores = config.topology().cores();
        this.directory = new LineDirectory(config.simulatedLines(), cores + llc.length);
        this.domainOfCore = new int[cores];
        for (int core = 0; core < cores; core++) {
            domainOfCore[core] = config.topology().domainOfCore(core);
        }
        this.inclusive = config.llc().role() == LlcRole.INCLUSIVE;
        if (filtered) {
            checkCount("snoop filter", snoopFilters.length, llc.length);
            if (inclusive) {
                throw new IllegalArgumentException("an inclusive LLC is the snoop filter of its L2s");
            }
        }
        this.cpuWayMask = config.llc().cpuWayMask();
        this.wayMaskOfCore = wayMasks(config.llc());
        this.inclusiveWayMask = config.llc().inclusiveWayMask();
        this.copiesUnderLlc = inclusive || inclusiveWayMask != 0;
        this.cleanVictims = config.llc().cleanVictims();
        this.l2WayMask = l2[0].geometry().allWays();
        checkMask("ioWayMask", config.llc().ioWayMask());
        checkMask("cpuWayMask", cpuWayMask);
        checkMask("inclusiveWayMask", inclusiveWayMask);
    }

    private int[] wayMasks(LlcConfig config) {
        int[] masks = new int[cores];
        for (int core = 0; core < cores; core++) {
            int ofClass = config.classes().maskOf(core);
            checkMask("way mask of core " + core, ofClass);
            masks[core] = ofClass == 0 ? cpuWayMask : ofClass;
        }
        return masks;
    }

    private static void checkCount(String level, int given, int needed) {
        if (given != needed) {
            throw new IllegalArgumentException(level + " caches given: " + given + ", needed: " + needed);
        }
    }

    private void checkMask(String name, int mask) {
        for (SetAssociativeCache cache : llc) {
            if ((mask & ~cache.geometry().allWays()) != 0) {
                throw new IllegalArgumentException(name + " 0x" + Integer.toHexString(mask) + " has bits beyond the "
                        + cache.ways() + " ways of the LLC");
            }
        }
    }

    int holderOfLlc(int domain) {
        return cores + 1 + domain;
    }

    /**
     * Puts a line that is in no cache into an L2 and, in the inclusive role, into the LLC under it.
     *
     * @param llcWayMask ways for the LLC copy
     */
    void putL2(int core, long line, int state, int llcWayMask) {
        if (inclusive) {
            insertLlc(domainOfCore[core], line, LineState.CLEAN, llcWayMask);
        }
        insertL2(core, line, state);
    }

    /** Puts a line into an L2 only. */
    void insertL2(int core, long line, int state) {
        directory.put(line, LineDirectory.entryOf(core + 1));
        long victim = l2[core].insert(line, state, l2WayMask);
        if (filtered) {
            track(core, line, victim);
        } else if (victim >= 0) {
            l2Victim(core, victim >> FLAG_BITS, (int) victim & LineState.ALL);
        }
    }

    /** Snoop filter: the victim's entry is free before the line takes one. */
    private void track(int core, long line, long victim) {
        if (victim >= 0) {
            snoopFilters[domainOfCore[core]].remove(victim >> FLAG_BITS);
            l2Victim(core, victim >> FLAG_BITS, (int) victim & LineState.ALL);
        }
        track(core, line);
    }

    /** Snoop filter: gives a line of an L2 an entry. The line whose entry that was leaves its L2 as if evicted there. */
    private void track(int core, long line) {
        SetAssociativeCache filter = snoopFilters[domainOfCore[core]];
        long victim = filter.insert(line, LineState.CLEAN, filter.geometry().allWays());
        if (victim >= 0) {
            long victimLine = victim >> FLAG_BITS;
            int holder = LineDirectory.holder(directory.entry(victimLine)) - 1;
            counters[HostCounterLayout.SNOOP_FILTER_VICTIMS]++;
            l2Victim(holder, victimLine, l2[holder].remove(victimLine));
        }
    }

    /** Takes a line out of an L2. @return its state, or {@link SetAssociativeCache#ABSENT} */
    int removeL2(int core, long line) {
        int state = l2[core].remove(line);
        if (filtered && state != ABSENT) {
            snoopFilters[domainOfCore[core]].remove(line);
        }
        return state;
    }

    /** Inclusive ways: the line of an L2 has lost, or now loses, its LLC copy, which was what told of it. */
    void removeLlcCopy(int core, long line) {
        llc[domainOfCore[core]].remove(line);
        directory.put(line, LineDirectory.entryOf(core + 1));
        if (filtered) {
            track(core, line);
        }
    }

    /**
     * Inclusive ways: a line that was in the LLC of the core's domain, and has been taken out of it, goes to those ways,
     * and a clean copy to the L2.
     */
    void keepInInclusiveWays(int core, long line, int state) {
        insertLlc(domainOfCore[core], line, state, inclusiveWayMask);
        directory.put(line, LineDirectory.entryWithLlcCopy(core + 1));
        long victim = l2[core].insert(line, LineState.CLEAN, l2WayMask);
        if (victim >= 0) {
            if (filtered) {
                snoopFilters[domainOfCore[core]].remove(victim >> FLAG_BITS);
            }
            l2Victim(core, victim >> FLAG_BITS, (int) victim & LineState.ALL);
        }
    }

    /** Whether a core's load leaves a line of this state, found in the LLC of domain {@code from}, in the LLC too. */
    boolean keepsInInclusiveWays(int core, int from, int state) {
        return inclusiveWayMask != 0 && state >= LineState.DEVICE_READ && from == domainOfCore[core];
    }

    /**
     * Inclusive ways: a core's access to a line of which its L2 may have a copy. A store takes the LLC's away.
     *
     * @return whether the L2 has it
     */
    boolean ownCopy(int core, long line, boolean store) {
        if (!store) {
            return l2[core].access(line, 0, 0) != ABSENT;
        }
        if (l2[core].access(line, LineState.ALL, LineState.CORE_DIRTY) == ABSENT) {
            return false;
        }
        removeLlcCopy(core, line);
        return true;
    }

    /** Puts a line that is in no cache into an LLC, for a device. */
    void putLlc(int domain, long line, int state, int wayMask) {
        directory.put(line, LineDirectory.entryAllocatedByDevice(holderOfLlc(domain)));
        insertLlc(domain, line, state, wayMask);
    }

    private void insertLlc(int domain, long line, int state, int wayMask) {
        long victim = llc[domain].insert(line, state, wayMask);
        if (victim >= 0) {
            counters[HostCounterLayout.LLC_VICTIMS]++;
            int victimState = (int) victim & LineState.ALL;
            leave(victim >> FLAG_BITS, copiesUnderLlc ? backInvalidate(victim >> FLAG_BITS, victimState) : victimState);
        }
    }

    private void l2Victim(int core, long line, int state) {
        counters[HostCounterLayout.L2_VICTIMS]++;
        counters[HostCounterLayout.UNREAD_FROM_L2] += LineState.unread(state);
        if (inclusive) {
            counters[HostCounterLayout.L2_VICTIMS_TO_LLC]++;
            llc[domainOfCore[core]].access(line, state == LineState.CLEAN ? 0 : LineState.ALL, state);
        } else if (wayMaskOfCore[core] != 0 && (cleanVictims || state != LineState.CLEAN)) {
            counters[HostCounterLayout.L2_VICTIMS_TO_LLC]++;
            if (inclusiveWayMask == 0 || llc[domainOfCore[core]].access(line, 0, 0) == ABSENT) {
                insertLlc(domainOfCore[core], line, state, wayMaskOfCore[core]);
            }
        } else {
            leave(line, state);
        }
    }

    /** @return the state of the line's newest copy */
    private int backInvalidate(long line, int llcState) {
        int holder = line < directory.lines() ? LineDirectory.holder(directory.entry(line)) : 0;
        int state = holder == 0 || holder > cores ? ABSENT : removeL2(holder - 1, line);
        if (state == ABSENT) {
            return llcState;
        }
        counters[HostCounterLayout.BACK_INVALIDATIONS]++;
        return newest(state, llcState);
    }

    /** The state of a line whose L2 copy lay above an LLC copy. */
    static int newest(int l2State, int llcState) {
        return l2State == LineState.CLEAN ? llcState : l2State;
    }

    /** A line that is in no cache any more; dirty data goes to DRAM. */
    private void leave(long line, int state) {
        if (state != LineState.CLEAN) {
            writeBacks.add(line);
            counters[HostCounterLayout.DRAM_WRITE_BACK_OTHER + (state >> 1)]++;
            counters[HostCounterLayout.UNREAD_TO_DRAM] += LineState.unread(state);
            counters[HostCounterLayout.READ_TO_DRAM] += state >> 1 & ~state & 1;
        }
    }

    /**
     * Where a line is, for tests and rare operations.
     *
     * @return its directory entry if that were always right; 0 = nowhere
     */
    int locate(long line) {
        int entry = directory.entry(line);
        int holder = LineDirectory.holder(entry);
        if (holder != 0 && holder <= cores) {
            if (l2[holder - 1].peek(line) != ABSENT) {
                return entry;
            }
            holder = holderOfLlc(domainOfCore[holder - 1]);
            entry = LineDirectory.entryOf(holder);
        }
        return holder != 0 && llc[holder - cores - 1].peek(line) != ABSENT ? entry : 0;
    }

    /**
     * Fills empty caches with dirty foreign lines. In the inclusive role the L2s stay empty: what they held would
     * have to be in the LLC too, and lines without a directory entry cannot be found there.
     */
    void prefillForeignDirty() {
        long next = directory.lines();
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
                cache.insert(line, LineState.CORE_DIRTY, cache.geometry().allWays());
            }
        }
        return line;
    }
}
