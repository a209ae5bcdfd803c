package tlpsim.gen.traffic;

/** Hash to queue: the low bits of the hash choose an entry, the entry names the queue. Not thread safe. */
public final class RssIndirectionTable {
    private final int[] queueOfEntry;

    /** Filled as drivers do by default: entry i holds queue i modulo the number of queues. */
    public RssIndirectionTable(int entries, int queues) {
        if (entries < 1 || Integer.bitCount(entries) != 1) {
            throw new IllegalArgumentException("entries must be a power of two: entries=" + entries);
        }
        queueOfEntry = new int[entries];
        for (int entry = 0; entry < entries; entry++) {
            queueOfEntry[entry] = entry % queues;
        }
    }

    public int entries() {
        return queueOfEntry.length;
    }

    public int queueOfHash(int hash) {
        return queueOfEntry[hash & queueOfEntry.length - 1];
    }

    public int queueOfEntry(int entry) {
        return queueOfEntry[entry];
    }

    /** Rewrites one entry; maps computed before keep the former queue. */
    public void setQueue(int entry, int queue) {
        queueOfEntry[entry] = queue;
    }
}
