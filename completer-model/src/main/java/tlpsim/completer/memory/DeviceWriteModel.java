package tlpsim.completer.memory;

import static tlpsim.completer.cache.SetAssociativeCache.DIRTY;
import static tlpsim.completer.memory.HostCounterLayout.DRAM_READ_DEVICE;
import static tlpsim.completer.memory.HostCounterLayout.DRAM_WRITE_DEVICE;
import static tlpsim.completer.memory.LineDirectory.DEVICE_WROTE;
import static tlpsim.completer.memory.LineDirectory.HOLDER_MASK;
import static tlpsim.completer.memory.LineDirectory.IO_ALLOCATED;
import static tlpsim.completer.memory.LineDirectory.UNREAD;
import static tlpsim.completer.memory.LineDirectory.UNREAD_SHIFT;
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

/**
 * Device writes: finds the line, looks the action up in {@link DeviceWritePolicy}, carries it out.
 *
 * <p>The domain of a write, which tells a near LLC from a remote one and where {@link WriteAction#TO_LLC} allocates, is that
 * of the placement's target; without a target it is the line's home domain.
 */
final class DeviceWriteModel {
    private static final int ROW_SHIFT = 3;
    private static final int IN_PLACE = WriteAction.IN_PLACE.ordinal();
    private static final int TO_LLC = WriteAction.TO_LLC.ordinal();
    private static final int TO_MEMORY = WriteAction.TO_MEMORY.ordinal();
    private static final int STASH = WriteAction.STASH.ordinal();
    private static final int ALLOCATED_BY_DEVICE = DEVICE_WROTE | UNREAD | IO_ALLOCATED;

    private final CacheHierarchy caches;
    private final HomeDomainTable homes;
    private final char[] directory;
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

    /** @return see {@link WriteOutcomeLayout} */
    int write(long line, boolean fullLine, int placement) {
        int entry = directory[(int) line];
        int kind = PlacementLayout.kind(placement);
        int index = PlacementLayout.index(placement);
        int domain = domainOf(line, kind, index);
        int found = found(entry, kind, index, domain);
        int action = actions[kind << ROW_SHIFT | found];
        if (action == IN_PLACE) {
            return found << LANDED_BITS | updateInPlace(line, entry, found, fullLine);
        }
        if (found == FOUND_NOWHERE && !fullLine) {
            if (!fetchOnPartialMiss) {
                counters[DRAM_WRITE_DEVICE]++;
                return FOUND_NOWHERE << LANDED_BITS | LANDED_MEMORY;
            }
            counters[DRAM_READ_DEVICE]++;
        }
        return found << LANDED_BITS | relocate(line, entry, placement, domain, action, fullLine);
    }

    private int domainOf(long line, int kind, int index) {
        if (kind < PlacementLayout.KIND_L2) {
            return homes.domainOf(line);
        }
        return kind == PlacementLayout.KIND_LLC ? index : caches.domainOfCore[index];
    }

    private int found(int entry, int kind, int index, int domain) {
        int holder = entry & HOLDER_MASK;
        if (holder == 0) {
            return FOUND_NOWHERE;
        }
        if (holder <= cores) {
            boolean target = holder == index + 1 && kind >= PlacementLayout.KIND_L2 && kind != PlacementLayout.KIND_LLC;
            return target ? FOUND_TARGET_L2 : FOUND_OTHER_L2;
        }
        if (holder != caches.holderOfLlc(domain)) {
            return FOUND_REMOTE_LLC;
        }
        return (entry & IO_ALLOCATED) != 0 ? FOUND_LLC_IO_WAY : FOUND_LLC_OTHER_WAY;
    }

    private int updateInPlace(long line, int entry, int found, boolean fullLine) {
        countOverwritten(entry, fullLine);
        counters[HostCounterLayout.IN_PLACE]++;
        directory[(int) line] = (char) (entry | DEVICE_WROTE | UNREAD);
        int holder = entry & HOLDER_MASK;
        if (holder <= cores) {
            caches.l2[holder - 1].access(line, 0, DIRTY);
            return found == FOUND_TARGET_L2 ? LANDED_TARGET_L2 : LANDED_OTHER_L2;
        }
        caches.llc[holder - cores - 1].access(line, 0, DIRTY);
        return LANDED_LLC;
    }

    private void countOverwritten(int entry, boolean fullLine) {
        if (fullLine) {
            counters[HostCounterLayout.UNREAD_OVERWRITTEN] += entry >> UNREAD_SHIFT;
        }
    }

    private int relocate(long line, int entry, int placement, int domain, int action, boolean fullLine) {
        int holder = entry & HOLDER_MASK;
        if (action == TO_MEMORY) {
            return toMemory(line, entry, fullLine);
        }
        countOverwritten(entry, fullLine);
        int kind = PlacementLayout.kind(placement);
        if (action == STASH) {
            return stash(line, entry, placement, domain);
        }
        if (holder != 0) {
            counters[HostCounterLayout.MOVES]++;
        }
        if (action == TO_LLC || kind == PlacementLayout.KIND_LLC) {
            toLlc(line, holder, domain, wayMaskOfKind[kind]);
            return LANDED_LLC;
        }
        if (holder != 0) {
            caches.takeOut(line, holder);
        }
        caches.putL2(PlacementLayout.index(placement), line, DIRTY, DEVICE_WROTE | UNREAD, ioWayMask);
        return LANDED_TARGET_L2;
    }

    private int toMemory(long line, int entry, boolean fullLine) {
        int holder = entry & HOLDER_MASK;
        if (holder != 0) {
            caches.takeOut(line, holder);
            directory[(int) line] = 0;
            counters[HostCounterLayout.INVALIDATIONS]++;
            int unreadKind = fullLine ? HostCounterLayout.UNREAD_OVERWRITTEN : HostCounterLayout.UNREAD_TO_DRAM;
            counters[unreadKind] += entry >> UNREAD_SHIFT;
        }
        counters[DRAM_WRITE_DEVICE]++;
        return LANDED_MEMORY;
    }

    /** Invalidates any copy and allocates in the LLC; an LLC copy under an L2 copy (inclusive role) is updated where it is. */
    private void toLlc(long line, int holder, int domain, int wayMask) {
        if (holder != 0 && holder <= cores && caches.inclusive && caches.domainOfCore[holder - 1] == domain) {
            caches.l2[holder - 1].remove(line);
            caches.llc[domain].access(line, 0, DIRTY);
            directory[(int) line] = (char) (caches.holderOfLlc(domain) | DEVICE_WROTE | UNREAD);
            return;
        }
        if (holder != 0) {
            caches.takeOut(line, holder);
        }
        caches.putLlc(domain, line, DIRTY, ALLOCATED_BY_DEVICE, wayMask);
    }

    private int stash(long line, int entry, int placement, int domain) {
        int holder = entry & HOLDER_MASK;
        boolean inPlace = holder == caches.holderOfLlc(domain);
        if (inPlace) {
            caches.llc[domain].access(line, 0, DIRTY);
            directory[(int) line] = (char) (entry | DEVICE_WROTE | UNREAD);
        } else {
            toLlc(line, holder, domain, ioWayMask);
        }
        boolean pulled = PlacementLayout.kind(placement) != PlacementLayout.KIND_LLC
                && stashes.pull(line, PlacementLayout.index(placement), domain);
        if (holder != 0) {
            counters[inPlace && !pulled ? HostCounterLayout.IN_PLACE : HostCounterLayout.MOVES]++;
        }
        return pulled ? LANDED_TARGET_L2 : LANDED_LLC;
    }
}
