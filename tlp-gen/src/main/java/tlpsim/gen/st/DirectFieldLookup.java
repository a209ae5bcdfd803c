package tlpsim.gen.st;

/**
 * Device Specific mode without a table: every queue context holds its tag itself, written by the driver (the direct
 * mode of mlx5, the vendor registers of X710).
 */
public final class DirectFieldLookup implements StLookup {
    private final char[] tagOfQueue;
    private final StGate gate;
    private final int beyond;

    public DirectFieldLookup(StGate gate, int queues, BeyondTablePolicy beyond) {
        this.tagOfQueue = new char[queues];
        this.gate = gate;
        this.beyond = beyond.result();
    }

    /** Writes the field of a queue context; {@code tag} is 0 to 0xFFFF. */
    public void setTag(int queue, int tag) {
        tagOfQueue[queue] = (char) tag;
    }

    @Override
    public int st(int index) {
        int mask = gate.tagMask();
        if (mask <= 0) {
            return mask;
        }
        return Integer.compareUnsigned(index, tagOfQueue.length) < 0 ? tagOfQueue[index] & mask : beyond;
    }
}
