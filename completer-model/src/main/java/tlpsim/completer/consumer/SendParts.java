package tlpsim.completer.consumer;

import tlpsim.core.fabric.QueueLayout;

/**
 * Who sends.
 *
 * @param rings   transmit ring of each queue, by global id; buffers are those of the workload's pool; null where nothing is sent
 * @param configs by workload; null where nothing is sent
 */
public record SendParts(QueueLayout[] rings, SendConfig[] configs) {
    /** Nobody sends. */
    static SendParts none(int queues, int workloads) {
        return new SendParts(new QueueLayout[queues], new SendConfig[workloads]);
    }
}
