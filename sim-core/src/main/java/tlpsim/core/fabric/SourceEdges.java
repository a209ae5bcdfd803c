package tlpsim.core.fabric;

import tlpsim.core.pipeline.MessageRing;
import tlpsim.core.pipeline.Promise;
import tlpsim.core.pipeline.TlpRing;

/**
 * The Source's edges to the other process.
 *
 * @param forward       TLPs to Memory
 * @param feedback      messages from Memory
 * @param sourcePromise raised by the Source
 * @param memoryPromise raised by Memory
 * @param observations  latencies that devices see, to the Recorder; null where none do
 */
public record SourceEdges(
        TlpRing forward, MessageRing feedback, Promise sourcePromise, Promise memoryPromise, MessageRing observations) {
    /** Devices that observe nothing. */
    public SourceEdges(TlpRing forward, MessageRing feedback, Promise sourcePromise, Promise memoryPromise) {
        this(forward, feedback, sourcePromise, memoryPromise, null);
    }
}
