package tlpsim.completer.consumer;

/**
 * Whose memory holds the structures of a queue: {@link #HOST}, or {@link #peer}. The addresses in its layout are those of the owner's own memory.
 *
 * @param descriptor ring of descriptors
 * @param header     header buffers; where headers are not split off, the first bytes of the buffers
 * @param payload    payload buffers
 * @param completion ring of completion entries
 */
public record QueuePlaces(int descriptor, int header, int payload, int completion) {
    public static final int HOST = 0;
    /** Everything at the host. */
    public static final QueuePlaces ALL_HOST = new QueuePlaces(HOST, HOST, HOST, HOST);

    private static final int NO_PEER = -1;

    public QueuePlaces {
        if (Math.min(Math.min(descriptor, header), Math.min(payload, completion)) < HOST) {
            throw new IllegalArgumentException("descriptor=" + descriptor + ", header=" + header + ", payload="
                    + payload + ", completion=" + completion + ", each at least 0");
        }
    }

    /** The place of a peer. */
    public static int peer(int peer) {
        return peer + 1;
    }

    /** A core sees the completion entries. */
    public boolean isSeenByCore() {
        return completion == HOST;
    }

    /**
     * The peer whose engine reads the unit's data, or -1 where the core does. It is the one that holds the completion entries; else, the payload; else, the
     * header.
     */
    public int enginePeer() {
        if (completion != HOST) {
            return completion - 1;
        }
        if (payload != HOST) {
            return payload - 1;
        }
        return header == HOST ? NO_PEER : header - 1;
    }
}
