package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;

/** Commands of an NVMe workload. */
public record NvmeConfig(
        @Key(value = "Size of a logical block.", def = "512 B", min = "512 B", max = "64 KiB", powerOfTwo = true)
        int blockBytes,

        @Key(value = "Blocks per command.", def = "8", min = "1", max = "65536")
        int blocksPerIo,

        @Key(value = "Commands in flight per queue.", def = "32", min = "1", max = "65535")
        int queueDepth,

        @Key(
                value = "Order in which the pages of one command are written; last-first writes the last page, then"
                        + " ascends.",
                def = "ascending")
        PageOrder pageOrder,

        @Key(
                value =
                        "How a command of more than two pages says where its data lies: by a list of pages in host memory,"
                                + " which the device reads first (prp), or by itself, as with one segment (none).",
                def = "prp")
        DataPointers dataPointers,

        @Key(value = "Share of reads of a mixed workload.", def = "100 %", min = "0 %", max = "100 %")
        int readSharePpm,

        @Key(value = "From the fetched command to the first byte.", def = "80 us", min = "0 us", max = "1 s")
        long mediaLatencyPs) {}
