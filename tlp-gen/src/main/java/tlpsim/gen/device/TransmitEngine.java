package tlpsim.gen.device;

/** When the engine of {@link TransmitEngineConfig} can take the next packet. The completer's time for reads is a mean over the last ones. */
final class TransmitEngine {
    static final int SHARE_BITS = 20;
    /** Reads that the mean looks back on. */
    private static final int READS = 64;

    private final TransmitEngineConfig config;
    private final boolean unlimited;
    private final long share;
    private long freePs;
    private long servedPs;

    TransmitEngine(TransmitEngineConfig config) {
        this.config = config;
        unlimited = config.isUnlimited();
        share = config.overlapShare();
        freePs = config.startPs();
    }

    /** A read of data took the completer {@code ps}. */
    void served(long ps) {
        servedPs += servedPs == 0 ? ps : (ps - servedPs) / READS;
    }

    /** The time from which on it can take a packet. */
    long freePs() {
        return freePs;
    }

    /** It takes a packet. */
    void take(long nowPs, int bytes) {
        if (!unlimited) {
            freePs = Math.max(nowPs, freePs) + packetPs(bytes);
        }
    }

    private long packetPs(int bytes) {
        long waitPs = config.readOverlap() == 0 ? 0 : servedPs / config.readOverlap();
        return config.linesPs(bytes) + ((config.packetPs() + waitPs) * share >> SHARE_BITS);
    }
}
