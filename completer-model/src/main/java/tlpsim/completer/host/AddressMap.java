package tlpsim.completer.host;

import org.agrona.collections.Long2LongHashMap;

/**
 * From the bus addresses in TLPs to the dense physical memory that is simulated. Two windows for synthetic devices (below and above 4 GiB);
 * for captures, the 4 KiB pages they touch are packed in the order of their first use. Read-only during a run.
 */
public final class AddressMap {
    private static final int PAGE_SHIFT = 12;
    private static final long PAGE_MASK = (1L << PAGE_SHIFT) - 1;
    private static final long ABSENT = -1;

    private final Long2LongHashMap pages = new Long2LongHashMap(ABSENT);
    private final long windowBase;
    private boolean paged;

    private AddressMap(long windowBase) {
        this.windowBase = windowBase;
    }

    /** Bus addresses below {@code base} are physical addresses; from there on they start again at 0. Pages may be placed beside that. */
    public static AddressMap window(long base) {
        return new AddressMap(base);
    }

    /** Maps the page of {@code busAddress} to {@code physicalPage} unless it is mapped. @return true if it was not */
    public boolean place(long busAddress, long physicalPage) {
        paged = true;
        long page = busAddress >>> PAGE_SHIFT;
        return pages.putIfAbsent(page, physicalPage) == ABSENT;
    }

    /** The physical address behind a bus address. */
    public long map(long busAddress) {
        if (paged) {
            long page = pages.get(busAddress >>> PAGE_SHIFT);
            if (page != ABSENT) {
                return page << PAGE_SHIFT | busAddress & PAGE_MASK;
            }
        }
        return busAddress >= windowBase ? busAddress - windowBase : busAddress;
    }
}
