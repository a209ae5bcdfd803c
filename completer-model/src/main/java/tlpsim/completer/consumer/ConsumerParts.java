package tlpsim.completer.consumer;

/**
 * Who consumes.
 *
 * @param cores       cores of the host
 * @param configs     by workload
 * @param workingSets by workload; null where a workload has none
 * @param sends       who sends; null where nobody does
 */
public record ConsumerParts(int cores, ConsumerConfig[] configs, WorkingSet[] workingSets, SendParts sends) {
    /** Nobody sends. */
    public ConsumerParts(int cores, ConsumerConfig[] configs, WorkingSet[] workingSets) {
        this(cores, configs, workingSets, null);
    }

    ConsumerParts withSends(int queues) {
        return sends == null
                ? new ConsumerParts(cores, configs, workingSets, SendParts.none(queues, configs.length))
                : this;
    }
}
