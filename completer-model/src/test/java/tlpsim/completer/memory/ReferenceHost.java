package tlpsim.completer.memory;

import static tlpsim.completer.cache.SetAssociativeCache.ABSENT;
import static tlpsim.completer.cache.SetAssociativeCache.DIRTY;
import static tlpsim.completer.cache.SetAssociativeCache.FLAG_BITS;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * The rules of docs/host-memory.md written down a second time, with no directory, no tables and no regard for speed:
 * a line is found by asking every cache, and what else is known about lines stands in sets. Counts by name.
 */
final class ReferenceHost extends ReferenceCaches {
    private final Set<Long> unread = new HashSet<>();
    private final Set<Long> deviceWrote = new HashSet<>();
    private final Set<Long> allocatedByDevice = new HashSet<>();
    private final SplittableRandom stashes;
    private final int inclusiveWays;
    private final Map<Integer, List<Long>> fills = new TreeMap<>();
    long nowPs;

    ReferenceHost(HostMemoryConfig config, NaiveLruCache[] l2, NaiveLruCache[] llc, NaiveLruCache[] filters) {
        super(config, l2, llc, filters);
        this.stashes = new SplittableRandom(config.deviceWrites().seed());
        this.inclusiveWays = config.llc().inclusiveWayMask();
    }

    /** The state that the newest copy of a line must have, or ABSENT. */
    int state(long line) {
        boolean dirty = false;
        for (NaiveLruCache[] level : new NaiveLruCache[][] {l2, llc}) {
            for (NaiveLruCache cache : level) {
                dirty |= cache.peek(line) == DIRTY;
            }
        }
        if (l2Of(line) < 0 && llcOf(line) < 0) {
            return ABSENT;
        }
        if (!dirty) {
            return LineState.CLEAN;
        }
        if (!deviceWrote.contains(line)) {
            return LineState.CORE_DIRTY;
        }
        return unread.contains(line) ? LineState.DEVICE_UNREAD : LineState.DEVICE_READ;
    }

    /** Snoop filters have the lines that are in an L2 only; who comes last and finds no entry takes the oldest one. */
    private void track(long line) {
        int domain = filters.length == 0 || l2Of(line) < 0 || isInBoth(line) ? -1 : domainOfCore(l2Of(line));
        if (domain < 0 || filters[domain].peek(line) != ABSENT) {
            return;
        }
        long victim = filters[domain].insert(line, 0, filters[domain].allWays());
        if (victim != ABSENT) {
            long victimLine = victim >> FLAG_BITS;
            int owner = l2Of(victimLine);
            int flags = l2[owner].remove(victimLine);
            count("snoop_filter_victims");
            l2Victim(owner, victimLine, flags);
        }
    }

    private void untrack(int core, long line) {
        if (filters.length > 0) {
            filters[domainOfCore(core)].remove(line);
        }
    }

    // ---- cores

    int coreAccess(int core, long line, boolean store) {
        int outcome = coreAccessUncounted(core, line, store);
        unread.remove(line);
        if (store) {
            deviceWrote.remove(line);
        }
        count((store ? "core_write." : "core_read.") + ReadOutcomeLayout.name(outcome));
        return outcome;
    }

    private int coreAccessUncounted(int core, long line, boolean store) {
        int dirty = store ? DIRTY : 0;
        int here = domainOfCore(core);
        int owner = l2Of(line);
        int holder = llcOf(line);
        if (owner == core) {
            l2[core].access(line, 0, dirty);
            if (store && isInBoth(line)) {
                llc[holder].remove(line);
                track(line);
            }
            return ReadOutcomeLayout.READ_L2;
        }
        if (isInBoth(line)) {
            l2[owner].remove(line);
            owner = -1;
        }
        if (owner < 0 && holder < 0) {
            count("dram_read_core");
            putL2(core, line, dirty, cpuWays(core));
            return ReadOutcomeLayout.READ_DRAM;
        }
        boolean near = here == (owner >= 0 ? domainOfCore(owner) : holder);
        if (inclusive && near) {
            int inherited = owner >= 0 ? l2[owner].remove(line) : 0;
            llc[here].access(line, 0, inherited);
            allocatedByDevice.remove(line);
            intoL2(core, line, dirty);
        } else {
            boolean stays = near && owner < 0 && !store && inclusiveWays != 0 && deviceWrote.contains(line);
            int flags = takeOut(line);
            if (stays) {
                unread.remove(line);
                intoLlc(here, line, flags, inclusiveWays);
                intoL2(core, line, 0);
            } else {
                putL2(core, line, flags | dirty, cpuWays(core));
            }
        }
        if (owner >= 0) {
            return near ? ReadOutcomeLayout.READ_L2_SIBLING : ReadOutcomeLayout.READ_L2_REMOTE;
        }
        return near ? ReadOutcomeLayout.READ_LLC_LOCAL : ReadOutcomeLayout.READ_LLC_REMOTE;
    }

    // ---- devices

    int deviceRead(long line) {
        int owner = l2Of(line);
        int holder = llcOf(line);
        int home = config.homes().domainOf(line);
        int outcome;
        if (owner >= 0 && !isInBoth(line)) {
            outcome =
                    domainOfCore(owner) == home ? ReadOutcomeLayout.READ_L2_SIBLING : ReadOutcomeLayout.READ_L2_REMOTE;
        } else if (holder >= 0) {
            llc[holder].access(line, 0, 0);
            outcome = holder == home ? ReadOutcomeLayout.READ_LLC_LOCAL : ReadOutcomeLayout.READ_LLC_REMOTE;
        } else {
            count("dram_read_device");
            outcome = ReadOutcomeLayout.READ_DRAM;
        }
        unread.remove(line);
        count("device_read." + ReadOutcomeLayout.name(outcome));
        return outcome;
    }

    int deviceWrite(long line, boolean full, int placement) {
        int kind = PlacementLayout.kind(placement);
        int index = PlacementLayout.index(placement);
        boolean toCore = kind == PlacementLayout.KIND_L2 || kind == PlacementLayout.KIND_STASH;
        int domain = config.homes().domainOf(line);
        if (toCore) {
            domain = domainOfCore(index);
        } else if (kind == PlacementLayout.KIND_LLC) {
            domain = index;
        }
        int found = found(line, toCore ? index : -1, domain);
        int landed = carryOut(line, full, placement, domain, found);
        int outcome = WriteOutcomeLayout.outcome(found, landed);
        count((full ? "write_full." : "write_partial.") + WriteOutcomeLayout.name(outcome));
        return outcome;
    }

    private int found(long line, int targetCore, int domain) {
        int owner = l2Of(line);
        int holder = llcOf(line);
        if (owner >= 0) {
            return owner == targetCore ? WriteOutcomeLayout.FOUND_TARGET_L2 : WriteOutcomeLayout.FOUND_OTHER_L2;
        }
        if (holder < 0) {
            return WriteOutcomeLayout.FOUND_NOWHERE;
        }
        if (holder != domain) {
            return WriteOutcomeLayout.FOUND_REMOTE_LLC;
        }
        return allocatedByDevice.contains(line)
                ? WriteOutcomeLayout.FOUND_LLC_IO_WAY
                : WriteOutcomeLayout.FOUND_LLC_OTHER_WAY;
    }

    private WriteAction action(int kind, int found, int mask) {
        WriteAction action = config.deviceWrites().policy().action(kind, found);
        boolean allocatesInLlc = action == WriteAction.TO_LLC
                || action == WriteAction.STASH
                || action == WriteAction.TO_TARGET && kind == PlacementLayout.KIND_LLC;
        return allocatesInLlc && mask == 0 ? WriteAction.TO_MEMORY : action;
    }

    private int carryOut(long line, boolean full, int placement, int domain, int found) {
        int kind = PlacementLayout.kind(placement);
        int index = PlacementLayout.index(placement);
        int ioMask = config.llc().ioWayMask();
        int mask = kind == PlacementLayout.RETAIN ? ioMask | config.llc().cpuWayMask() : ioMask;
        boolean hit = found != WriteOutcomeLayout.FOUND_NOWHERE;
        if (!hit && !full) {
            if (config.deviceWrites().partialMiss() == PartialMissPolicy.MASKED_WRITE) {
                count("dram_write_device");
                return WriteOutcomeLayout.LANDED_MEMORY;
            }
            count("dram_read_device");
        }
        WriteAction action = action(kind, found, mask);
        boolean wasUnread = unread.contains(line);
        if (wasUnread && (full || action == WriteAction.TO_MEMORY)) {
            count(full ? "unread_overwritten" : "unread_to_dram");
        }
        if (action == WriteAction.TO_MEMORY) {
            if (hit) {
                takeOut(line);
                forget(line);
                count("invalidations");
            }
            count("dram_write_device");
            return WriteOutcomeLayout.LANDED_MEMORY;
        }
        deviceWrote.add(line);
        unread.add(line);
        if (action == WriteAction.IN_PLACE) {
            count("in_place");
            return inPlace(line, found);
        }
        if (action == WriteAction.STASH) {
            return stash(line, kind == PlacementLayout.KIND_LLC ? -1 : index, domain, hit);
        }
        if (hit) {
            count("moves");
        }
        if (action == WriteAction.TO_TARGET && kind != PlacementLayout.KIND_LLC) {
            if (hit) {
                takeOut(line);
            }
            putL2(index, line, DIRTY, ioMask);
            return WriteOutcomeLayout.LANDED_TARGET_L2;
        }
        boolean fromL2 = l2Of(line) >= 0 && llcOf(line) < 0;
        toLlc(line, domain, kind == PlacementLayout.NONE && fromL2 && inclusiveWays != 0 ? inclusiveWays : mask);
        return WriteOutcomeLayout.LANDED_LLC;
    }

    private int inPlace(long line, int found) {
        if (l2Of(line) >= 0) {
            l2[l2Of(line)].access(line, 0, DIRTY);
            if (isInBoth(line)) {
                llc[llcOf(line)].remove(line);
                track(line);
            }
            return found == WriteOutcomeLayout.FOUND_TARGET_L2
                    ? WriteOutcomeLayout.LANDED_TARGET_L2
                    : WriteOutcomeLayout.LANDED_OTHER_L2;
        }
        llc[llcOf(line)].access(line, 0, DIRTY);
        return WriteOutcomeLayout.LANDED_LLC;
    }

    private void toLlc(long line, int domain, int mask) {
        int owner = l2Of(line);
        if ((inclusive || isInBoth(line)) && owner >= 0 && domainOfCore(owner) == domain) {
            l2[owner].remove(line);
            untrack(owner, line);
            llc[domain].access(line, 0, DIRTY);
            return;
        }
        takeOut(line);
        intoLlc(domain, line, DIRTY, mask);
        allocatedByDevice.add(line);
    }

    private int stash(long line, int core, int domain, boolean hit) {
        boolean already = l2Of(line) < 0 && llcOf(line) == domain;
        if (already) {
            llc[domain].access(line, 0, DIRTY);
        } else {
            toLlc(line, domain, config.llc().ioWayMask());
        }
        boolean pulled = core >= 0 && accepts() && hasTime(core);
        if (core >= 0) {
            count(pulled ? "stash_accepted" : "stash_refused");
        }
        if (pulled) {
            if (inclusive) {
                llc[domain].access(line, DIRTY, 0);
            } else {
                llc[domain].remove(line);
            }
            allocatedByDevice.remove(line);
            intoL2(core, line, DIRTY);
        }
        if (hit) {
            count(already && !pulled ? "in_place" : "moves");
        }
        return pulled ? WriteOutcomeLayout.LANDED_TARGET_L2 : WriteOutcomeLayout.LANDED_LLC;
    }

    private boolean accepts() {
        BigInteger draw = BigInteger.valueOf(stashes.nextLong() >>> 1);
        int perMillion =
                draw.multiply(BigInteger.valueOf(1_000_000)).shiftRight(63).intValueExact();
        return perMillion < config.deviceWrites().stashAcceptPerMillion();
    }

    /** Each fill takes its time, one after the other; of sixteen that are not done none more is taken. */
    private boolean hasTime(int core) {
        long fillPs = config.deviceWrites().stashFillPs();
        List<Long> pending = fills.computeIfAbsent(core, any -> new ArrayList<>());
        pending.removeIf(donePs -> donePs <= nowPs);
        long lastPs = pending.isEmpty() ? nowPs : pending.get(pending.size() - 1);
        if (fillPs > 0 && lastPs - nowPs > 15 * fillPs) {
            count("stash_busy");
            return false;
        }
        if (fillPs > 0) {
            pending.add(lastPs + fillPs);
        }
        return true;
    }

    void drop(long line) {
        if (l2Of(line) >= 0 || llcOf(line) >= 0) {
            int flags = takeOut(line);
            forget(line);
            count("invalidations");
            if (flags != 0) {
                count("dropped_dirty");
            }
        }
    }

    // ---- flow of lines

    private int takeOut(long line) {
        int flags = 0;
        for (NaiveLruCache[] level : new NaiveLruCache[][] {l2, llc}) {
            for (NaiveLruCache cache : level) {
                int removed = cache.remove(line);
                flags |= removed == ABSENT ? 0 : removed;
            }
        }
        for (NaiveLruCache filter : filters) {
            filter.remove(line);
        }
        allocatedByDevice.remove(line);
        return flags;
    }

    private void forget(long line) {
        unread.remove(line);
        deviceWrote.remove(line);
        allocatedByDevice.remove(line);
    }

    private void putL2(int core, long line, int flags, int llcMask) {
        if (inclusive) {
            intoLlc(domainOfCore(core), line, 0, llcMask);
        }
        intoL2(core, line, flags);
    }

    private void intoL2(int core, long line, int flags) {
        NaiveLruCache cache = l2[core];
        long victim = cache.insert(line, flags, cache.allWays());
        if (victim != ABSENT) {
            untrack(core, victim >> FLAG_BITS);
            l2Victim(core, victim >> FLAG_BITS, (int) victim & DIRTY);
        }
        track(line);
    }

    private void l2Victim(int core, long victimLine, int victimFlags) {
        count("l2_victims");
        if (unread.contains(victimLine)) {
            count("unread_from_l2");
        }
        if (inclusive) {
            count("l2_victims_to_llc");
            llc[domainOfCore(core)].access(victimLine, 0, victimFlags);
        } else if (cpuWays(core) != 0 && (config.llc().cleanVictims() || victimFlags != 0)) {
            count("l2_victims_to_llc");
            if (llc[domainOfCore(core)].access(victimLine, 0, 0) == ABSENT) {
                intoLlc(domainOfCore(core), victimLine, victimFlags, cpuWays(core));
            }
        } else if (llcOf(victimLine) < 0) {
            leave(victimLine, victimFlags);
        }
    }

    private void intoLlc(int domain, long line, int flags, int mask) {
        long victim = llc[domain].insert(line, flags, mask);
        if (victim == ABSENT) {
            return;
        }
        long victimLine = victim >> FLAG_BITS;
        int victimFlags = (int) victim & DIRTY;
        count("llc_victims");
        int owner = l2Of(victimLine);
        if (owner >= 0) {
            count("back_invalidations");
            victimFlags |= l2[owner].remove(victimLine);
        }
        leave(victimLine, victimFlags);
    }

    private void leave(long line, int flags) {
        if (flags != 0) {
            count(deviceWrote.contains(line) ? "dram_write_back_io" : "dram_write_back_other");
            if (deviceWrote.contains(line)) {
                count(unread.contains(line) ? "unread_to_dram" : "read_to_dram");
            }
        }
        forget(line);
    }
}
