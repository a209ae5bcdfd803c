package tlpsim.gen.device;

/**
 * Completion entries that wait for a flush. The entries of one write are a group, named by its first entry; a group has one flush, and the groups of a
 * queue are written in order, however their flushes come back. Owned by the Source process; allocates nothing after set-up.
 */
final class FlushTable {
    /** Marks the unit of a flush among the reads of its queue. Feedback keeps 36 bits of a unit. */
    private static final long FLUSH = 1L << 35;

    private static final int NONE = -1;

    // Entries since the start, per queue: all before oldest are written; all before asked have had their flush sent,
    // all before closed have a group.
    private final long[] oldest;
    private final long[] asked;
    private final long[] closed;
    // Of the group that begins in this slot of the queue's ring.
    private final byte[][] entries;
    private final boolean[][] answered;
    private final long[][] closedPs;

    // Queues with a flush to send, in order.
    private final int[] nextWaiting;
    private int waitingHead = NONE;
    private int waitingTail = NONE;
    private int open;

    FlushTable(QueueRequests[] requests) {
        int queues = requests.length;
        oldest = new long[queues];
        asked = new long[queues];
        closed = new long[queues];
        entries = new byte[queues][];
        answered = new boolean[queues][];
        closedPs = new long[queues][];
        nextWaiting = new int[queues];
        for (int queue = 0; queue < queues; queue++) {
            int slots = requests[queue].flushes() ? requests[queue].layout().entries() : 0;
            entries[queue] = new byte[slots];
            answered[queue] = new boolean[slots];
            closedPs[queue] = new long[slots];
        }
    }

    /** True if {@code unit} is that of a flush. */
    static boolean isFlush(long unit) {
        return (unit & FLUSH) != 0;
    }

    static long unitOf(long firstEntry) {
        return FLUSH | firstEntry;
    }

    private int slot(int queue, long entry) {
        return (int) entry & entries[queue].length - 1;
    }

    /** The next {@code count} entries of {@code queue}, 1 to 127, are to be written together; their flush is to be sent. */
    void close(long timePs, int queue, int count) {
        int slot = slot(queue, closed[queue]);
        entries[queue][slot] = (byte) count;
        answered[queue][slot] = false;
        closedPs[queue][slot] = timePs;
        if (asked[queue] == closed[queue]) {
            await(queue);
        }
        closed[queue] += count;
        open++;
    }

    private void await(int queue) {
        nextWaiting[queue] = NONE;
        if (waitingHead == NONE) {
            waitingHead = queue;
        } else {
            nextWaiting[waitingTail] = queue;
        }
        waitingTail = queue;
    }

    /** True if a flush is to be sent. */
    boolean isAnyWaiting() {
        return waitingHead != NONE;
    }

    /** The queue whose turn it is to send a flush, where there is one. */
    int waiting() {
        return waitingHead;
    }

    /** The first entry of the group whose flush {@link #waiting} is to send. */
    long waitingFirst() {
        return asked[waitingHead];
    }

    /** Its last entry. */
    long waitingLast() {
        return asked[waitingHead] + entries[waitingHead][slot(waitingHead, asked[waitingHead])] - 1;
    }

    /** That flush has been sent; the queue comes again, behind the others, if it has another. */
    void sent() {
        int queue = waitingHead;
        asked[queue] = waitingLast() + 1;
        waitingHead = nextWaiting[queue];
        if (asked[queue] < closed[queue]) {
            await(queue);
        }
    }

    /** The flush {@code unit} of {@code queue} came back. */
    void answer(int queue, long unit) {
        answered[queue][slot(queue, unit & FLUSH - 1)] = true;
    }

    /** True if the oldest group of {@code queue} may be written. */
    boolean isDue(int queue) {
        return oldest[queue] < asked[queue] && answered[queue][slot(queue, oldest[queue])];
    }

    /** The first entry of the oldest group. */
    long dueFirst(int queue) {
        return oldest[queue];
    }

    /** How many entries it has. */
    int dueEntries(int queue) {
        return entries[queue][slot(queue, oldest[queue])];
    }

    /** When it was closed. */
    long dueClosedPs(int queue) {
        return closedPs[queue][slot(queue, oldest[queue])];
    }

    /** The oldest group has been written. */
    void written(int queue) {
        oldest[queue] += dueEntries(queue);
        open--;
    }

    /** Groups of all queues that are not written. */
    int open() {
        return open;
    }
}
