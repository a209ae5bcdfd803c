package tlpsim.completer.memory;

/**
 * The second half of a stash: the target core pulls the line out of its LLC, or refuses. Refusals come from one
 * stream of the host, drawn once per request in the order of the requests (SplitMix64).
 */
final class StashModel {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private final CacheHierarchy caches;
    private final int acceptPerMillion;
    private long state;

    StashModel(DeviceWriteConfig config, CacheHierarchy caches) {
        this.caches = caches;
        this.acceptPerMillion = config.stashAcceptPerMillion();
        this.state = config.seed();
    }

    /** @return whether the core took the line, which is in the LLC of {@code domain} */
    boolean pull(long line, int core, int domain) {
        if (!accepts()) {
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

    private boolean accepts() {
        state += GOLDEN_GAMMA;
        long z = state;
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        z ^= z >>> 31;
        return Math.multiplyHigh(z >>> 1, 2L * DeviceWriteConfig.ALL_STASHES_ACCEPTED) < acceptPerMillion;
    }
}
