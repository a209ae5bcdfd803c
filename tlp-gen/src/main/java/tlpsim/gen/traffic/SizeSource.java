package tlpsim.gen.traffic;

import tlpsim.gen.arrival.UnitMean;

/**
 * Sizes of packets, one after another. A unit of arrival is a packet, or a message that is sent as several packets.
 *
 * <p>Unit n is a function of (stream, n) alone. Not thread safe. {@link #advance()} and the getters do not allocate.
 */
public interface SizeSource {
    /** Moves to the next packet; the first call moves to packet 0. */
    void advance();

    /** Layer 2 bytes of the packet without frame check sequence. */
    int bytes();

    /** The unit that the packet belongs to, from 0. */
    long unit();

    boolean startsUnit();

    boolean endsUnit();

    /** Exact mean of a unit, for turning bits per second into gaps. */
    UnitMean mean();
}
