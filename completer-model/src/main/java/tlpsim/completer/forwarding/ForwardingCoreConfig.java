package tlpsim.completer.forwarding;

/**
 * What a core does with packets, and what its prefetcher does meanwhile.
 *
 * @param burst              packets that one poll takes at most
 * @param packetPs           time of one packet
 * @param pollPs             time of a poll, empty or not
 * @param headerLines        lines of packet data that the software touches, from the first on; it writes the first
 * @param prefetch           lines behind them that the prefetcher brings into the L2
 */
public record ForwardingCoreConfig(int burst, long packetPs, long pollPs, int headerLines, PrefetchConfig prefetch) {

    public ForwardingCoreConfig {
        if (burst < 1 || packetPs < 0 || pollPs < 1 || headerLines < 1) {
            throw new IllegalArgumentException(
                    "burst=" + burst + " packetPs=" + packetPs + " pollPs=" + pollPs + " headerLines=" + headerLines);
        }
    }

    /**
     * A prefetcher that runs ahead while the core is not busy: none until the packets of a core are {@code fromGapPs} apart, then a
     * line more per {@code gapPerLinePs}, at most {@code mostMilliLines} thousandths of a line on average.
     */
    public record PrefetchConfig(int mostMilliLines, long fromGapPs, long gapPerLinePs) {

        public PrefetchConfig {
            if (mostMilliLines < 0 || fromGapPs < 0 || gapPerLinePs < 1) {
                throw new IllegalArgumentException("mostMilliLines=" + mostMilliLines + " fromGapPs=" + fromGapPs
                        + " gapPerLinePs=" + gapPerLinePs);
            }
        }

        /** Thousandths of a line behind the header, for packets that come this far apart. */
        long milliLines(long gapPs) {
            long ahead = (gapPs - fromGapPs) * 1000 / gapPerLinePs;
            return Math.max(0, Math.min(mostMilliLines, ahead));
        }
    }
}
