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
 * @param deliveries  by workload: where receive buffers come from, and how packets go on to an application
 */
public record ConsumerParts(
        int cores,
        ConsumerConfig[] configs,
        WorkingSet[] workingSets,
        SendParts sends,
        NeighbourConfig[] neighbours,
        PrefetchConfig prefetch,
        DeliveryConfig[] deliveries) {
    private static final NeighbourConfig[] ALONE = {};

    /** Nobody sends, nobody is near, buffers belong to their rings, and nothing goes on to an application. */
    public ConsumerParts(int cores, ConsumerConfig[] configs, WorkingSet[] workingSets) {
        this(cores, configs, workingSets, null, ALONE, PrefetchConfig.OFF, DeliveryConfig.none(configs.length));
    }

    ConsumerParts withSends(int queues) {
        return sends == null
                ? new ConsumerParts(
                        cores,
                        configs,
                        workingSets,
                        SendParts.none(queues, configs.length),
                        neighbours,
                        prefetch,
                        deliveries)
                : this;
    }
}
