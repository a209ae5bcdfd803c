package tlpsim.completer.memory;

import static tlpsim.completer.cache.SetAssociativeCache.ABSENT;
import static tlpsim.completer.memory.HostCounterLayout.CORE_READ;
import static tlpsim.completer.memory.HostCounterLayout.CORE_WRITE;
import static tlpsim.completer.memory.HostCounterLayout.DEVICE_READ;
import static tlpsim.completer.memory.HostCounterLayout.DRAM_READ_CORE;
import static tlpsim.completer.memory.HostCounterLayout.DROPPED_DIRTY;
import static tlpsim.completer.memory.HostCounterLayout.INVALIDATIONS;
import static tlpsim.completer.memory.HostCounterLayout.WRITE_FULL;
import static tlpsim.completer.memory.HostCounterLayout.WRITE_PARTIAL;
import static tlpsim.completer.memory.LineState.ALL;
import static tlpsim.completer.memory.LineState.CLEAN;
import static tlpsim.completer.memory.LineState.CORE_DIRTY;
import static tlpsim.completer.memory.ReadOutcomeLayout.READ_DRAM;
import static tlpsim.completer.memory.ReadOutcomeLayout.READ_L2;
import static tlpsim.completer.memory.ReadOutcomeLayout.READ_L2_REMOTE;
import static tlpsim.completer.memory.ReadOutcomeLayout.READ_L2_SIBLING;
import static tlpsim.completer.memory.ReadOutcomeLayout.READ_LLC_LOCAL;
import static tlpsim.completer.memory.ReadOutcomeLayout.READ_LLC_REMOTE;

import tlpsim.completer.cache.SetAssociativeCache;

/**
 * The memory hierarchy of one host as a state machine without time: each operation changes exact cache state, counts,
 * and returns an outcome from which the caller derives latency. Owned by the Memory process; nothing allocates after
 * construction.
 *
 * <p>Lines are named by line number (byte address / 64) as software and devices see memory; where they lie physically, and so in which sets, is the
 * {@link PagePlacement}'s. Physical lines are 0 to {@code simulatedLines - 1} of the configuration.
 *
 * <p>Every operation starts at the directory ({@link LineDirectory}), in which the lines of a buffer lie side by
 * side, and searches the caches that it points to while doing what it does there: a hit in place is one search.
 * Own-L2 hits and the rest are separate methods, so that the short one is inlined into the caller.
 */
public final class HostMemory {
    public static final int LINE_BYTES = 64;

    private final PagePlacement pages;
    private final CacheHierarchy caches;
    private final DeviceWriteModel writes;
    private final DeviceReadModel reads;
    private final HomeDomainTable homes;
    private final LineDirectory directory;
    private final SetAssociativeCache[] l2;
    private final SetAssociativeCache[] llc;
    private final int cores;
    private final long[] counters;
    /** Null where every line is simulated. */
    private final SetSampling sampling;
    /** Keeps the loads of the touch methods alive. */
    private long touched;

    /** Every line simulated, all memory in one piece, no snoop filters. */
    public HostMemory(HostMemoryConfig config, SetAssociativeCache[] l2, SetAssociativeCache[] llc) {
        this(config, PagePlacement.contiguous(config.simulatedLines()), new HostCaches(l2, llc), SamplingConfig.EXACT);
    }

    /** @param pages of no more lines than the configuration has */
    public HostMemory(HostMemoryConfig config, PagePlacement pages, HostCaches given, SamplingConfig sampling) {
        if (sampling.lines(pages.physicalLines()) > config.simulatedLines()) {
            throw new IllegalArgumentException("pages lie in " + pages.physicalLines() + " lines of "
                    + config.simulatedLines() + " simulated ones");
        }
        this.pages = pages;
        this.caches = new CacheHierarchy(config, given.l2(), given.llc(), given.snoopFilters());
        this.writes = new DeviceWriteModel(config, caches);
        this.reads = new DeviceReadModel(config, caches);
        this.homes = config.homes();
        this.directory = caches.directory;
        this.l2 = caches.l2;
        this.llc = caches.llc;
        this.cores = caches.cores;
        this.counters = caches.counters;
        this.sampling = SetSampling.of(
                sampling,
                new SetAssociativeCache[][] {l2, llc, given.snoopFilters()},
                caches,
                config.deviceWrites().partialMiss() == PartialMissPolicy.FETCH,
                sampling.lines(pages.physicalLines()));
    }

    /**
     * Says who accesses the lines that follow, and why: where only some sets are simulated, what happens to lines of the others is drawn from what happened to
     * simulated ones of the same group and core.
     *
     * @param group see {@link AccessGroupLayout}
     * @param core  that reads the lines sooner or later
     */
    public void group(int group, int core) {
        if (sampling != null) {
            sampling.group(group, core);
        }
    }

    /** The time of the operations that follow; only what bounds the rate of stashes looks at it. */
    public void begin(long timePs) {
        writes.begin(timePs);
    }

    /** Begins an operation. @return its outcome where that is drawn, else {@link SetSampling#SIMULATE} */
    private int draw(int operation, long line) {
        return sampling == null ? SetSampling.SIMULATE : sampling.begin(operation, line);
    }

    /** What caches and directory know a line as. */
    private long place(long physical) {
        return sampling == null ? physical : sampling.place(physical);
    }

    /** Ends an operation that was simulated. @return its outcome */
    private int note(int outcome) {
        return sampling == null ? outcome : sampling.simulated(outcome);
    }

    /**
     * A device writes a line, or part of it.
     *
     * @param placement see {@link PlacementLayout}
     * @return see {@link WriteOutcomeLayout}
     */
    public int deviceWrite(long line, boolean fullLine, int placement) {
        long physical = pages.physical(line);
        int outcome = draw(fullLine ? SetSampling.WRITE_FULL : SetSampling.WRITE_PARTIAL, physical);
        if (outcome == SetSampling.SIMULATE) {
            outcome = note(writes.write(place(physical), fullLine, placement));
        }
        counters[(fullLine ? WRITE_FULL : WRITE_PARTIAL) + outcome]++;
        return outcome;
    }

    /**
     * A device reads a line or part of it (PCIRdCur). Nothing is allocated or moved; an LLC hit counts as a use of
     * the line there, a snoop of an L2 does not.
     *
     * @return see {@link ReadOutcomeLayout}
     */
    public int deviceRead(long line) {
        long physical = pages.physical(line);
        int outcome = draw(SetSampling.DEVICE_READ, physical);
        if (outcome == SetSampling.SIMULATE) {
            outcome = note(reads.read(place(physical)));
        }
        counters[DEVICE_READ + outcome]++;
        return outcome;
    }

    /** A core loads from a line: the line ends in its L2. @return see {@link ReadOutcomeLayout} */
    public int coreRead(int core, long line) {
        long physical = pages.physical(line);
        int outcome = draw(SetSampling.CORE_READ, physical);
        if (outcome == SetSampling.SIMULATE) {
            outcome = note(load(core, place(physical)));
        }
        counters[CORE_READ + outcome]++;
        return outcome;
    }

    private int load(int core, long line) {
        int entry = directory.entry(line);
        int state = LineDirectory.holder(entry) == core + 1 ? l2[core].access(line, 0, 0) : ABSENT;
        if (state == ABSENT) {
            return fillL2(core, line, entry, false);
        }
        LineState.noteRead(l2[core], line, state);
        return READ_L2;
    }

    /** A core stores to a line: the line ends dirty in its L2. @return see {@link ReadOutcomeLayout} */
    public int coreWrite(int core, long line) {
        long physical = pages.physical(line);
        int outcome = draw(SetSampling.CORE_WRITE, physical);
        if (outcome == SetSampling.SIMULATE) {
            outcome = note(store(core, place(physical)));
        }
        counters[CORE_WRITE + outcome]++;
        return outcome;
    }

    private int store(int core, long line) {
        int entry = directory.entry(line);
        boolean own = entry == LineDirectory.entryOf(core + 1) && l2[core].access(line, ALL, CORE_DIRTY) != ABSENT;
        return own ? READ_L2 : fillL2(core, line, entry, true);
    }

    /**
     * Brings a line that is not in a core's L2 there.
     *
     * @param entry from the directory: it may name that L2, from which the line is gone, or where a store is to
     *     remove an LLC copy
     */
    private int fillL2(int core, long line, int entry, boolean store) {
        int domain = caches.domainOfCore[core];
        int holder = LineDirectory.holder(entry);
        if (holder <= cores && LineDirectory.hasLlcCopy(entry)) {
            if (holder == core + 1 && caches.ownCopy(core, line, store)) {
                return READ_L2;
            }
            caches.removeL2(holder - 1, line);
            holder = caches.holderOfLlc(caches.domainOfCore[holder - 1]);
        }
        if (holder != 0) {
            int from = holder - cores - 1;
            if (from < 0) {
                int state = holder == core + 1 ? ABSENT : caches.removeL2(holder - 1, line);
                from = caches.domainOfCore[holder - 1];
                if (state != ABSENT) {
                    moveFromL2(core, line, from, state, store);
                    return from == domain ? READ_L2_SIBLING : READ_L2_REMOTE;
                }
            }
            if (fillFromLlc(core, line, from, store)) {
                return from == domain ? READ_LLC_LOCAL : READ_LLC_REMOTE;
            }
        }
        counters[DRAM_READ_CORE]++;
        caches.putL2(core, line, store ? CORE_DIRTY : CLEAN, caches.wayMaskOfCore[core]);
        return READ_DRAM;
    }

    /**
     * In the inclusive role an LLC copy under the L2 copy takes over what is dirty, or goes where the domain changes.
     */
    private void moveFromL2(int core, long line, int from, int state, boolean store) {
        int after = LineState.afterRead(state);
        if (caches.inclusive && from == caches.domainOfCore[core]) {
            llc[from].access(line, after == CLEAN ? 0 : ALL, after);
            caches.insertL2(core, line, store ? CORE_DIRTY : CLEAN);
            return;
        }
        if (caches.inclusive) {
            after = LineState.afterRead(CacheHierarchy.newest(state, llc[from].remove(line)));
        }
        caches.putL2(core, line, store ? CORE_DIRTY : after, caches.wayMaskOfCore[core]);
    }

    /** @return false where the line is not in the LLC of domain {@code from} */
    private boolean fillFromLlc(int core, long line, int from, boolean store) {
        if (caches.inclusive && from == caches.domainOfCore[core]) {
            int state = llc[from].access(line, 0, 0);
            if (state == ABSENT) {
                return false;
            }
            LineState.noteRead(llc[from], line, state);
            caches.insertL2(core, line, store ? CORE_DIRTY : CLEAN);
            return true;
        }
        int state = llc[from].remove(line);
        if (state == ABSENT) {
            return false;
        }
        int after = LineState.afterRead(state);
        if (caches.keepsInInclusiveWays(core, from, state) && !store) {
            caches.keepInInclusiveWays(core, line, after);
        } else {
            caches.putL2(core, line, store ? CORE_DIRTY : after, caches.wayMaskOfCore[core]);
        }
        return true;
    }

    /**
     * Loads the state that a device write of this line will need, changing nothing. Worth calling for a group of
     * lines before the first of them is written: the loads of a group overlap, those of the writes hardly do.
     */
    public void touchForDeviceWrite(long simulatedLine, int placement) {
        long physical = pages.physical(simulatedLine);
        if (isDrawn(physical)) {
            return;
        }
        long line = place(physical);
        int kind = PlacementLayout.kind(placement);
        int index = PlacementLayout.index(placement);
        long loaded = directory.entry(line);
        if (kind == PlacementLayout.KIND_L2 || kind == PlacementLayout.KIND_STASH) {
            loaded += l2[index].touchAhead(line);
            index = caches.domainOfCore[index];
        } else if (kind != PlacementLayout.KIND_LLC) {
            index = homes.domainOf(line);
        }
        touched = loaded + llc[index].touchAhead(line);
    }

    /** As {@link #touchForDeviceWrite}, for a core's load or store. */
    public void touchForCore(int core, long simulatedLine) {
        long physical = pages.physical(simulatedLine);
        if (!isDrawn(physical)) {
            long line = place(physical);
            touched =
                    directory.entry(line) + l2[core].touchAhead(line) + llc[caches.domainOfCore[core]].touchAhead(line);
        }
    }

    /** As {@link #touchForCore}, for lines that are most likely in the core's own L2: less to load where they are. */
    public void touchOwnL2(int core, long line) {
        long physical = pages.physical(line);
        if (!isDrawn(physical)) {
            touched = l2[core].touchAhead(place(physical));
        }
    }

    /** Nothing that the caches know of the line will be asked for. */
    private boolean isDrawn(long line) {
        return sampling != null && !sampling.selects(line);
    }

    /** Software drops a buffer's line: it leaves all caches without a write-back. */
    public void invalidateWithoutWriteback(long line) {
        long physical = pages.physical(line);
        if (draw(SetSampling.DROP, physical) == SetSampling.SIMULATE) {
            drop(place(physical));
            note(0);
        }
    }

    private void drop(long line) {
        int holder = LineDirectory.holder(caches.locate(line));
        if (holder == 0) {
            return;
        }
        int domain = holder - cores - 1;
        int state = CLEAN;
        if (holder <= cores) {
            state = caches.removeL2(holder - 1, line);
            domain = caches.domainOfCore[holder - 1];
        }
        int below = llc[domain].remove(line);
        directory.put(line, 0);
        counters[INVALIDATIONS]++;
        counters[DROPPED_DIRTY] += state > CLEAN || below > CLEAN ? 1 : 0;
    }

    /** Fills every way of every cache with dirty lines that nobody will ask for (inclusive role: the LLCs only). */
    public void prefillForeignDirty() {
        caches.prefillForeignDirty();
    }

    /** Keeps the lines written back from now on; the caller clears the log after each operation. */
    public WriteBackLog logWriteBacks() {
        caches.writeBacks.keep();
        return caches.writeBacks;
    }

    /** One counter, see {@link HostCounterLayout}. */
    public long counter(int counter) {
        return settled()[counter];
    }

    /** Copies all counters. @param into at least {@link HostCounterLayout#COUNT} long */
    public void snapshot(long[] into) {
        System.arraycopy(settled(), 0, into, 0, HostCounterLayout.COUNT);
    }

    /** Bytes read from DRAM since construction. */
    public long dramReadBytes() {
        return LINE_BYTES * HostCounterLayout.dramReadLines(settled());
    }

    /** Bytes written to DRAM since construction. */
    public long dramWriteBytes() {
        return LINE_BYTES * HostCounterLayout.dramWriteLines(settled());
    }

    private long[] settled() {
        if (sampling != null) {
            sampling.settle();
        }
        return counters;
    }

    /** Whether a line's sets are simulated, for tests. */
    boolean isSimulated(long line) {
        return sampling == null || sampling.selects(pages.physical(line));
    }

    /** What the directory entry of a line would be if it were always right, for tests. */
    int locate(long line) {
        return caches.locate(place(pages.physical(line)));
    }
}
