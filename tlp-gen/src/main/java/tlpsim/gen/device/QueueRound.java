package tlpsim.gen.device;

/** Queues that want something, in the order in which they began to; each is in it once at most. Owned by the Source process. */
final class QueueRound {
    private static final int NONE = -1;

    private final int[] next;
    private final boolean[] waits;
    private int head = NONE;
    private int tail = NONE;

    QueueRound(int queues) {
        next = new int[queues];
        waits = new boolean[queues];
    }

    boolean isEmpty() {
        return head == NONE;
    }

    /** The queue whose turn it is, where there is one. */
    int head() {
        return head;
    }

    /** Puts a queue behind the others unless it waits already. */
    void add(int queue) {
        if (waits[queue]) {
            return;
        }
        waits[queue] = true;
        next[queue] = NONE;
        if (head == NONE) {
            head = queue;
        } else {
            next[tail] = queue;
        }
        tail = queue;
    }

    /** Takes the queue whose turn it is out. */
    int take() {
        int queue = head;
        head = next[queue];
        waits[queue] = false;
        return queue;
    }
}
