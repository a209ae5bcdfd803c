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

        @Key(value = "Size of one posted buffer.", def = "2 KiB", min = "64 B", max = "1 MiB")
        int bufferBytes,

        @Key(value = "Bytes before the data in each buffer.", def = "0 B", min = "0 B", max = "4 KiB")
        int headroomBytes,

        @Key(
                value = "Bytes that software keeps in front of each buffer, before the headroom.",
                def = "{}")
        BufferElementConfig element,

        @Key(
                value = "Distance between buffers; at least element, headroom and buffer together.",
                def = "2 KiB",
                defFrom = "element, headroom and buffer, rounded up to a line",
                min = "64 B",
                max = "2 MiB")
        int strideBytes,

        @Key(
                value = "The socket in whose memory rings and buffers lie; a pool that queues share lies with the first of"
                        + " them.",
                def = "device")
        MemoryNode node,

        @Key(value = "The cores that consume.", def = "{}") CoresConfig cores) {

    /** Bytes of each buffer's place before the data. */
    public int offsetBytes() {
        return element.bytes() + headroomBytes;
    }
}
