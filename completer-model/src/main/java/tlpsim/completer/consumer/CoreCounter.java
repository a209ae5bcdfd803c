package tlpsim.completer.consumer;

/** Indexes of a core's counters. */
public final class CoreCounter {
    public static final int BUSY_PS = 0;
    /** Of the busy time: waiting for memory. */
    public static final int STALL_PS = 1;

    public static final int UNITS = 2;
    public static final int TURNS = 3;
    public static final int INTERRUPTS = 4;
    /** Units whose data it left to an engine; they are not in {@link #UNITS}. */
    public static final int KICKS = 5;

    /** Packets of a source that were due; those of them for which there was no place. */
    public static final int SENDS_DUE = 6;

    public static final int SENDS_REFUSED = 7;
    /** Times that a core had a packet and found the transmit ring full, and how long it took until it was posted. */
    public static final int SENDS_BLOCKED = 8;

    public static final int SEND_BLOCKED_PS = 9;

    public static final int COUNT = 10;

    private CoreCounter() {}
}
