package tlpsim.completer.consumer;

/** How many lines each core's L2 fetches behind those that a unit's reader asks for; fractions of lines are carried from unit to unit. */
final class LinePrefetcher {
    /** Units that the mean gap looks back on. */
    private static final int UNITS = 1024;

    private static final int MILLI = 1000;

    private final PrefetchConfig config;
    private final long[] gapPs;
    private final long[] lastPs;
    private final int[] carry;

    LinePrefetcher(PrefetchConfig config, int cores) {
        this.config = config;
        gapPs = new long[cores];
        lastPs = new long[cores];
        carry = new int[cores];
    }

    boolean isOff() {
        return config.mostMilliLines() == 0;
    }

    /** {@code core} begins a unit. @return lines to fetch behind it */
    int lines(int core, long nowPs) {
        gapPs[core] += (nowPs - lastPs[core] - gapPs[core]) / UNITS;
        lastPs[core] = nowPs;
        int milli = carry[core] + config.milliLines(gapPs[core]);
        carry[core] = milli % MILLI;
        return milli / MILLI;
    }
}
