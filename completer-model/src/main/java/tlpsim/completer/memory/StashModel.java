package tlpsim.completer.memory;

/**
 * The second half of a stash: the target core pulls the line out of its LLC, or refuses. Refusals come from one
 * stream of the host, drawn once per request in the order of the requests (SplitMix64), and from cores that have as
 * many lines to fill already as they keep in mind.
 */
final class StashModel {
    /** Lines that a core has accepted and not filled yet, the one being filled included. */
    static final int PENDING_FILLS = 16;

    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final CacheHierarchy caches;
    private final int acceptPerMillion;
    private final long fillPs;
    /** By core: when the last fill that it has accepted is done. */
    private final long[] doneOfCorePs;

    private long nowPs;
    private long state;

    StashModel(DeviceWriteConfig config, CacheHierarchy caches) {
        this.caches = caches;
        this.acceptPerMillion = config.stashAcceptPerMillion();
        this.state = config.seed();
        this.fillPs = config.stashFillPs();
        this.doneOfCorePs = new long[caches.cores];
    }

    /** The time of the requests that follow. */
    void begin(long timePs) {
        nowPs = timePs;
    }

    /** @return whether the core took the line, which is in the LLC of {@code domain} */
    boolean pull(long line, int core, int domain) {
        if (!accepts() || fillPs > 0 && isBusy(core)) {
            caches.counters[HostCounterLayout.STASH_REFUSED]++;
            return false;
        }
        caches.counters[HostCounterLayout.STASH_ACCEPTED]++;
        if (caches.inclusive) {
            caches.llc[domain].access(line, LineState.ALL, LineState.CLEAN);
        } else {
            caches.llc[domain].remove(line);
        }
        caches.insertL2(core, line, LineState.DEVICE_UNREAD);
        return true;
    }

    private boolean isBusy(int core) {
        long startPs = Math.max(nowPs, doneOfCorePs[core]);
        if (startPs + fillPs - nowPs > PENDING_FILLS * fillPs) {
            caches.counters[HostCounterLayout.STASH_BUSY]++;
            return true;
        }
        doneOfCorePs[core] = startPs + fillPs;
        return false;
    }

    private boolean accepts() {
        state += GOLDEN_GAMMA;
        long z = state;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        z ^= z >>> 31;
        return Math.multiplyHigh(z >>> 1, 2L * DeviceWriteConfig.ALL_STASHES_ACCEPTED) < acceptPerMillion;
    }
}
