package tlpsim.completer.dram;

/** Indexes of the counters of {@link DramModel}. */
public final class DramCounter {
    /** Lines read and written. */
    public static final int READS = 0;

    public static final int WRITES = 1;
    /** Time that reads, and writes for which somebody waits, waited for bank and channel beyond what an unloaded memory takes. */
    public static final int READ_WAIT_PS = 2;

    public static final int WRITE_WAIT_PS = 3;
    /** Accesses to the row that was open in their bank. */
    public static final int ROW_HITS = 4;
    /** Time that data was on the channels, summed over channels. */
    public static final int BUSY_PS = 5;

    public static final int COUNT = 6;

    private DramCounter() {}
}
