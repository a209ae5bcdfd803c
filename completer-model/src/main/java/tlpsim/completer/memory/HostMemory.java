package tlpsim.completer.memory;

import static tlpsim.completer.cache.SetAssociativeCache.DIRTY;
import static tlpsim.completer.memory.HostCounterLayout.CORE_READ;
import static tlpsim.completer.memory.HostCounterLayout.CORE_WRITE;
import static tlpsim.completer.memory.HostCounterLayout.DEVICE_READ;
import static tlpsim.completer.memory.HostCounterLayout.DRAM_READ_CORE;
import static tlpsim.completer.memory.HostCounterLayout.DRAM_READ_DEVICE;
import static tlpsim.completer.memory.HostCounterLayout.INVALIDATIONS;
import static tlpsim.completer.memory.HostCounterLayout.WRITE_FULL;
import static tlpsim.completer.memory.HostCounterLayout.WRITE_PARTIAL;
import static tlpsim.completer.memory.LineDirectory.DEVICE_WROTE;
import static tlpsim.completer.memory.LineDirectory.HOLDER_MASK;
import static tlpsim.completer.memory.LineDirectory.UNREAD;
import static tlpsim.completer.memory.ReadOutcomeLayout.READ_DRAM;
import static tlpsim.completer.memory.ReadOutcomeLayout.READ_L2;
import static tlpsim.completer.memory.ReadOutcomeLayout.READ_L2_REMOTE;
import static tlpsim.completer.memory.ReadOutcomeLayout.READ_L2_SIBLING;
import static tlpsim.completer.memory.ReadOutcomeLayout.READ_LLC_LOCAL;
import static tlpsim.completer.memory.ReadOutcomeLayout.READ_LLC_REMOTE;

import tlpsim.completer.cache.SetAssociativeCache;

/**
 * The memory hierarchy of one host as a state machine without time: each operation changes exact cache state, counts, and
 * returns an outcome from which the caller derives latency. Owned by the Memory process; nothing allocates after construction.
 *
 * <p>Lines are named by line number (byte address / 64), 0 to {@code simulatedLines - 1}.
 *
 * <p>Every operation starts at the directory ({@link LineDirectory}), which knows the one cache that holds the line: no cache
 * is searched in vain, and lines of one buffer lie side by side in it. Own-L2 hits and misses are separate methods, so that
 * the short one is inlined into the caller.
 */
public final class HostMemory {
    public static final int LINE_BYTES = 64;

    private final CacheHierarchy caches;
    private final DeviceWriteModel writes;
    private final HomeDomainTable homes;
    private final char[] directory;
    private final SetAssociativeCache[] l2;
    private final long[] counters;
    /** Keeps the loads of the touch methods alive. */
    private long touched;

    /**
     * @param l2  one empty cache per core
     * @param llc one empty cache per LLC domain
     */
    public HostMemory(HostMemoryConfig config, SetAssociativeCache[] l2, SetAssociativeCache[] llc) {
        this.caches = new CacheHierarchy(config, l2, llc);
        this.writes = new DeviceWriteModel(config, caches);
        this.homes = config.homes();
        this.directory = caches.directory;
        this.l2 = caches.l2;
        this.counters = caches.counters;
    }

    /**
     * A device writes a line, or part of it.
     *
     * @param placement see {@link PlacementLayout}
     * @return see {@link WriteOutcomeLayout}
     */
    public int deviceWrite(long line, boolean fullLine, int placement) {
        int outcome = writes.write(line, fullLine, placement);
        counters[(fullLine ? WRITE_FULL : WRITE_PARTIAL) + outcome]++;
        return outcome;
    }

    /**
     * A device reads a line or part of it (PCIRdCur). Nothing is allocated or moved; an LLC hit counts as a use of the line
     * there, a snoop of an L2 does not.
     *
     * @return see {@link ReadOutcomeLayout}
     */
    public int deviceRead(long line) {
        int entry = directory[(int) line];
        int holder = entry & HOLDER_MASK;
        int outcome;
        if (holder == 0) {
            counters[DRAM_READ_DEVICE]++;
            outcome = READ_DRAM;
        } else {
            directory[(int) line] = (char) (entry & ~UNREAD);
            boolean local = caches.domainOfHolder(holder) == homes.domainOf(line);
            if (holder <= caches.cores) {
                outcome = local ? READ_L2_SIBLING : READ_L2_REMOTE;
            } else {
                caches.llc[holder - caches.cores - 1].access(line, 0, 0);
                outcome = local ? READ_LLC_LOCAL : READ_LLC_REMOTE;
            }
        }
        counters[DEVICE_READ + outcome]++;
        return outcome;
    }

    /** A core loads from a line: the line ends in its L2. @return see {@link ReadOutcomeLayout} */
    public int coreRead(int core, long line) {
        int entry = directory[(int) line];
        if ((entry & HOLDER_MASK) == core + 1) {
            l2[core].access(line, 0, 0);
            directory[(int) line] = (char) (entry & ~UNREAD);
            counters[CORE_READ + READ_L2]++;
            return READ_L2;
        }
        int outcome = fillL2(core, line, entry, 0, DEVICE_WROTE);
        counters[CORE_READ + outcome]++;
        return outcome;
    }

    /** A core stores to a line: the line ends dirty in its L2. @return see {@link ReadOutcomeLayout} */
    public int coreWrite(int core, long line) {
        int entry = directory[(int) line];
        int outcome = READ_L2;
        if ((entry & HOLDER_MASK) == core + 1) {
            l2[core].access(line, 0, DIRTY);
            directory[(int) line] = (char) (entry & ~(UNREAD | DEVICE_WROTE));
        } else {
            outcome = fillL2(core, line, entry, DIRTY, 0);
        }
        counters[CORE_WRITE + outcome]++;
        return outcome;
    }

    /**
     * Brings a line that is elsewhere into a core's L2.
     *
     * @param setFlags DIRTY for a store, else 0
     * @param kept     the flags of the directory entry that survive
     */
    private int fillL2(int core, long line, int entry, int setFlags, int kept) {
        int holder = entry & HOLDER_MASK;
        if (holder == 0) {
            counters[DRAM_READ_CORE]++;
            caches.putL2(core, line, setFlags, 0, caches.cpuWayMask);
            return READ_DRAM;
        }
        boolean local = caches.domainOfHolder(holder) == caches.domainOfCore[core];
        if (local && caches.inclusive) {
            fillFromInclusiveLlc(core, line, entry, setFlags, kept);
        } else {
            int flags = caches.takeOut(line, holder);
            caches.putL2(core, line, flags | setFlags, entry & kept, caches.cpuWayMask);
        }
        if (holder <= caches.cores) {
            return local ? READ_L2_SIBLING : READ_L2_REMOTE;
        }
        return local ? READ_LLC_LOCAL : READ_LLC_REMOTE;
    }

    /** The LLC keeps its copy and takes over what a sibling's L2 had dirty. */
    private void fillFromInclusiveLlc(int core, long line, int entry, int setFlags, int kept) {
        int holder = entry & HOLDER_MASK;
        int dirty = holder <= caches.cores ? l2[holder - 1].remove(line) : 0;
        caches.llc[caches.domainOfCore[core]].access(line, 0, dirty);
        caches.insertL2(core, line, setFlags, entry & kept);
    }

    /**
     * Loads the state that a device write of this line will need, changing nothing. Worth calling for a group of lines before
     * the first of them is written: the loads of a group overlap, those of the writes hardly do.
     */
    public void touchForDeviceWrite(long line, int placement) {
        int kind = PlacementLayout.kind(placement);
        int index = PlacementLayout.index(placement);
        long loaded = directory[(int) line];
        if (kind == PlacementLayout.KIND_L2 || kind == PlacementLayout.KIND_STASH) {
            loaded += l2[index].touchAhead(line);
            index = caches.domainOfCore[index];
        } else if (kind != PlacementLayout.KIND_LLC) {
            index = homes.domainOf(line);
        }
        touched = loaded + caches.llc[index].touchAhead(line);
    }

    /** As {@link #touchForDeviceWrite}, for a core's load or store. */
    public void touchForCore(int core, long line) {
        touched = directory[(int) line]
                + l2[core].touchAhead(line)
                + caches.llc[caches.domainOfCore[core]].touchAhead(line);
    }

    /** Software drops a buffer's line: it leaves all caches without a write-back. */
    public void invalidateWithoutWriteback(long line) {
        int holder = directory[(int) line] & HOLDER_MASK;
        if (holder != 0) {
            caches.takeOut(line, holder);
            directory[(int) line] = 0;
            counters[INVALIDATIONS]++;
        }
    }

    /** Fills every way of every cache with dirty lines that nobody will ask for (inclusive role: the LLCs only). */
    public void prefillForeignDirty() {
        caches.prefillForeignDirty();
    }

    /** One counter, see {@link HostCounterLayout}. */
    public long counter(int counter) {
        return counters[counter];
    }

    /** Copies all counters. @param into at least {@link HostCounterLayout#COUNT} long */
    public void snapshot(long[] into) {
        System.arraycopy(counters, 0, into, 0, HostCounterLayout.COUNT);
    }

    /** Bytes read from DRAM since construction. */
    public long dramReadBytes() {
        return LINE_BYTES * HostCounterLayout.dramReadLines(counters);
    }

    /** Bytes written to DRAM since construction. */
    public long dramWriteBytes() {
        return LINE_BYTES * HostCounterLayout.dramWriteLines(counters);
    }

    /** The directory entry of a line, for tests. */
    int entry(long line) {
        return directory[(int) line];
    }
}
