package tlpsim.completer.consumer;

/**
 * Free buffers by number: a ring, first in, first out, that all cores share, and before it a stack per core, as DPDK's mempool has. A stack that runs empty
 * takes its fill from the ring; one that holds half as much again as its size gives back what is above the size. Owned by the Memory process; allocates
 * nothing after set-up.
 */
final class BufferPool {
    private final int[] ring;
    private long head;
    private long tail;
    private final int cache;
    private final int most;
    private final int[][] stacks;
    private final int[] held;

    /**
     * @param buffers in all
     * @param used    the first of them are in use from the start
     * @param cache   size of a core's stack; 0 for none
     */
    BufferPool(int buffers, int used, int cores, int cache) {
        this.ring = new int[buffers];
        this.cache = cache;
        this.most = cache + cache / 2;
        this.stacks = new int[cores][most + 1];
        this.held = new int[cores];
        for (int buffer = used; buffer < buffers; buffer++) {
            put(buffer);
        }
    }

    private void put(int buffer) {
        ring[(int) (tail++ % ring.length)] = buffer;
    }

    private int get() {
        return ring[(int) (head++ % ring.length)];
    }

    /** Buffers that {@code core} can take. */
    int available(int core) {
        return held[core] + (int) (tail - head);
    }

    /** Takes a buffer; there is one. */
    int take(int core) {
        if (cache == 0) {
            return get();
        }
        int[] stack = stacks[core];
        if (held[core] == 0) {
            while (held[core] < cache && head < tail) {
                stack[held[core]++] = get();
            }
        }
        return stack[--held[core]];
    }

    void giveBack(int core, int buffer) {
        if (cache == 0) {
            put(buffer);
            return;
        }
        int[] stack = stacks[core];
        stack[held[core]++] = buffer;
        if (held[core] >= most) {
            for (int at = cache; at < held[core]; at++) {
                put(stack[at]);
            }
            held[core] = cache;
        }
    }
}
