package tlpsim.completer.forwarding;

import tlpsim.core.random.SequentialStream;

/**
 * The buffers of all cores by number. A core takes from and gives back to its own cache; the cache trades with the common ring in
 * bulk, as rte_mempool does: an empty one is filled, one that holds one and a half times its size gives back the excess.
 */
final class BufferPool {
    private final int[] ring;
    private final int[][] caches;
    private final int[] cached;
    private final int cacheSize;
    private final int flushAt;
    private int head;
    private int tail;
    private long taken;

    BufferPool(BufferPoolConfig config, int cores, long seed) {
        ring = new int[config.buffers() + 1];
        fillInRuns(config, SequentialStream.of(seed, "buffer pool"));
        tail = config.buffers();
        cacheSize = config.coreCache();
        flushAt = cacheSize + cacheSize / 2;
        caches = new int[cores][flushAt + 1];
        cached = new int[cores];
    }

    private void fillInRuns(BufferPoolConfig config, SequentialStream random) {
        int[] runs = new int[(config.buffers() + config.runBuffers() - 1) / config.runBuffers()];
        int filled = 0;
        for (int i = 0; i < runs.length; i++) {
            int j = random.nextBounded(i + 1);
            runs[i] = runs[j];
            runs[j] = i;
        }
        for (int run : runs) {
            int first = run * config.runBuffers();
            int end = Math.min(config.buffers(), first + config.runBuffers());
            for (int buffer = first; buffer < end; buffer++) {
                ring[filled++] = buffer;
            }
        }
    }

    /** @return a buffer, or -1 where the pool is empty */
    int take(int core) {
        if (cacheSize == 0) {
            return takeFromRing();
        }
        if (cached[core] == 0) {
            fill(core);
        }
        return cached[core] == 0 ? -1 : caches[core][--cached[core]];
    }

    private void fill(int core) {
        while (cached[core] < cacheSize && head != tail) {
            caches[core][cached[core]++] = takeFromRing();
        }
    }

    void give(int core, int buffer) {
        if (cacheSize == 0) {
            giveToRing(buffer);
            return;
        }
        caches[core][cached[core]++] = buffer;
        if (cached[core] >= flushAt) {
            while (cached[core] > cacheSize) {
                giveToRing(caches[core][--cached[core]]);
            }
        }
    }

    private int takeFromRing() {
        if (head == tail) {
            return -1;
        }
        int buffer = ring[head];
        head = head + 1 == ring.length ? 0 : head + 1;
        taken++;
        return buffer;
    }

    private void giveToRing(int buffer) {
        ring[tail] = buffer;
        tail = tail + 1 == ring.length ? 0 : tail + 1;
    }

    /** Buffers that the common ring has given since the start. */
    long takenFromRing() {
        return taken;
    }

    /** Buffers that are neither with a queue nor on their way. */
    int free() {
        int free = (tail - head + ring.length) % ring.length;
        for (int count : cached) {
            free += count;
        }
        return free;
    }
}
