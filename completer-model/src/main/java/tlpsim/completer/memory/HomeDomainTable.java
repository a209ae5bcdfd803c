package tlpsim.completer.memory;

/**
 * The home LLC domain of each line: where a device write without a tag looks and allocates. Domains are assigned to
 * equal regions of simulated memory, as large as a power of two.
 */
public final class HomeDomainTable {
    private final int regionShift;
    private final short[] domainOfRegion;

    private HomeDomainTable(int regionShift, short[] domainOfRegion) {
        this.regionShift = regionShift;
        this.domainOfRegion = domainOfRegion;
    }

    /** One domain for all memory. */
    public static HomeDomainTable single(int domain) {
        return new HomeDomainTable(Long.SIZE - 2, new short[] {(short) domain});
    }

    /** Region i holds the lines {@code i << regionShift} and up; every simulated line must be in a region. */
    public static HomeDomainTable regions(int regionShift, int[] domainOfRegion) {
        short[] domains = new short[domainOfRegion.length];
        for (int i = 0; i < domains.length; i++) {
            domains[i] = (short) domainOfRegion[i];
        }
        return new HomeDomainTable(regionShift, domains);
    }

    /** The same homes for lines of which one in {@code 2^log2} is left, numbered without gaps; regions have 64 lines or more. */
    public HomeDomainTable ofPart(int log2) {
        return new HomeDomainTable(regionShift - log2, domainOfRegion);
    }

    public int domainOf(long line) {
        return domainOfRegion[(int) (line >>> regionShift)];
    }

    boolean isSingle() {
        return domainOfRegion.length == 1;
    }

    int highestDomain() {
        int highest = 0;
        for (short domain : domainOfRegion) {
            highest = Math.max(highest, domain);
        }
        return highest;
    }

    long lines() {
        return regionShift >= Integer.SIZE ? Long.MAX_VALUE : (long) domainOfRegion.length << regionShift;
    }
}
