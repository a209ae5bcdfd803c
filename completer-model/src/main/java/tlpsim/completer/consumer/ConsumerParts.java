package tlpsim.completer.consumer;

/**
 * Who consumes.
 *
 * @param cores       cores of the host
 * @param configs     by workload
 * @param workingSets by workload; null where a workload has none
 * @param sends       who sends; null where nobody does
 * @param neighbours  who shares caches and memory with them
 */
public record ConsumerParts(
        int cores,
        ConsumerConfig[] configs,
        WorkingSet[] workingSets,
        SendParts sends,
        NeighbourConfig[] neighbours) {
    private static final NeighbourConfig[] ALONE = {};

    /** Nobody sends, and nobody is near. */
    public ConsumerParts(int cores, ConsumerConfig[] configs, WorkingSet[] workingSets) {
        this(cores, configs, workingSets, null, ALONE);
    }

    ConsumerParts withSends(int queues) {
        return sends == null
                ? new ConsumerParts(cores, configs, workingSets, SendParts.none(queues, configs.length), neighbours)
                : this;
    }
}
