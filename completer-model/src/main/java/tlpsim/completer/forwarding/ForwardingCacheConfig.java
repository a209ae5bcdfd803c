package tlpsim.completer.forwarding;

import tlpsim.completer.cache.CacheGeometry;
import tlpsim.completer.cache.ReplacementPolicy;

/**
 * The caches of one socket.
 *
 * @param llc           sliced last-level cache, at most 31 ways; a victim cache with all its ways open to L2 victims
 * @param l2            of each core
 * @param replacement   of the last-level cache; the L2s are LRU
 * @param extraIoWays   ways beside those of the mask, from way 0 up, in which lines of devices live too
 */
public record ForwardingCacheConfig(
        CacheGeometry llc, CacheGeometry l2, ReplacementPolicy replacement, int extraIoWays) {

    public ForwardingCacheConfig {
        if (extraIoWays < 0 || extraIoWays > llc.ways()) {
            throw new IllegalArgumentException("extraIoWays=" + extraIoWays + ", 0 to " + llc.ways());
        }
    }

    /** The ways in which a device's write may allocate: {@code ways} from the top, as the IIO LLC WAYS register counts them. */
    int ioWayMask(int ways) {
        int all = llc.allWays();
        return all & ~(all >>> ways) | (1 << extraIoWays) - 1;
    }
}
