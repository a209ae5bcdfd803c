package tlpsim.gen.device;

import java.util.Arrays;

/**
 * The commands of each queue, as counts since the start: posted by the driver, offered by the workload, fetched (asked
 * for) by the device, completed. A command is fetched when it is both posted and offered. Owned by the Source process.
 */
final class NvmeQueueTable {
    private static final int NONE = -1;
    private static final int INITIAL_WAITING = 16;

    private final long[] posted;
    private final long[] offered;
    private final long[] fetched;
    private final long[] completed;
    /** Intended times of commands offered and not fetched, per queue a ring. */
    private final long[][] intendedPs;

    // Queues with commands to fetch, in order.
    private final int[] nextWanting;
    private final boolean[] isWanting;
    private final boolean[] isStopped;
    private int wantingHead = NONE;
    private int wantingTail = NONE;

    private long unreturned;
    private long unposted;

    NvmeQueueTable(int queues, int depth) {
        posted = new long[queues];
        offered = new long[queues];
        fetched = new long[queues];
        completed = new long[queues];
        intendedPs = new long[queues][INITIAL_WAITING];
        nextWanting = new int[queues];
        isWanting = new boolean[queues];
        isStopped = new boolean[queues];
        Arrays.fill(posted, depth);
    }

    long posted(int queue) {
        return posted[queue];
    }

    long offered(int queue) {
        return offered[queue];
    }

    long fetched(int queue) {
        return fetched[queue];
    }

    /** Number of the next completion entry of {@code queue}. */
    long completed(int queue) {
        return completed[queue];
    }

    void complete(int queue) {
        completed[queue]++;
        unreturned++;
    }

    /** The driver's count rises to {@code count}. @return by how much */
    long post(int queue, long count) {
        long more = count - posted[queue];
        unposted -= Math.max(0, Math.min(offered[queue], count) - posted[queue]);
        unreturned -= more;
        posted[queue] = count;
        want(queue);
        return more;
    }

    /** The workload has one more command, intended to start at {@code timePs}. */
    void offer(int queue, long timePs) {
        long[] ring = intendedPs[queue];
        if (offered[queue] - fetched[queue] == ring.length) {
            ring = grow(queue);
        }
        ring[(int) offered[queue] & ring.length - 1] = timePs;
        if (offered[queue] >= posted[queue]) {
            unposted++;
        }
        offered[queue]++;
        want(queue);
    }

    private long[] grow(int queue) {
        long[] old = intendedPs[queue];
        long[] larger = new long[old.length * 2];
        for (long command = fetched[queue]; command < offered[queue]; command++) {
            larger[(int) command & larger.length - 1] = old[(int) command & old.length - 1];
        }
        intendedPs[queue] = larger;
        return larger;
    }

    /** Completed commands that the driver has not replaced by new ones. */
    long unreturned() {
        return unreturned;
    }

    /** Commands that are offered and wait to be posted. */
    long unposted() {
        return unposted;
    }

    long fetchable(int queue) {
        return Math.min(posted[queue], offered[queue]) - fetched[queue];
    }

    /** Fetches the next command of {@code queue}. @return its intended time */
    long fetch(int queue) {
        long[] ring = intendedPs[queue];
        return ring[(int) fetched[queue]++ & ring.length - 1];
    }

    /** No command of {@code queue} is fetched any more. @return false if that was so already */
    boolean stop(int queue) {
        if (isStopped[queue]) {
            return false;
        }
        isStopped[queue] = true;
        if (isWanting[queue]) {
            unlink(queue);
        }
        return true;
    }

    private void unlink(int queue) {
        int before = NONE;
        for (int at = wantingHead; at != queue; at = nextWanting[at]) {
            before = at;
        }
        if (before == NONE) {
            wantingHead = nextWanting[queue];
        } else {
            nextWanting[before] = nextWanting[queue];
        }
        if (wantingTail == queue) {
            wantingTail = before;
        }
        isWanting[queue] = false;
    }

    private void want(int queue) {
        if (isStopped[queue] || isWanting[queue] || fetchable(queue) <= 0) {
            return;
        }
        isWanting[queue] = true;
        nextWanting[queue] = NONE;
        if (wantingHead == NONE) {
            wantingHead = queue;
        } else {
            nextWanting[wantingTail] = queue;
        }
        wantingTail = queue;
    }

    /** True if a queue has commands to fetch. */
    boolean isAnyWanting() {
        return wantingHead != NONE;
    }

    /**
     * Takes the queue whose turn it is; it comes again, behind the others, if {@link #wantAgain} is called after its
     * fetch.
     */
    int nextWanting() {
        int queue = wantingHead;
        wantingHead = nextWanting[queue];
        isWanting[queue] = false;
        return queue;
    }

    void wantAgain(int queue) {
        want(queue);
    }
}
