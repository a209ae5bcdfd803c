package tlpsim.completer.consumer;

/**
 * How the cores of a workload send.
 *
 * @param source           packets to send; null where they forward what they have received
 * @param firstQueue       global id of the workload's queue 0
 * @param queues           of the workload
 * @param doorbellBatch    packets per doorbell at most
 * @param freeBatch        reported packets from which on buffers are freed, unless the ring is full before
 * @param writtenPerMillion share of each packet from {@code source} that the core writes
 * @param poolBuffers      buffers of the pool that all queues share
 * @param poolCache        buffers that a core keeps to itself, last in, first out; 0 for one first-in, first-out pool
 */
public record SendConfig(
        SendSource source,
        int firstQueue,
        int queues,
        int doorbellBatch,
        int freeBatch,
        int writtenPerMillion,
        int poolBuffers,
        int poolCache) {
    boolean forwards() {
        return source == null;
    }
}
