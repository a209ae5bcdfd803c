package tlpsim.completer.dram;

/**
 * Main memory of a host.
 *
 * @param sockets            memories of this kind, one per socket
 * @param channels           per socket, or 0: no queueing, every access takes the unloaded latency
 * @param bytesPerSecond     of one socket; each channel has an equal part
 * @param banks              per channel, or 0: an access occupies its channel only
 * @param rowCyclePs         from opening one row of a bank to opening another
 * @param rowLines           lines of one row, as one channel sees it
 * @param writeQueueLines    writes that a channel takes before it has served what came earlier
 */
public record DramTimingConfig(
        int sockets, int channels, long bytesPerSecond, int banks, long rowCyclePs, int rowLines, int writeQueueLines) {
    private static final long MOST_CHANNELS = 1024;

    public DramTimingConfig {
        if (sockets < 1
                || channels < 0
                || (long) sockets * channels > MOST_CHANNELS
                || bytesPerSecond < 1
                || banks < 0
                || rowCyclePs < 0
                || rowLines < 1
                || writeQueueLines < 0) {
            throw new IllegalArgumentException("sockets=" + sockets + " channels=" + channels + " bytesPerSecond="
                    + bytesPerSecond + " banks=" + banks + " rowCyclePs=" + rowCyclePs + " rowLines=" + rowLines
                    + " writeQueueLines=" + writeQueueLines);
        }
    }

    /** Memory without queues. */
    public static DramTimingConfig unloaded() {
        return new DramTimingConfig(1, 0, 1, 0, 0, 1, 0);
    }
}
