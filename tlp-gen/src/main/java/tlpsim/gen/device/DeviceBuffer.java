package tlpsim.gen.device;

/**
 * Room in a device for what has arrived and has not left. Departures are known ahead of time, in order, as soon as the link has decided them.
 * Owned by the Source process.
 */
final class DeviceBuffer {
    private final long capacityBytes;
    private long usedBytes;
    private long[] departPs = new long[256];
    private int[] departBytes = new int[256];
    private int head;
    private int tail;

    DeviceBuffer(long capacityBytes) {
        this.capacityBytes = capacityBytes;
    }

    /** True if {@code bytes} fit at {@code timePs}, given the departures decided so far. Departures still undecided only take room. */
    boolean fits(long timePs, int bytes) {
        int mask = departPs.length - 1;
        while (head != tail && departPs[head & mask] <= timePs) {
            usedBytes -= departBytes[head & mask];
            head++;
        }
        return usedBytes + bytes <= capacityBytes;
    }

    void take(int bytes) {
        usedBytes += bytes;
    }

    /** {@code bytes} need no room any more, from now on. */
    void giveBack(int bytes) {
        usedBytes -= bytes;
    }

    /** {@code bytes} leave at {@code timePs}; times never fall. */
    void depart(long timePs, int bytes) {
        if (tail - head == departPs.length) {
            grow();
        }
        int mask = departPs.length - 1;
        departPs[tail & mask] = timePs;
        departBytes[tail & mask] = bytes;
        tail++;
    }

    private void grow() {
        int length = departPs.length;
        long[] times = new long[length * 2];
        int[] sizes = new int[length * 2];
        for (int at = head; at != tail; at++) {
            times[at & length * 2 - 1] = departPs[at & length - 1];
            sizes[at & length * 2 - 1] = departBytes[at & length - 1];
        }
        departPs = times;
        departBytes = sizes;
    }

    long usedBytes() {
        return usedBytes;
    }
}
