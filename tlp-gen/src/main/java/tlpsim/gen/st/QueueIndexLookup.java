package tlpsim.gen.st;

/**
 * A table whose entries are shared: each queue's context holds the index of its entry, written by the driver. Index 0 stands for no TPH (mlx5).
 */
public final class QueueIndexLookup implements StLookup {
    private final StLookup table;
    private final char[] indexOfQueue;

    public QueueIndexLookup(StLookup table, int queues) {
        this.table = table;
        this.indexOfQueue = new char[queues];
    }

    /** Writes the index of a queue context; {@code index} is 0 to 2047. */
    public void setIndex(int queue, int index) {
        indexOfQueue[queue] = (char) index;
    }

    @Override
    public int st(int index) {
        int entry = Integer.compareUnsigned(index, indexOfQueue.length) < 0 ? indexOfQueue[index] : 0;
        return entry == 0 ? NO_TPH : table.st(entry);
    }
}
