package tlpsim.gen.device;

/** The tags of a device's outstanding reads, which all its queues and both its directions share. Owned by the Source process. */
final class ReadTags {
    private final int most;
    private int used;

    /** @param most outstanding reads, at least 1 */
    ReadTags(int most) {
        this.most = most;
    }

    int most() {
        return most;
    }

    int used() {
        return used;
    }

    int free() {
        return most - used;
    }

    void take(int count) {
        used += count;
    }

    void giveBack() {
        used--;
    }
}
