package tlpsim.gen.device;

/**
 * An NVMe device.
 *
 * @param device     index of the device
 * @param firstQueue global id of its queue pair 0
 * @param mpsBytes   Max_Payload_Size
 * @param mrrsBytes  Max_Read_Request_Size
 * @param maxReads   outstanding reads (tags), of submission entries and of data together
 * @param commands   what the commands are
 * @param media      how long the medium takes
 * @param interrupts interrupts
 */
public record NvmeModelConfig(
        int device,
        int firstQueue,
        int mpsBytes,
        int mrrsBytes,
        int maxReads,
        CommandForm commands,
        MediaForm media,
        NicConfig.InterruptForm interrupts) {

    private static final int MAX_COMMAND_BYTES = 1 << 30;
    private static final int MILLION = 1_000_000;

    public NvmeModelConfig {
        require(maxReads >= 1, "maxReads must be at least 1", maxReads);
    }

    /**
     * @param depth           commands in flight per queue, at least 1
     * @param submissionBatch submission entries per fetch at most
     * @param blockBytes      logical block, a power of two
     * @param blocks          blocks per command; at most 1 GiB together
     * @param pageOrder       order in which the pages of one command are written to the host
     * @param readsPerMillion share of commands that read the medium and write host memory
     */
    public record CommandForm(
            int depth,
            int submissionBatch,
            int blockBytes,
            int blocks,
            PageOrderPolicy pageOrder,
            int readsPerMillion) {
        public CommandForm {
            require(depth >= 1, "depth must be at least 1", depth);
            require(submissionBatch >= 1, "submissionBatch must be at least 1", submissionBatch);
            require(Integer.bitCount(blockBytes) == 1, "blockBytes must be a power of two", blockBytes);
            require(blocks >= 1 && blocks <= MAX_COMMAND_BYTES / blockBytes, "a command has 1 B to 1 GiB", blocks);
            require(
                    readsPerMillion >= 0 && readsPerMillion <= MILLION,
                    "readsPerMillion must be 0 to 1000000",
                    readsPerMillion);
        }

        /** Data of one command. */
        public int commandBytes() {
            return blockBytes * blocks;
        }
    }

    /**
     * @param readPs   from the submission entry on the device to the first byte of data
     * @param writePs  from the last byte of data on the device to the completion entry
     * @param spreadPs a command takes up to this much longer, drawn uniformly; less than 2^62
     */
    public record MediaForm(long readPs, long writePs, long spreadPs) {}

    private static void require(boolean condition, String rule, int value) {
        if (!condition) {
            throw new IllegalArgumentException(rule + ": value=" + value);
        }
    }
}
