package tlpsim.core.pipeline;

import java.util.Arrays;

/**
 * The pending events of one process in key order {@code (timePs, rank, componentId, sequence)}, with one payload long each.
 *
 * <p>A binary heap over primitive arrays; grows only when more events are pending than ever before.
 */
public final class EventHeap {
    private static final int RANK_SHIFT = 60;
    private static final int COMPONENT_SHIFT = 36;
    private static final long SEQUENCE_MASK = (1L << COMPONENT_SHIFT) - 1;
    private static final int COMPONENT_MASK = (1 << (RANK_SHIFT - COMPONENT_SHIFT)) - 1;
    /** Number of components a heap can tell apart. */
    public static final int MAX_COMPONENTS = COMPONENT_MASK + 1;

    private long[] times;
    private long[] orders;
    private long[] payloads;
    private int size;
    private long sequence;

    public EventHeap(int initialCapacity) {
        times = new long[initialCapacity];
        orders = new long[initialCapacity];
        payloads = new long[initialCapacity];
    }

    /** Adds an event; events with equal time, rank and component keep the order in which they were added. */
    public void add(long timePs, int rank, int component, long payload) {
        addInOrder(timePs, rank, component, sequence++ & SEQUENCE_MASK, payload);
    }

    /** Adds an event whose sequence the sender chose, so that the order does not depend on when the event was received. */
    public void addInOrder(long timePs, int rank, int component, long eventSequence, long payload) {
        if (size == times.length) {
            grow();
        }
        long order = (long) rank << RANK_SHIFT | (long) component << COMPONENT_SHIFT | eventSequence & SEQUENCE_MASK;
        int hole = size++;
        while (hole > 0) {
            int parent = (hole - 1) >>> 1;
            if (!before(timePs, order, times[parent], orders[parent])) {
                break;
            }
            move(parent, hole);
            hole = parent;
        }
        put(hole, timePs, order, payload);
    }

    public boolean isEmpty() {
        return size == 0;
    }

    public int size() {
        return size;
    }

    /** Time of the earliest event, or {@link Long#MAX_VALUE} where there is none. */
    public long headPs() {
        return size == 0 ? Long.MAX_VALUE : times[0];
    }

    public int headComponent() {
        return (int) (orders[0] >>> COMPONENT_SHIFT) & COMPONENT_MASK;
    }

    public int headRank() {
        return (int) (orders[0] >>> RANK_SHIFT);
    }

    public long headPayload() {
        return payloads[0];
    }

    /** Removes the earliest event. */
    public void removeHead() {
        size--;
        if (size > 0) {
            sinkFromRoot(times[size], orders[size], payloads[size]);
        }
    }

    /** Replaces the earliest event by another of the same rank and component: cheaper than removing and adding. */
    public void replaceHead(long timePs, long payload) {
        long order = orders[0] & ~SEQUENCE_MASK | sequence++ & SEQUENCE_MASK;
        sinkFromRoot(timePs, order, payload);
    }

    private void sinkFromRoot(long timePs, long order, long payload) {
        int hole = 0;
        int half = size >>> 1;
        while (hole < half) {
            int child = 2 * hole + 1;
            int right = child + 1;
            if (right < size && before(times[right], orders[right], times[child], orders[child])) {
                child = right;
            }
            if (!before(times[child], orders[child], timePs, order)) {
                break;
            }
            move(child, hole);
            hole = child;
        }
        put(hole, timePs, order, payload);
    }

    private static boolean before(long timeA, long orderA, long timeB, long orderB) {
        return timeA < timeB || timeA == timeB && orderA < orderB;
    }

    private void move(int from, int to) {
        put(to, times[from], orders[from], payloads[from]);
    }

    private void put(int at, long timePs, long order, long payload) {
        times[at] = timePs;
        orders[at] = order;
        payloads[at] = payload;
    }

    private void grow() {
        int capacity = Math.max(16, times.length * 2);
        times = Arrays.copyOf(times, capacity);
        orders = Arrays.copyOf(orders, capacity);
        payloads = Arrays.copyOf(payloads, capacity);
    }
}
