package tlpsim.completer.peer;

import tlpsim.completer.consumer.ConsumerConfig;
import tlpsim.completer.consumer.QueuePlaces;
import tlpsim.completer.consumer.QueueTable;
import tlpsim.completer.consumer.ReadKind;
import tlpsim.completer.consumer.UnitExtent;
import tlpsim.core.fabric.QueueLayout;

/**
 * What an engine reads of a unit: entry, header, payload, one after the other, as far as they lie in its own memory. Within each the first line costs its
 * latency and the rest overlap; none is there before the memory has transferred what was missing.
 */
final class EngineReads {
    private final int place;
    private final PeerMemoryConfig timing;
    private final PeerEngineConfig config;
    private final boolean ideal;
    private final PeerMemory memory;
    private final QueueTable queues;
    private final ConsumerConfig[] consumers;
    private final long[] counters;

    EngineReads(int peer, PeerConfig peerConfig, PeerMemory memory, PeerEdges edges) {
        this.place = QueuePlaces.peer(peer);
        this.timing = peerConfig.memory();
        this.config = peerConfig.engines();
        this.ideal = peerConfig.ideal();
        this.memory = memory;
        this.queues = edges.queues();
        this.consumers = edges.consumption().configs();
        this.counters = new long[queues.flows() * ReadKind.COUNT * PeerReadLayout.COUNT];
    }

    /** Reads the unit from {@code nowPs} on. @return how long the engine waits for memory */
    long read(int queue, long unit, long nowPs) {
        QueuePlaces places = queues.places(queue);
        QueueLayout layout = queues.layout(queue);
        int bytes = queues.unitBytes(queue, unit);
        int headerBytes = Math.min(consumers[queues.workload(queue)].headerBytes(), bytes);
        long stallPs = 0;
        if (places.completion() == place) {
            int entryBytes = layout.completionBytes();
            stallPs = group(queue, ReadKind.COMPLETION, layout.completionAddress(unit), entryBytes, nowPs, stallPs);
        }
        if (places.header() == place) {
            long address = UnitExtent.headerAddress(layout, unit);
            stallPs = group(queue, ReadKind.HEADER, address, headerBytes, nowPs, stallPs);
        }
        if (places.payload() == place) {
            long address = UnitExtent.firstPayloadLineAfter(layout.bufferAddress(unit), headerBytes);
            int payloadBytes = UnitExtent.payloadBytes(bytes, headerBytes, config.payloadPerMillion());
            stallPs = group(queue, ReadKind.PAYLOAD, address, payloadBytes, nowPs, stallPs);
        }
        return stallPs;
    }

    /** @param beforePs stall so far @return stall with this group */
    private long group(int queue, ReadKind kind, long address, int bytes, long nowPs, long beforePs) {
        if (bytes <= 0) {
            return beforePs;
        }
        int at = (queues.flow(queue) * ReadKind.COUNT + kind.ordinal()) * PeerReadLayout.COUNT;
        long line = address >>> 6;
        long last = address + bytes - 1 >>> 6;
        int outcome = line(line, nowPs, at);
        boolean missed = outcome == PeerReadLayout.MEMORY;
        long firstPs = latencyPs(outcome);
        long restPs = 0;
        while (++line <= last) {
            outcome = line(line, nowPs, at);
            missed |= outcome == PeerReadLayout.MEMORY;
            restPs += latencyPs(outcome);
        }
        long afterPs = beforePs + firstPs + restPs / config.parallelReads();
        return missed ? Math.max(afterPs, memory.transferredPs() - nowPs + timing.memoryPs()) : afterPs;
    }

    private int line(long line, long nowPs, int at) {
        int outcome = ideal ? PeerReadLayout.CACHE : memory.engineRead(line, nowPs);
        counters[at + outcome]++;
        return outcome;
    }

    private long latencyPs(int outcome) {
        return outcome == PeerReadLayout.CACHE ? timing.cachePs() : timing.memoryPs();
    }

    long[] counters() {
        return counters;
    }
}
