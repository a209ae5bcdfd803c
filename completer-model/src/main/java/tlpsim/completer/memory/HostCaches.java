package tlpsim.completer.memory;

import tlpsim.completer.cache.SetAssociativeCache;

/**
 * The caches of a host, all empty.
 *
 * @param l2           one per core
 * @param llc          one per LLC domain
 * @param snoopFilters one per LLC domain, to track the lines that are in an L2 of the domain and not in the LLC; or none
 */
public record HostCaches(SetAssociativeCache[] l2, SetAssociativeCache[] llc, SetAssociativeCache[] snoopFilters) {

    /** Without snoop filters. */
    public HostCaches(SetAssociativeCache[] l2, SetAssociativeCache[] llc) {
        this(l2, llc, new SetAssociativeCache[0]);
    }
}
