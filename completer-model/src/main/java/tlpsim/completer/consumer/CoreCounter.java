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

    public static final int COUNT = 6;

    private CoreCounter() {}
}
