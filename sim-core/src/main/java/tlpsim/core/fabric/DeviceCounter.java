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

    public static final int COUNT = 10;

    private DeviceCounter() {}
}
