package tlpsim.gen.device;

/**
 * The one engine that turns descriptors into reads of packets, packet after packet. What it needs per packet beside its lines, several queues overlap: that
 * part counts over the root of their number.
 *
 * @param linePs      time per 64 bytes
 * @param packetPs    further time per packet with one queue
 * @param readOverlap reads that a single queue keeps under way: a packet also takes the completer's time for a read over this; 0 for as many as needed
 * @param startPs     before this time it takes nothing
 * @param queues      that share the engine
 */
public record TransmitEngineConfig(long linePs, long packetPs, int readOverlap, long startPs, int queues) {
    /** An engine that is never the limit. */
    public static final TransmitEngineConfig UNLIMITED = new TransmitEngineConfig(0, 0, 0, 0, 1);

    private static final int LINE_BYTES = 64;

    public TransmitEngineConfig {
        if (linePs < 0 || packetPs < 0 || readOverlap < 0 || queues < 1) {
            throw new IllegalArgumentException(
                    "linePs=" + linePs + " packetPs=" + packetPs + " readOverlap=" + readOverlap + " queues=" + queues);
        }
    }

    boolean isUnlimited() {
        return linePs == 0 && packetPs == 0 && readOverlap == 0;
    }

    /** The part of each line. */
    long linesPs(int bytes) {
        return linePs * ((bytes + LINE_BYTES - 1) / LINE_BYTES);
    }

    /** Share of the part that queues overlap, as a fraction of 2^20. */
    long overlapShare() {
        return Math.round((1 << TransmitEngine.SHARE_BITS) / StrictMath.sqrt(queues));
    }
}
