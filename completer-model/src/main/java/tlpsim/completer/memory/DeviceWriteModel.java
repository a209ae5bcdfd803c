package tlpsim.completer.memory;

import static tlpsim.completer.cache.SetAssociativeCache.ABSENT;
import static tlpsim.completer.memory.HostCounterLayout.DRAM_READ_DEVICE;
import static tlpsim.completer.memory.HostCounterLayout.DRAM_WRITE_DEVICE;
import static tlpsim.completer.memory.LineState.ALL;
import static tlpsim.completer.memory.LineState.DEVICE_UNREAD;
import static tlpsim.completer.memory.WriteOutcomeLayout.FOUND_LLC_IO_WAY;
import static tlpsim.completer.memory.WriteOutcomeLayout.FOUND_LLC_OTHER_WAY;
import static tlpsim.completer.memory.WriteOutcomeLayout.FOUND_NOWHERE;
import static tlpsim.completer.memory.WriteOutcomeLayout.FOUND_OTHER_L2;
import static tlpsim.completer.memory.WriteOutcomeLayout.FOUND_REMOTE_LLC;
import static tlpsim.completer.memory.WriteOutcomeLayout.FOUND_TARGET_L2;
import static tlpsim.completer.memory.WriteOutcomeLayout.LANDED_BITS;
import static tlpsim.completer.memory.WriteOutcomeLayout.LANDED_LLC;
import static tlpsim.completer.memory.WriteOutcomeLayout.LANDED_MEMORY;
import static tlpsim.completer.memory.WriteOutcomeLayout.LANDED_OTHER_L2;
import static tlpsim.completer.memory.WriteOutcomeLayout.LANDED_TARGET_L2;

import java.util.Arrays;
import tlpsim.completer.cache.SetAssociativeCache;

/**
 * Device writes: finds the line, looks the action up in {@link DeviceWritePolicy}, carries it out.
 *
 * <p>The directory says where the line is if it is still there, so the action is known before the cache is searched,
 * and the search is the update in place or the removal that the action begins with.
 *
 * <p>The domain of a write, which tells a near LLC from a remote one and where {@link WriteAction#TO_LLC} allocates,
 * is that of the placement's target; without a target it is the line's home domain.
 */
final class DeviceWriteModel {
    private static final int ROW_SHIFT = 3;
    private static final int IN_PLACE = WriteAction.IN_PLACE.ordinal();
    private static final int TO_LLC = WriteAction.TO_LLC.ordinal();
    private static final int TO_MEMORY = WriteAction.TO_MEMORY.ordinal();
    private static final int STASH = WriteAction.STASH.ordinal();

    private final CacheHierarchy caches;
    private final HomeDomainTable homes;
    private final LineDirectory directory;
    private final SetAssociativeCache[] l2;
    private final SetAssociativeCache[] llc;
    private final long[] counters;
    private final int cores;
    private final byte[] actions;
    private final int[] wayMaskOfKind;
    private final int ioWayMask;
    private final boolean fetchOnPartialMiss;
    private final StashModel stashes;

    DeviceWriteModel(HostMemoryConfig config, CacheHierarchy caches) {
        this.caches = caches;
        this.homes = config.homes();
        this.directory = caches.directory;
        this.l2 = caches.l2;
        this.llc = caches.llc;
        this.counters = caches.counters;
        this.cores = caches.cores;
        this.ioWayMask = config.llc().ioWayMask();
        this.wayMaskOfKind = new int[PlacementLayout.KIND_MASK + 1];
        Arrays.fill(wayMaskOfKind, ioWayMask);
        wayMaskOfKind[PlacementLayout.RETAIN] = ioWayMask | caches.cpuWayMask;
        this.actions = compile(config.deviceWrites().policy());
        this.fetchOnPartialMiss = config.deviceWrites().partialMiss() == PartialMissPolicy.FETCH;
        this.stashes = new StashModel(config.deviceWrites(), caches);
    }

    /** One byte per cell. Without ways for device writes, whatever would allocate in the LLC goes to memory. */
    private byte[] compile(DeviceWritePolicy policy) {
        byte[] table = new byte[PlacementLayout.KINDS << ROW_SHIFT];
        for (int kind = 0; kind < PlacementLayout.KINDS; kind++) {
            for (int found = 0; found < WriteOutcomeLayout.FOUND_COUNT; found++) {
                int action = policy.action(kind, found).ordinal();
                boolean needsWays = action == TO_LLC
                        || action == STASH
                        || action != IN_PLACE && action != TO_MEMORY && kind == PlacementLayout.KIND_LLC;
                table[kind << ROW_SHIFT | found] = (byte) (needsWays && wayMaskOfKind[kind] == 0 ? TO_MEMORY : action);
            }
        }
        return table;
    }

    /** The time of the writes that follow. */
    void begin(long timePs) {
        stashes.begin(timePs);
    }

    /** @return see {@link WriteOutcomeLayout} */
    int write(long line, boolean fullLine, int placement) {
        int kind = PlacementLayout.kind(placement);
        int domain = domainOf(line, kind, PlacementLayout.index(placement));
        int entry = directory.entry(line);
        int holder = LineDirectory.holder(entry);
        if (holder == 0) {
            return miss(line, fullLine, placement, domain);
        }
        if (holder <= cores) {
            int outcome = writeInL2(line, fullLine, placement, domain, entry);
            if (outcome != ABSENT) {
                return outcome;
            }
            entry = LineDirectory.entryOf(caches.holderOfLlc(caches.domainOfCore[holder - 1]));
        }
        int outcome = writeInLlc(line, fullLine, placement, domain, entry);
        return outcome == ABSENT ? miss(line, fullLine, placement, domain) : outcome;
    }

    private int domainOf(long line, int kind, int index) {
        if (kind < PlacementLayout.KIND_L2) {
            return homes.domainOf(line);
        }
        return kind == PlacementLayout.KIND_LLC ? index : caches.domainOfCore[index];
    }

    private int miss(long line, boolean fullLine, int placement, int domain) {
        if (!fullLine) {
            if (!fetchOnPartialMiss) {
                return FOUND_NOWHERE << LANDED_BITS | toMemory(line);
            }
            counters[DRAM_READ_DEVICE]++;
        }
        int action = actions[PlacementLayout.kind(placement) << ROW_SHIFT | FOUND_NOWHERE];
        return FOUND_NOWHERE << LANDED_BITS | place(line, placement, domain, action);
    }

    /** @return {@link SetAssociativeCache#ABSENT} where the line is not in that L2 */
    private int writeInL2(long line, boolean fullLine, int placement, int domain, int entry) {
        int core = LineDirectory.holder(entry) - 1;
        boolean copied = caches.inclusive || LineDirectory.hasLlcCopy(entry);
        int kind = PlacementLayout.kind(placement);
        boolean toCore = kind == PlacementLayout.KIND_L2 || kind == PlacementLayout.KIND_STASH;
        int found = toCore && PlacementLayout.index(placement) == core ? FOUND_TARGET_L2 : FOUND_OTHER_L2;
        int action = actions[kind << ROW_SHIFT | found];
        if (action == IN_PLACE) {
            int state = l2[core].access(line, ALL, DEVICE_UNREAD);
            if (state == ABSENT) {
                return ABSENT;
            }
            countReplaced(state, fullLine, action);
            counters[HostCounterLayout.IN_PLACE]++;
            if (LineDirectory.hasLlcCopy(entry)) {
                caches.removeLlcCopy(core, line);
            }
            return found << LANDED_BITS | (found == FOUND_TARGET_L2 ? LANDED_TARGET_L2 : LANDED_OTHER_L2);
        }
        int state = caches.removeL2(core, line);
        if (state == ABSENT) {
            return ABSENT;
        }
        countReplaced(state, fullLine, action);
        int landed = copied
                ? placeAboveLlcCopy(line, placement, domain, action, caches.domainOfCore[core])
                : placeFromL2(line, placement, domain, action);
        counters[landed == LANDED_MEMORY ? HostCounterLayout.INVALIDATIONS : HostCounterLayout.MOVES]++;
        return found << LANDED_BITS | landed;
    }

    /** What a device writes over data of an L2 goes to the inclusive ways, if there are any: Purnal et al. (2022). */
    private int placeFromL2(long line, int placement, int domain, int action) {
        if (action == TO_LLC && placement == PlacementLayout.NONE && caches.inclusiveWayMask != 0) {
            caches.putLlc(domain, line, DEVICE_UNREAD, caches.inclusiveWayMask);
            return LANDED_LLC;
        }
        return place(line, placement, domain, action);
    }

    /** An LLC copy under an L2 copy is updated where it is, if the line is to go there; else it is invalidated too. */
    private int placeAboveLlcCopy(long line, int placement, int domain, int action, int copyDomain) {
        boolean toLlc = action == TO_LLC
                || action == STASH
                || action != TO_MEMORY && PlacementLayout.kind(placement) == PlacementLayout.KIND_LLC;
        if (toLlc && copyDomain == domain) {
            llc[domain].access(line, ALL, DEVICE_UNREAD);
            directory.put(line, LineDirectory.entryOf(caches.holderOfLlc(domain)));
            return action == STASH ? pull(line, placement, domain) : LANDED_LLC;
        }
        llc[copyDomain].remove(line);
        return place(line, placement, domain, action);
    }

    /** @return {@link SetAssociativeCache#ABSENT} where the line is not in the LLC that the entry names */
    private int writeInLlc(long line, boolean fullLine, int placement, int domain, int entry) {
        int from = LineDirectory.holder(entry) - cores - 1;
        int found = FOUND_REMOTE_LLC;
        if (from == domain) {
            found = LineDirectory.isAllocatedByDevice(entry) ? FOUND_LLC_IO_WAY : FOUND_LLC_OTHER_WAY;
        }
        int action = actions[PlacementLayout.kind(placement) << ROW_SHIFT | found];
        boolean stays = action == IN_PLACE || action == STASH && from == domain;
        int state = stays ? llc[from].access(line, ALL, DEVICE_UNREAD) : llc[from].remove(line);
        if (state == ABSENT) {
            return ABSENT;
        }
        countReplaced(state, fullLine, action);
        int landed = LANDED_LLC;
        if (!stays) {
            landed = place(line, placement, domain, action);
        } else if (action == STASH) {
            landed = pull(line, placement, domain);
        }
        int counter = stays && landed == LANDED_LLC ? HostCounterLayout.IN_PLACE : HostCounterLayout.MOVES;
        counters[landed == LANDED_MEMORY ? HostCounterLayout.INVALIDATIONS : counter]++;
        return found << LANDED_BITS | landed;
    }

    /** Unread data is overwritten, or, where part of a line is merged with it on the way to memory, leaves unread. */
    private void countReplaced(int state, boolean fullLine, int action) {
        if (fullLine) {
            counters[HostCounterLayout.UNREAD_OVERWRITTEN] += LineState.unread(state);
        } else if (action == TO_MEMORY) {
            counters[HostCounterLayout.UNREAD_TO_DRAM] += LineState.unread(state);
        }
    }

    /** A line that is in no cache. @return where it landed */
    private int place(long line, int placement, int domain, int action) {
        int kind = PlacementLayout.kind(placement);
        if (action == TO_MEMORY) {
            return toMemory(line);
        }
        if (action == TO_LLC || kind == PlacementLayout.KIND_LLC) {
            caches.putLlc(domain, line, DEVICE_UNREAD, wayMaskOfKind[kind]);
            return LANDED_LLC;
        }
        if (action == STASH) {
            caches.putLlc(domain, line, DEVICE_UNREAD, ioWayMask);
            return pull(line, placement, domain);
        }
        caches.putL2(PlacementLayout.index(placement), line, DEVICE_UNREAD, ioWayMask);
        return LANDED_TARGET_L2;
    }

    private int toMemory(long line) {
        directory.put(line, 0);
        counters[DRAM_WRITE_DEVICE]++;
        return LANDED_MEMORY;
    }

    private int pull(long line, int placement, int domain) {
        boolean pulled = PlacementLayout.kind(placement) != PlacementLayout.KIND_LLC
                && stashes.pull(line, PlacementLayout.index(placement), domain);
        return pulled ? LANDED_TARGET_L2 : LANDED_LLC;
    }
}
