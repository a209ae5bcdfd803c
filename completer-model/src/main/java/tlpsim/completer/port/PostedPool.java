package tlpsim.completer.port;

/**
 * A completer's pool of posted writes: each line holds a place from acceptance until it is globally visible. Writes without RO are visible in order, so that
 * their places come back in order; one with RO, or of another port that shares the pool, may give its places back earlier.
 *
 * <p>Places are given back as a queue while their times ascend; the others are in a heap. Source for the mechanism: "Understanding the Host Network", SIGCOMM
 * 2024 (domain credits). Owned by the Memory process; nothing allocates after construction.
 */
public final class PostedPool {
    private final int lines;
    /** Times at which places are free, ascending from {@code head} on. */
    private final long[] queue;

    private int head;
    private int queued;
    private final long[] heap;
    private int heaped;
    /** Since when the places of the write just accepted are its. */
    private final long[] takenPs;

    private long acceptedPs;

    public PostedPool(int lines) {
        this.lines = lines;
        queue = new long[lines];
        heap = new long[lines];
        takenPs = new long[lines];
        queued = lines;
    }

    /** When a write of {@code count} lines that is ready at {@code readyPs} has all its places. {@link #occupy} follows. */
    long accept(long readyPs, int count) {
        acceptedPs = readyPs;
        int places = Math.min(count, lines);
        for (int place = 0; place < places; place++) {
            acceptedPs = Math.max(acceptedPs, heaped > 0 && (queued == 0 || heap[0] < queue[head]) ? pop() : dequeue());
            takenPs[place] = acceptedPs;
        }
        return acceptedPs;
    }

    /**
     * The write just accepted becomes visible at {@code visiblePs} and gives its places back: each line has been on its way since there was a place for it, takes
     * as long as the last one, and is not visible before {@code earliestPs}. A write of more lines than there are places has them all until it is visible.
     */
    void occupy(int count, long visiblePs, long earliestPs) {
        long heldPs = visiblePs - acceptedPs;
        int places = Math.min(count, lines);
        for (int place = 0; place < places; place++) {
            long freePs = Math.max(earliestPs, count > lines ? visiblePs : takenPs[place] + heldPs);
            int last = head + queued - 1;
            if (queued == 0 || freePs >= queue[last >= lines ? last - lines : last]) {
                enqueue(freePs);
            } else {
                push(freePs);
            }
        }
    }

    private void enqueue(long freePs) {
        int at = head + queued++;
        queue[at >= lines ? at - lines : at] = freePs;
    }

    private long dequeue() {
        long first = queue[head];
        head = head + 1 == lines ? 0 : head + 1;
        queued--;
        return first;
    }

    private void push(long freePs) {
        int at = heaped++;
        while (at > 0 && heap[at - 1 >>> 1] > freePs) {
            heap[at] = heap[at - 1 >>> 1];
            at = at - 1 >>> 1;
        }
        heap[at] = freePs;
    }

    private long pop() {
        long first = heap[0];
        long last = heap[--heaped];
        int at = 0;
        while (2 * at + 1 < heaped) {
            int child = 2 * at + 1;
            if (child + 1 < heaped && heap[child + 1] < heap[child]) {
                child++;
            }
            if (heap[child] >= last) {
                break;
            }
            heap[at] = heap[child];
            at = child;
        }
        heap[at] = last;
        return first;
    }
}
