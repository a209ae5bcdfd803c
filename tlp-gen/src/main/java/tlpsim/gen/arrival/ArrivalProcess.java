package tlpsim.gen.arrival;

/**
 * Decides when units of work (packets, messages, I/O requests) are due, before any limit of the port.
 *
 * <p>Times never depend on feedback. Not thread safe: owned by the requester that it drives. Calls after the
 * construction do not allocate.
 */
public interface ArrivalProcess {
    /** What {@link #nextGapPs} returns when no unit is left. */
    long END = Long.MAX_VALUE;

    /**
     * Picoseconds from the unit before to this one, for the first from time 0; not negative.
     *
     * @param index 0, 1, 2, ... in this order, each once
     */
    long nextGapPs(long index);
}
