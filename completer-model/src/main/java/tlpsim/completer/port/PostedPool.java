package tlpsim.completer.port;

/**
 * A completer's pool of posted writes: each line holds a place from acceptance until it is globally visible. Places are taken and released in order.
 *
 * <p>Source for the mechanism: "Understanding the Host Network", SIGCOMM 2024 (domain credits). Owned by the Memory process.
 */
public final class PostedPool {
    private final long[] releasePs;
    private int next;
    private long latestPs;
    private long acceptedReadyPs;
    private long acceptedPs;

    public PostedPool(int lines) {
        releasePs = new long[lines];
    }

    /** When a write of {@code lines} lines that is ready at {@code readyPs} has all its places. */
    long accept(long readyPs, int lines) {
        int last = next + Math.min(lines, releasePs.length) - 1;
        if (last >= releasePs.length) {
            last -= releasePs.length;
        }
        acceptedReadyPs = readyPs;
        acceptedPs = Math.max(readyPs, releasePs[last]);
        return acceptedPs;
    }

    /**
     * The write just accepted becomes visible at {@code visiblePs} and gives its places back: each line has been on its way since there was a place for it, and
     * takes as long as the last one. A write of more lines than there are places has them all until it is visible.
     */
    void occupy(int lines, long visiblePs) {
        long heldPs = visiblePs - acceptedPs;
        int places = Math.min(lines, releasePs.length);
        long earliestPs = lines > places ? acceptedPs : acceptedReadyPs;
        for (int place = 0; place < places; place++) {
            latestPs = Math.max(latestPs, Math.max(earliestPs, releasePs[next]) + heldPs);
            releasePs[next] = latestPs;
            next = next + 1 == releasePs.length ? 0 : next + 1;
        }
    }
}
