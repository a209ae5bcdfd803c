package tlpsim.gen.device;

import java.util.Arrays;

/**
 * Packets on a device that are to be sent: in the order in which it began to read them, which is the order on the wire. Slots are given out last in, first
 * out, so that the same events use the same slots. Owned by the Source process; grows to its largest size and stays there.
 */
final class TransmitPacketTable {
    static final int NONE = -1;
    private static final int INITIAL_SLOTS = 256;

    private int[] queues = new int[INITIAL_SLOTS];
    private int[] bytes = new int[INITIAL_SLOTS];
    private int[] bytesAsked = new int[INITIAL_SLOTS];
    private int[] bytesArrived = new int[INITIAL_SLOTS];
    private int[] readsOut = new int[INITIAL_SLOTS];
    private boolean[] lost = new boolean[INITIAL_SLOTS];
    private long[] addresses = new long[INITIAL_SLOTS];
    private long[] intendedPs = new long[INITIAL_SLOTS];
    /** Free slots: a list. Slots in use: the next packet on the wire. */
    private int[] next = new int[INITIAL_SLOTS];

    private int free = NONE;
    private int head = NONE;
    private int tail = NONE;
    private int count;

    TransmitPacketTable() {
        release(0, INITIAL_SLOTS);
    }

    private void release(int from, int to) {
        for (int slot = to - 1; slot >= from; slot--) {
            next[slot] = free;
            free = slot;
        }
    }

    /** A packet behind all others. @return its slot */
    int add(int queue, long address, int packetBytes, long intended) {
        if (free == NONE) {
            grow();
        }
        int slot = free;
        free = next[slot];
        next[slot] = NONE;
        queues[slot] = queue;
        bytes[slot] = packetBytes;
        bytesAsked[slot] = 0;
        bytesArrived[slot] = 0;
        readsOut[slot] = 0;
        lost[slot] = false;
        addresses[slot] = address;
        intendedPs[slot] = intended;
        if (head == NONE) {
            head = slot;
        } else {
            next[tail] = slot;
        }
        tail = slot;
        count++;
        return slot;
    }

    private void grow() {
        int old = next.length;
        queues = Arrays.copyOf(queues, old * 2);
        bytes = Arrays.copyOf(bytes, old * 2);
        bytesAsked = Arrays.copyOf(bytesAsked, old * 2);
        bytesArrived = Arrays.copyOf(bytesArrived, old * 2);
        readsOut = Arrays.copyOf(readsOut, old * 2);
        lost = Arrays.copyOf(lost, old * 2);
        addresses = Arrays.copyOf(addresses, old * 2);
        intendedPs = Arrays.copyOf(intendedPs, old * 2);
        next = Arrays.copyOf(next, old * 2);
        release(old, old * 2);
    }

    /** The packet that is to leave next, or {@link #NONE}. */
    int head() {
        return head;
    }

    /** Takes the packet at the head out. */
    void removeHead() {
        int slot = head;
        head = next[slot];
        next[slot] = free;
        free = slot;
        count--;
    }

    /** Packets in the table. */
    int count() {
        return count;
    }

    int queue(int slot) {
        return queues[slot];
    }

    int bytes(int slot) {
        return bytes[slot];
    }

    long intendedPs(int slot) {
        return intendedPs[slot];
    }

    /** Where its next read begins. */
    long nextAddress(int slot) {
        return addresses[slot] + bytesAsked[slot];
    }

    /** Bytes that have not been asked for; none of a packet that is lost. */
    int bytesLeft(int slot) {
        return lost[slot] ? 0 : bytes[slot] - bytesAsked[slot];
    }

    void asked(int slot, int readBytes) {
        bytesAsked[slot] += readBytes;
        readsOut[slot]++;
    }

    /** A read came back, with nothing where it was lost. */
    void arrived(int slot, int readBytes) {
        readsOut[slot]--;
        bytesArrived[slot] += readBytes;
        lost[slot] |= readBytes == 0;
    }

    /** Bytes that were asked for and have not come. */
    int bytesMissing(int slot) {
        return bytesAsked[slot] - bytesArrived[slot];
    }

    boolean isComplete(int slot) {
        return bytesArrived[slot] == bytes[slot];
    }

    /** True if data of it is lost and nothing of it is under way. */
    boolean isGone(int slot) {
        return lost[slot] && readsOut[slot] == 0;
    }
}
