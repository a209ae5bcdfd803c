package tlpsim.completer.consumer;

/**
 * Who consumes.
 *
 * @param cores       cores of the host
 * @param configs     by workload
 * @param workingSets by workload; null where a workload has none
 * @param sends       who sends; null where nobody does
 * @param neighbours  who shares caches and memory with them
 * @param prefetch    what the cores' L2s prefetch
 */
public record ConsumerParts(
        int cores,
        ConsumerConfig[] configs,
        WorkingSet[] workingSets,
        SendParts sends,
        NeighbourConfig[] neighbours,
        PrefetchConfig prefetch) {
    private static final NeighbourConfig[] ALONE = {};

    /** Nobody sends, and nobody is near. */
    public ConsumerParts(int cores, ConsumerConfig[] configs, WorkingSet[] workingSets) {
        this(cores, configs, workingSets, null, ALONE, PrefetchConfig.OFF);
    }

    ConsumerParts withSends(int queues) {
        return sends == null
                ? new ConsumerParts(
                        cores, configs, workingSets, SendParts.none(queues, configs.length), neighbours, prefetch)
                : this;
    }
}
