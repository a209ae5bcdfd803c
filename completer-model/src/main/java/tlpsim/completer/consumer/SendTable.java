package tlpsim.completer.consumer;

import tlpsim.core.fabric.QueueLayout;

/**
 * The driver's side of transmit rings: descriptors written, announced, reported as sent, freed; which buffer each names; packets that wait for room. Owned
 * by the Memory process; allocates nothing after set-up.
 */
final class SendTable {
    private static final long NEVER = Long.MAX_VALUE;

    private final QueueLayout[] rings;

    // Packets, cumulative per queue: written >= announced by a doorbell; written >= reported >= freed.
    final long[] written;
    final long[] announced;
    final long[] freed;
    private final int[][] buffers;

    // Completion entries that have arrived and have not been read, oldest first: when each is seen, and how many
    // packets it reports.
    private final long[][] entryVisiblePs;
    private final int[][] entryPackets;
    private final long[] entriesArrived;
    private final long[] entriesRead;

    // Packets that are due and not written, oldest first; as many as the ring has descriptors at most.
    private final long[][] duePs;
    private final int[][] dueBytes;
    private final long[] due;
    private final long[] taken;

    SendTable(QueueLayout[] rings) {
        this.rings = rings;
        int queues = rings.length;
        written = new long[queues];
        announced = new long[queues];
        freed = new long[queues];
        buffers = new int[queues][];
        entryVisiblePs = new long[queues][];
        entryPackets = new int[queues][];
        entriesArrived = new long[queues];
        entriesRead = new long[queues];
        duePs = new long[queues][];
        dueBytes = new int[queues][];
        due = new long[queues];
        taken = new long[queues];
        for (int queue = 0; queue < queues; queue++) {
            int entries = rings[queue] == null ? 0 : rings[queue].entries();
            buffers[queue] = new int[entries];
            entryVisiblePs[queue] = new long[entries];
            entryPackets[queue] = new int[entries];
            duePs[queue] = new long[entries];
            dueBytes[queue] = new int[entries];
        }
    }

    QueueLayout ring(int queue) {
        return rings[queue];
    }

    boolean isFull(int queue) {
        return written[queue] - freed[queue] == rings[queue].entries();
    }

    /** Writes the next descriptor; there is room. @return its number */
    long write(int queue, int buffer) {
        buffers[queue][rings[queue].slot(written[queue])] = buffer;
        return written[queue]++;
    }

    /** Frees the oldest packet. @return its buffer */
    int free(int queue) {
        return buffers[queue][rings[queue].slot(freed[queue]++)];
    }

    /** An entry that reports {@code packets} more will be seen at {@code visiblePs}. */
    void entryArrived(int queue, int packets, long visiblePs) {
        int slot = rings[queue].slot(entriesArrived[queue]++);
        entryVisiblePs[queue][slot] = visiblePs;
        entryPackets[queue][slot] = packets;
    }

    /** When the oldest entry that has not been read can be seen. */
    long nextEntryPs(int queue) {
        return entriesRead[queue] == entriesArrived[queue]
                ? NEVER
                : entryVisiblePs[queue][rings[queue].slot(entriesRead[queue])];
    }

    /** Packets that entries report which can be seen at {@code nowPs}, up to {@code enough} or more. */
    int reported(int queue, long nowPs, int enough) {
        int packets = 0;
        for (long entry = entriesRead[queue]; entry < entriesArrived[queue] && packets < enough; entry++) {
            int slot = rings[queue].slot(entry);
            if (entryVisiblePs[queue][slot] > nowPs) {
                break;
            }
            packets += entryPackets[queue][slot];
        }
        return packets;
    }

    /** Address of the oldest entry. */
    long nextEntryAddress(int queue) {
        return rings[queue].completionAddress(entriesRead[queue]);
    }

    /** Takes the oldest entry. @return how many packets it reports */
    int readEntry(int queue) {
        return entryPackets[queue][rings[queue].slot(entriesRead[queue]++)];
    }

    boolean hasDue(int queue) {
        return taken[queue] < due[queue];
    }

    /** A packet is due. @return false if there is no place for it */
    boolean addDue(int queue, long atPs, int bytes) {
        if (due[queue] - taken[queue] == rings[queue].entries()) {
            return false;
        }
        int slot = rings[queue].slot(due[queue]++);
        duePs[queue][slot] = atPs;
        dueBytes[queue][slot] = bytes;
        return true;
    }

    long headDuePs(int queue) {
        return duePs[queue][rings[queue].slot(taken[queue])];
    }

    int headDueBytes(int queue) {
        return dueBytes[queue][rings[queue].slot(taken[queue])];
    }

    void takeDue(int queue) {
        taken[queue]++;
    }
}
