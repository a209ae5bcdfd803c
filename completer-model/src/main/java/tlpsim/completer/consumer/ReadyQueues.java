package tlpsim.completer.consumer;

import java.util.Arrays;

/** One list of queues per server (core, engine), in the order in which they became ready. A queue is in one list at most. */
public final class ReadyQueues {
    public static final int NONE = -1;

    private final int[] head;
    private final int[] tail;
    private final int[] next;
    private final boolean[] listed;

    public ReadyQueues(int servers, int queues) {
        head = new int[servers];
        tail = new int[servers];
        next = new int[queues];
        listed = new boolean[queues];
        Arrays.fill(head, NONE);
        Arrays.fill(tail, NONE);
    }

    public boolean contains(int queue) {
        return listed[queue];
    }

    /** The first queue of a server, or {@link #NONE}. */
    public int head(int server) {
        return head[server];
    }

    /** The last queue of a server, or {@link #NONE}. */
    public int tail(int server) {
        return tail[server];
    }

    /** The queue behind another, or {@link #NONE}. */
    public int next(int queue) {
        return next[queue];
    }

    /** Adds a queue that is in no list. */
    public void append(int server, int queue) {
        listed[queue] = true;
        next[queue] = NONE;
        if (head[server] == NONE) {
            head[server] = queue;
        } else {
            next[tail[server]] = queue;
        }
        tail[server] = queue;
    }

    /** Takes the first queue out. @return the queue that is now first, or {@link #NONE} */
    public int dropHead(int server) {
        int queue = head[server];
        listed[queue] = false;
        head[server] = next[queue];
        if (head[server] == NONE) {
            tail[server] = NONE;
        }
        return head[server];
    }

    /** Takes a queue out that is in the list, but not first. */
    void removeBehindHead(int server, int queue) {
        listed[queue] = false;
        int before = head[server];
        while (next[before] != queue) {
            before = next[before];
        }
        next[before] = next[queue];
        if (tail[server] == queue) {
            tail[server] = before;
        }
    }
}
