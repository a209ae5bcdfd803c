package tlpsim.completer.consumer;

/**
 * A prefetcher of the L2 that runs ahead while its core is not busy: none until the units of a core are {@code fromGapPs} apart, then a line more per
 * {@code gapPerLinePs}, at most {@code mostMilliLines} thousandths of a line on average.
 */
public record PrefetchConfig(int mostMilliLines, long fromGapPs, long gapPerLinePs) {
    /** No prefetches. */
    public static final PrefetchConfig OFF = new PrefetchConfig(0, 0, 1);

    private static final int MILLI = 1000;

    public PrefetchConfig {
        if (mostMilliLines < 0 || fromGapPs < 0 || gapPerLinePs < 1) {
            throw new IllegalArgumentException(
                    "mostMilliLines=" + mostMilliLines + " fromGapPs=" + fromGapPs + " gapPerLinePs=" + gapPerLinePs);
        }
    }

    /** Thousandths of a line behind what a core reads, for units that come this far apart. */
    int milliLines(long gapPs) {
        long ahead = (gapPs - fromGapPs) * MILLI / gapPerLinePs;
        return (int) Math.max(0, Math.min(mostMilliLines, ahead));
    }
}
