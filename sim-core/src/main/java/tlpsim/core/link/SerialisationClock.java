package tlpsim.core.link;

/**
 * One direction of a link in simulated time: TLPs leave one after another at the exact rate. Between TLPs that follow
 * back to back the fraction of a picosecond is carried, so that the n-th departure is the floor of the exact sum,
 * however long the burst; after an idle gap the link starts on a whole picosecond.
 *
 * <p>Owned by one thread. No call allocates or divides.
 */
public final class SerialisationClock {
    private final LinkRate rate;
    /** Per size the whole picoseconds and, beside them, the fraction: one cache line serves both. */
    private final long[] durations;

    private long freeAtPs;
    private long remainder;
    private long wireBytes;

    /** Idle since time 0. */
    public SerialisationClock(LinkRate rate) {
        this.rate = rate;
        durations = new long[2 * (WireLayout.MAX_WIRE_BYTES + 1)];
        for (int bytes = 0; bytes <= WireLayout.MAX_WIRE_BYTES; bytes++) {
            long scaled = bytes * rate.denominator();
            durations[2 * bytes] = scaled / rate.numerator();
            durations[2 * bytes + 1] = scaled % rate.numerator();
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
        long endPs = startPs + durations[2 * bytes];
        carried += durations[2 * bytes + 1];
        if (carried >= rate.numerator()) {
            carried -= rate.numerator();
            endPs++;
        }
        freeAtPs = endPs;
        remainder = carried;
        wireBytes += bytes;
        return endPs;
    }

    /** Time that {@code bytes} take on the link, rounded down. */
    public long durationPs(int bytes) {
        return durations[2 * bytes];
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
