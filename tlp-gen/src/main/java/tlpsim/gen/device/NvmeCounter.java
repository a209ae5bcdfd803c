package tlpsim.gen.device;

import tlpsim.core.fabric.DeviceCounter;

/**
 * Indexes of an NVMe device's counters. They go on behind those of {@link DeviceCounter}, which count commands as units
 * there: offered when they are due, accepted when their submission entry is on the device; what concerns packets stays
 * 0.
 */
public final class NvmeCounter {
    /** Commands completed that read the medium. */
    public static final int READ_COMMANDS = DeviceCounter.COUNT;
    /** Commands completed that wrote the medium. */
    public static final int WRITE_COMMANDS = DeviceCounter.COUNT + 1;
    /** Reads of data from host memory. */
    public static final int DATA_READS = DeviceCounter.COUNT + 2;
    /** Bytes asked for by those. */
    public static final int DATA_READ_BYTES = DeviceCounter.COUNT + 3;
    /** Times that the device, having sent what it could, was left with reads to send because all tags were in use. */
    public static final int WAITED_FOR_TAG = DeviceCounter.COUNT + 4;
    /** Commands that were due before the queue had room for them. */
    public static final int WAITED_FOR_DEPTH = DeviceCounter.COUNT + 5;

    /** Reads of lists of pages. */
    public static final int LIST_READS = DeviceCounter.COUNT + 6;

    public static final int COUNT = DeviceCounter.COUNT + 7;

    private NvmeCounter() {}
}
