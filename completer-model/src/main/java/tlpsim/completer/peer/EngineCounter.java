package tlpsim.completer.peer;

/** Indexes of an engine's counters. */
public final class EngineCounter {
    public static final int BUSY_PS = 0;
    /** Of the busy time: waiting for memory. */
    public static final int STALL_PS = 1;

    public static final int UNITS = 2;
    /** Of these, units that a core left to it. */
    public static final int KICKS = 3;
    /** Time that these waited for the engine. */
    public static final int KICK_WAIT_PS = 4;

    public static final int COUNT = 5;

    private EngineCounter() {}
}
