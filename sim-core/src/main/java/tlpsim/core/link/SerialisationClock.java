package tlpsim.core.link;

/**
 * One direction of a link in simulated time: TLPs leave one after another at the exact rate. Between TLPs that follow
 * back to back the fraction of a picosecond is carried, so that the n-th departure is the floor of the exact sum, however
 * long the burst; after an idle gap the link starts on a whole picosecond.
 *
 * <p>Owned by one thread. No call allocates or divides.
 */
public final class SerialisationClock {
    private final LinkRate rate;
    private final long[] wholePs;
    private final long[] fraction;
    private long freeAtPs;
    private long remainder;
    private long wireBytes;

    /** Idle since time 0. */
    public SerialisationClock(LinkRate rate) {
        this.rate = rate;
        wholePs = new long[WireLayout.MAX_WIRE_BYTES + 1];
        fraction = new long[WireLayout.MAX_WIRE_BYTES + 1];
        for (int bytes = 0; bytes <= WireLayout.MAX_WIRE_BYTES; bytes++) {
            long scaled = bytes * rate.denominator();
            wholePs[bytes] = scaled / rate.numerator();
            fraction[bytes] = scaled % rate.numerator();
        }
    }

    /**
     * Sends one TLP as soon as it is ready and the link is free.
     *
     * @param earliestPs when the TLP is ready
     * @param bytes      what {@link WireLayout#wireBytes} counts, 0 to {@link WireLayout#MAX_WIRE_BYTES}
     * @return when its last byte has left, rounded down to a whole picosecond
     */
    public long transmit(long earliestPs, int bytes) {
        long startPs = freeAtPs;
        long carried = remainder;
        if (earliestPs > startPs) {
            startPs = earliestPs;
            carried = 0;
        }
        long endPs = startPs + wholePs[bytes];
        carried += fraction[bytes];
        if (carried >= rate.numerator()) {
            carried -= rate.numerator();
            endPs++;
        }
        freeAtPs = endPs;
        remainder = carried;
        wireBytes += bytes;
        return endPs;
    }

    /** When the last TLP has left, rounded down; the link is busy until then. */
    public long freeAtPs() {
        return freeAtPs;
    }

    /** The part of a picosecond beyond {@link #freeAtPs()}, in units of 1 / {@code rate().numerator()} ps. */
    public long remainder() {
        return remainder;
    }

    /** All bytes sent so far; divided by the rate this is the busy time. */
    public long wireBytes() {
        return wireBytes;
    }

    public LinkRate rate() {
        return rate;
    }
}
