package tlpsim.completer.peer;

import tlpsim.completer.consumer.QueueTable;

/** Kicks that wait for their engine, one FIFO each, with room for every unit that can be under way. */
final class KickTable {
    private final int[][] queueOf;
    private final long[][] arrivalPs;
    private final long[] head;
    private final long[] tail;

    KickTable(int peer, int engines, QueueTable queues) {
        int[] entries = new int[engines];
        for (int queue = 0; queue < queues.queues(); queue++) {
            if (queues.places(queue).enginePeer() == peer
                    && queues.places(queue).isSeenByCore()) {
                entries[queue % engines] = Math.addExact(
                        entries[queue % engines], queues.layout(queue).entries());
            }
        }
        queueOf = new int[engines][];
        arrivalPs = new long[engines][];
        for (int engine = 0; engine < engines; engine++) {
            queueOf[engine] = new int[entries[engine]];
            arrivalPs[engine] = new long[entries[engine]];
        }
        head = new long[engines];
        tail = new long[engines];
    }

    boolean isEmpty(int engine) {
        return head[engine] == tail[engine];
    }

    void add(int engine, int queue, long timePs) {
        int slot = (int) (tail[engine]++ % queueOf[engine].length);
        queueOf[engine][slot] = queue;
        arrivalPs[engine][slot] = timePs;
    }

    /** When the first kick arrived. */
    long headPs(int engine) {
        return arrivalPs[engine][(int) (head[engine] % queueOf[engine].length)];
    }

    /** Takes the first kick out. @return its queue */
    int take(int engine) {
        return queueOf[engine][(int) (head[engine]++ % queueOf[engine].length)];
    }
}
