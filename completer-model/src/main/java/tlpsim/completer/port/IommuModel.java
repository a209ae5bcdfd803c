package tlpsim.completer.port;

import java.util.Arrays;

/**
 * The IOMMU in front of one root port: a translation cache with exact LRU, and walkers of the page table. A request whose translation is absent waits for a
 * walker and for the walk; one whose page is being walked waits for that. What hits goes on.
 *
 * <p>Owned by the Memory process; nothing allocates.
 */
public final class IommuModel {
    private static final long EMPTY = -1;

    private final boolean on;
    private final int ways;
    private final int sets;
    private final int pageShift;
    private final long walkPs;
    private final long[] pages;
    private final long[] usedAt;
    private final long[] readyPs;
    private final long[] walkerFreePs;
    private final long[] counters;
    private long uses;

    /** @param counters indexed by {@link ReceiveCounter} */
    public IommuModel(IommuConfig config, long[] counters) {
        this.on = config.entries() > 0;
        this.ways = config.ways();
        this.sets = Math.max(1, config.entries() / config.ways());
        this.pageShift = config.pageShift();
        this.walkPs = config.walkPs();
        this.counters = counters;
        pages = new long[config.entries()];
        usedAt = new long[config.entries()];
        readyPs = new long[config.entries()];
        walkerFreePs = new long[config.walkers()];
        Arrays.fill(pages, EMPTY);
    }

    /** A request for {@code address} at {@code nowPs}, which never decreases. @return when its translation is there */
    public long translate(long address, long nowPs) {
        if (!on) {
            return nowPs;
        }
        counters[ReceiveCounter.IOTLB_LOOKUPS]++;
        long page = address >>> pageShift;
        int first = (int) (page % sets) * ways;
        int entry = first;
        for (int way = first; way < first + ways; way++) {
            if (pages[way] == page) {
                usedAt[way] = ++uses;
                long atPs = Math.max(nowPs, readyPs[way]);
                counters[ReceiveCounter.IOTLB_WAIT_PS] += atPs - nowPs;
                return atPs;
            }
            entry = usedAt[way] < usedAt[entry] ? way : entry;
        }
        counters[ReceiveCounter.IOTLB_MISSES]++;
        pages[entry] = page;
        usedAt[entry] = ++uses;
        readyPs[entry] = walk(nowPs);
        counters[ReceiveCounter.IOTLB_WAIT_PS] += readyPs[entry] - nowPs;
        return readyPs[entry];
    }

    private long walk(long nowPs) {
        int walker = 0;
        for (int other = 1; other < walkerFreePs.length; other++) {
            walker = walkerFreePs[other] < walkerFreePs[walker] ? other : walker;
        }
        walkerFreePs[walker] = Math.max(nowPs, walkerFreePs[walker]) + walkPs;
        return walkerFreePs[walker];
    }
}
