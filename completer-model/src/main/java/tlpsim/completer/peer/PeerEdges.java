package tlpsim.completer.peer;

import tlpsim.completer.consumer.ConsumerParts;
import tlpsim.completer.consumer.ConsumerStage;
import tlpsim.completer.consumer.QueueTable;
import tlpsim.completer.port.PathTable;
import tlpsim.core.pipeline.EventHeap;
import tlpsim.core.pipeline.MessageRing;

/**
 * What a peer shares with the rest of the Memory process.
 *
 * @param drivers the host's cores, which give descriptors back
 */
public record PeerEdges(
        QueueTable queues,
        ConsumerParts consumption,
        ConsumerStage drivers,
        PathTable paths,
        EventHeap agenda,
        MessageRing feedback) {}
