package tlpsim.completer.memory;

import static tlpsim.completer.cache.SetAssociativeCache.ABSENT;

import java.util.Map;
import java.util.TreeMap;

/** The caches of {@link ReferenceHost}: who has which line, found by asking every cache. */
class ReferenceCaches {
    final NaiveLruCache[] l2;
    final NaiveLruCache[] llc;
    final NaiveLruCache[] filters;
    final Map<String, Long> counts = new TreeMap<>();
    final HostMemoryConfig config;
    final boolean inclusive;

    ReferenceCaches(HostMemoryConfig config, NaiveLruCache[] l2, NaiveLruCache[] llc, NaiveLruCache[] filters) {
        this.config = config;
        this.l2 = l2;
        this.llc = llc;
        this.filters = filters;
        this.inclusive = config.llc().role() == LlcRole.INCLUSIVE;
    }

    final void count(String name) {
        counts.merge(name, 1L, Long::sum);
    }

    /** The core whose L2 has the line, or -1. */
    final int l2Of(long line) {
        return indexOf(l2, line);
    }

    /** The domain whose LLC has the line, or -1. */
    final int llcOf(long line) {
        return indexOf(llc, line);
    }

    private static int indexOf(NaiveLruCache[] caches, long line) {
        for (int i = 0; i < caches.length; i++) {
            if (caches[i].peek(line) != ABSENT) {
                return i;
            }
        }
        return -1;
    }

    final int domainOfCore(int core) {
        return config.topology().domainOfCore(core);
    }

    final int cpuWays(int core) {
        int ofClass = config.llc().classes().maskOf(core);
        return ofClass == 0 ? config.llc().cpuWayMask() : ofClass;
    }

    /** In the victim role: a clean copy in an L2 and the data in an inclusive way of the LLC. */
    final boolean isInBoth(long line) {
        return !inclusive && l2Of(line) >= 0 && llcOf(line) >= 0;
    }
}
