package tlpsim.gen.device;

import java.util.Arrays;

/** Packets that wait in a device for a descriptor: a list per queue, oldest first. Owned by the Source process. */
final class PacketWaitTable {
    private static final int NONE = -1;
    private static final int INITIAL_SLOTS = 256;

    private final int[] head;
    private final int[] tail;
    private final int[] count;
    private int total;
    private int[] next = new int[INITIAL_SLOTS];
    private int[] bytes = new int[INITIAL_SLOTS];
    private long[] arrivalPs = new long[INITIAL_SLOTS];
    private int free = NONE;

    PacketWaitTable(int queues) {
        head = new int[queues];
        tail = new int[queues];
        count = new int[queues];
        release(0, INITIAL_SLOTS);
    }

    private void release(int from, int to) {
        for (int slot = to - 1; slot >= from; slot--) {
            next[slot] = free;
            free = slot;
        }
    }

    void add(int queue, int packetBytes, long packetArrivalPs) {
        if (free == NONE) {
            grow();
        }
        int slot = free;
        free = next[slot];
        next[slot] = NONE;
        bytes[slot] = packetBytes;
        arrivalPs[slot] = packetArrivalPs;
        if (count[queue] == 0) {
            head[queue] = slot;
        } else {
            next[tail[queue]] = slot;
        }
        tail[queue] = slot;
        count[queue]++;
        total++;
    }

    private void grow() {
        int old = next.length;
        next = Arrays.copyOf(next, old * 2);
        bytes = Arrays.copyOf(bytes, old * 2);
        arrivalPs = Arrays.copyOf(arrivalPs, old * 2);
        release(old, old * 2);
    }

    int count(int queue) {
        return count[queue];
    }

    /** Packets of all queues. */
    int total() {
        return total;
    }

    /** Of the oldest packet of a queue that has one. */
    int headBytes(int queue) {
        return bytes[head[queue]];
    }

    long headArrivalPs(int queue) {
        return arrivalPs[head[queue]];
    }

    void removeHead(int queue) {
        int slot = head[queue];
        head[queue] = next[slot];
        next[slot] = free;
        free = slot;
        count[queue]--;
        total--;
    }
}
