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

    public PostedPool(int lines) {
        releasePs = new long[lines];
    }

    /** When a write of {@code lines} lines that is ready at {@code readyPs} has all its places. */
    long accept(long readyPs, int lines) {
        int last = next + Math.min(lines, releasePs.length) - 1;
        if (last >= releasePs.length) {
            last -= releasePs.length;
        }
        return Math.max(readyPs, releasePs[last]);
    }

    /** The write just accepted becomes visible at {@code visiblePs} and gives its places back. */
    void occupy(int lines, long visiblePs) {
        latestPs = Math.max(latestPs, visiblePs);
        int places = Math.min(lines, releasePs.length);
        for (int place = 0; place < places; place++) {
            releasePs[next] = latestPs;
            next = next + 1 == releasePs.length ? 0 : next + 1;
        }
    }
}
