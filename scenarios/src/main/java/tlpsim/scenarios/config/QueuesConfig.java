package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;
import tlpsim.scenarios.schema.Mapping;

/** Queues of a workload. Queue q uses MSI-X vector q. */
@Mapping(shorthand = "count")
public record QueuesConfig(
        @Key(value = "Number of queues.", def = "1", min = "1", max = "4096")
        int count,

        @Key(value = "Descriptors per ring.", def = "1024", min = "8", max = "65536", powerOfTwo = true)
        int ring,

        @Key(
                value = "Packets that one buffer takes at most, in strides of equal size: a striding receive queue."
                        + " Larger packets take several strides.",
                def = "1",
                min = "1",
                max = "1024",
                powerOfTwo = true)
        int strides,

        @Key(value = "Size of one posted buffer.", def = "2 KiB", min = "64 B", max = "1 MiB")
        int bufferBytes,

        @Key(value = "Bytes before the data in each buffer.", def = "0 B", min = "0 B", max = "4 KiB")
        int headroomBytes,

        @Key(value = "Bytes that software keeps in front of each buffer, before the headroom.", def = "{}")
        BufferElementConfig element,

        @Key(
                value = "Distance between buffers; at least element, headroom and buffer together.",
                def = "2 KiB",
                defFrom = "element, headroom and buffer, rounded up to a line",
                min = "64 B",
                max = "2 MiB")
        int strideBytes,

        @Key(
                value =
                        "The socket in whose memory rings and buffers lie; a pool that queues share lies with the first of"
                                + " them.",
                def = "device")
        MemoryNode node,

        @Key(
                value = "Which buffer a workload that receives posts next. ring: buffer i of a ring is always the same"
                        + " memory. pool: the next of the pool.",
                def = "ring",
                defFrom = "the strides: pool where there are several")
        BufferOrder order,

        @Key(value = "The pool of order pool, which all queues share.", def = "{}")
        PoolConfig pool,

        @Key(value = "The cores that consume.", def = "{}") CoresConfig cores) {

    /** Packets that a ring takes at most. */
    public int entries() {
        return ring * strides;
    }

    /** Packets of {@code bytes} that a buffer takes; 1 for packets of unknown size, which may fill it. */
    public int packetsPerBuffer(int bytes) {
        if (strides == 1 || bytes <= 0) {
            return 1;
        }
        int size = strideBytes / strides;
        return Math.max(1, strides / Math.max(1, (bytes + offsetBytes() + size - 1) / size));
    }

    /** From the start of a buffer to the data. */
    public int offsetBytes() {
        return element.bytes() + headroomBytes;
    }
}
