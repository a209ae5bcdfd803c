package tlpsim.gen.device;

/**
 * A network device that receives.
 *
 * @param device               index of the device
 * @param firstQueue           global id of its queue 0
 * @param mpsBytes             Max_Payload_Size
 * @param mrrsBytes            Max_Read_Request_Size
 * @param maxReads             outstanding reads (tags)
 * @param bufferBytes          received data it can hold
 * @param descriptorBatch      descriptors per fetch at most
 * @param descriptorThreshold  it fetches when a queue has fewer than this many at hand or on the way
 * @param headerSplitBytes     bytes split off into the header buffer, 0 for none
 * @param stash                bytes of each packet with a tag of their own
 * @param completion           completion entries
 * @param interrupts           interrupts
 */
public record NicConfig(
        int device,
        int firstQueue,
        int mpsBytes,
        int mrrsBytes,
        int maxReads,
        long bufferBytes,
        int descriptorBatch,
        int descriptorThreshold,
        int headerSplitBytes,
        StashRange stash,
        CompletionForm completion,
        InterruptForm interrupts) {
    public NicConfig {
        if (headerSplitBytes > 0 && stash.lengthBytes() > 0) {
            throw new IllegalArgumentException("headerSplitBytes=" + headerSplitBytes + " with " + stash);
        }
    }

    /**
     * @param entriesPerWrite entries that share a write at most
     * @param waitPs          longest time an entry waits for company
     */
    public record CompletionForm(int entriesPerWrite, long waitPs) {}

    /**
     * @param enabled          MSI-X writes are sent
     * @param moderationPs     shortest time between two interrupts of a queue
     * @param moderationUnits  completions that force an interrupt before that time
     * @param address          of the MSI-X write, with data of 4 bytes
     */
    public record InterruptForm(boolean enabled, long moderationPs, int moderationUnits, long address) {}
}
