package tlpsim.completer.host;

import org.agrona.collections.Long2LongHashMap;

/**
 * From the bus addresses in TLPs to the dense physical memory that is simulated. Identity for synthetic devices; for captures, the 4 KiB pages they touch
 * are packed in the order of their first use. Read-only during a run.
 */
public final class AddressMap {
    private static final int PAGE_SHIFT = 12;
    private static final long PAGE_MASK = (1L << PAGE_SHIFT) - 1;
    private static final long ABSENT = -1;

    private final Long2LongHashMap pages = new Long2LongHashMap(ABSENT);
    private final boolean identity;

    private AddressMap(boolean identity) {
        this.identity = identity;
    }

    /** Bus addresses are physical addresses. */
    public static AddressMap identity() {
        return new AddressMap(true);
    }

    /** Only addresses given to {@link #place} may be mapped. */
    public static AddressMap paged() {
        return new AddressMap(false);
    }

    /** Maps the page of {@code busAddress} to {@code physicalPage} unless it is mapped. @return true if it was not */
    public boolean place(long busAddress, long physicalPage) {
        long page = busAddress >>> PAGE_SHIFT;
        return pages.putIfAbsent(page, physicalPage) == ABSENT;
    }

    /** The physical address behind a bus address; an address that no page was placed for is taken as it is. */
    public long map(long busAddress) {
        if (identity) {
            return busAddress;
        }
        long page = pages.get(busAddress >>> PAGE_SHIFT);
        return page == ABSENT ? busAddress : page << PAGE_SHIFT | busAddress & PAGE_MASK;
    }
}
