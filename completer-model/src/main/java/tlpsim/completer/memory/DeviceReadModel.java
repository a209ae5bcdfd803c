package tlpsim.completer.memory;

import static tlpsim.completer.cache.SetAssociativeCache.ABSENT;
import static tlpsim.completer.memory.ReadOutcomeLayout.READ_DRAM;
import static tlpsim.completer.memory.ReadOutcomeLayout.READ_L2_REMOTE;
import static tlpsim.completer.memory.ReadOutcomeLayout.READ_L2_SIBLING;
import static tlpsim.completer.memory.ReadOutcomeLayout.READ_LLC_LOCAL;
import static tlpsim.completer.memory.ReadOutcomeLayout.READ_LLC_REMOTE;

/** Device reads: nothing is allocated or moved. */
final class DeviceReadModel {
    private final CacheHierarchy caches;
    private final HomeDomainTable homes;

    DeviceReadModel(HostMemoryConfig config, CacheHierarchy caches) {
        this.caches = caches;
        this.homes = config.homes();
    }

    /** @return see {@link ReadOutcomeLayout} */
    int read(long line) {
        int entry = caches.directory.entry(line);
        int holder = LineDirectory.holder(entry);
        if (holder != 0 && holder <= caches.cores) {
            int domain = caches.domainOfCore[holder - 1];
            int state = LineDirectory.hasLlcCopy(entry) ? ABSENT : caches.l2[holder - 1].peek(line);
            if (state != ABSENT) {
                LineState.noteRead(caches.l2[holder - 1], line, state);
                return domain == homes.domainOf(line) ? READ_L2_SIBLING : READ_L2_REMOTE;
            }
            holder = caches.holderOfLlc(domain);
        }
        if (holder != 0) {
            int domain = holder - caches.cores - 1;
            int state = caches.llc[domain].access(line, 0, 0);
            if (state != ABSENT) {
                LineState.noteRead(caches.llc[domain], line, state);
                return domain == homes.domainOf(line) ? READ_LLC_LOCAL : READ_LLC_REMOTE;
            }
        }
        caches.counters[HostCounterLayout.DRAM_READ_DEVICE]++;
        return READ_DRAM;
    }
}
