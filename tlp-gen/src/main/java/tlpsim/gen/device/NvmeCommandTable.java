package tlpsim.gen.device;

import java.util.Arrays;

/**
 * The commands on a device or on their way to it. Slots are given out last in, first out, so that the same events use
 * the same slots. A slot is in one list at most: the free slots, the commands of one fetch, or the commands that ask
 * for their list of pages or for data. Owned by the Source process.
 */
final class NvmeCommandTable {
    static final int NONE = -1;
    private static final int INITIAL_SLOTS = 256;

    private int[] queues = new int[INITIAL_SLOTS];
    private long[] commands = new long[INITIAL_SLOTS];
    private long[] intendedPs = new long[INITIAL_SLOTS];
    private int[] bytesAsked = new int[INITIAL_SLOTS];
    private int[] bytesArrived = new int[INITIAL_SLOTS];
    /** Of the list of pages that it waits for; 0 where it has it, or needs none. */
    private int[] listBytes = new int[INITIAL_SLOTS];

    private int[] next = new int[INITIAL_SLOTS];
    private int free = NONE;
    private int used;
    private int askingHead = NONE;
    private int askingTail = NONE;

    NvmeCommandTable() {
        release(0, INITIAL_SLOTS);
    }

    private void release(int from, int to) {
        for (int slot = to - 1; slot >= from; slot--) {
            next[slot] = free;
            free = slot;
        }
    }

    /** A slot for command number {@code command} of {@code queue}. */
    int claim(int queue, long command, long intended) {
        if (free == NONE) {
            grow();
        }
        int slot = free;
        free = next[slot];
        next[slot] = NONE;
        queues[slot] = queue;
        commands[slot] = command;
        intendedPs[slot] = intended;
        bytesAsked[slot] = 0;
        bytesArrived[slot] = 0;
        listBytes[slot] = 0;
        used++;
        return slot;
    }

    private void grow() {
        int old = next.length;
        queues = Arrays.copyOf(queues, old * 2);
        commands = Arrays.copyOf(commands, old * 2);
        intendedPs = Arrays.copyOf(intendedPs, old * 2);
        bytesAsked = Arrays.copyOf(bytesAsked, old * 2);
        bytesArrived = Arrays.copyOf(bytesArrived, old * 2);
        listBytes = Arrays.copyOf(listBytes, old * 2);
        next = Arrays.copyOf(next, old * 2);
        release(old, old * 2);
    }

    void free(int slot) {
        next[slot] = free;
        free = slot;
        used--;
    }

    /** Slots in use. */
    int used() {
        return used;
    }

    int queue(int slot) {
        return queues[slot];
    }

    /** Number of the command within its queue, from 0. */
    long command(int slot) {
        return commands[slot];
    }

    long intendedPs(int slot) {
        return intendedPs[slot];
    }

    /** The command fetched behind this one by the same read. */
    int next(int slot) {
        return next[slot];
    }

    void next(int slot, int nextSlot) {
        next[slot] = nextSlot;
    }

    /** Appends a command to those that ask for data. */
    void ask(int slot) {
        next[slot] = NONE;
        if (askingHead == NONE) {
            askingHead = slot;
        } else {
            next[askingTail] = slot;
        }
        askingTail = slot;
    }

    /** The command whose data is asked for next, or {@link #NONE}. */
    int asking() {
        return askingHead;
    }

    /** The first of the asking commands has asked for everything. */
    void dropAsking() {
        askingHead = next[askingHead];
    }

    /** The command waits for a list of pages before anything else. */
    void needList(int slot, int bytes) {
        listBytes[slot] = bytes;
    }

    int listBytes(int slot) {
        return listBytes[slot];
    }

    /** The list is there; what is asked for from now on is data. */
    void endList(int slot) {
        listBytes[slot] = 0;
        bytesAsked[slot] = 0;
        bytesArrived[slot] = 0;
    }

    int bytesAsked(int slot) {
        return bytesAsked[slot];
    }

    void addAsked(int slot, int bytes) {
        bytesAsked[slot] += bytes;
    }

    /** @return bytes that have arrived, these included */
    int addArrived(int slot, int bytes) {
        bytesArrived[slot] += bytes;
        return bytesArrived[slot];
    }
}
