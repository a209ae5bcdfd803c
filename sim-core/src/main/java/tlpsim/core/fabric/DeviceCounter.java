package tlpsim.core.fabric;

/** Indexes of a device's counters. */
public final class DeviceCounter {
    public static final int OFFERED_UNITS = 0;
    public static final int OFFERED_BYTES = 1;
    public static final int ACCEPTED_UNITS = 2;
    public static final int ACCEPTED_BYTES = 3;
    /** Packets dropped because the device's buffer was full. */
    public static final int RX_MISSED = 4;
    /** Packets dropped because the queue had no descriptor posted. */
    public static final int RX_NO_DESCRIPTOR = 5;

    public static final int DESCRIPTOR_READS = 6;
    public static final int COMPLETION_WRITES = 7;
    public static final int INTERRUPTS = 8;
    /** Packets that waited in the device's buffer for a descriptor to arrive. */
    public static final int WAITED_FOR_DESCRIPTOR = 9;

    /** Reads sent behind data writes, so that a completion entry follows data that has arrived. */
    public static final int FLUSH_READS = 10;
    /** Of those, answered without data. */
    public static final int FLUSHES_LOST = 11;
    /** Time that completion entries waited for their flush, summed over entries. */
    public static final int FLUSH_WAIT_PS = 12;
    /** Queues that stopped because a read of theirs was answered without data. */
    public static final int QUEUES_STOPPED = 13;
    /** Accepted packets dropped because their queue stopped while they waited for a descriptor. */
    public static final int DISCARDED_UNITS = 14;

    /** Packets dropped because their queue was being restarted. */
    public static final int RESTART_DROPS = 15;

    /** Packets whose last bit has left by the network port, and their layer-2 bytes. */
    public static final int SENT_UNITS = 16;

    public static final int SENT_BYTES = 17;
    /** Reads of data of packets to send. */
    public static final int SEND_READS = 18;
    /** Time in which a read of data to send waited because no tag was free. */
    public static final int TAG_WAIT_PS = 19;
    /** The same, because the device had no room for what would come back. */
    public static final int READ_ROOM_WAIT_PS = 20;

    public static final int COUNT = 21;

    private DeviceCounter() {}
}
