package tlpsim.completer.consumer;

/**
 * Who consumes.
 *
 * @param cores       cores of the host
 * @param configs     by workload
 * @param workingSets by workload; null where a workload has none
 */
public record ConsumerParts(int cores, ConsumerConfig[] configs, WorkingSet[] workingSets) {}
