package tlpsim.completer.consumer;

import tlpsim.core.fabric.QueueLayout;

/** What a core reads and writes for one unit: entry, header, payload and working set, as far as they lie at the host; and descriptors given back. */
final class UnitReads {
    private static final long NO_LINE = -1;

    private final QueueTable queues;
    private final ConsumerConfig[] configs;
    private final WorkingSet[] workingSets;
    private final CoreReads reads;
    private final boolean[] headerAtHost;
    private final boolean[] payloadAtHost;
    private final long[] workingSetDraws;
    private final LinePrefetcher prefetcher;

    UnitReads(ConsumerParts parts, QueueTable queues, CoreReads reads) {
        this.queues = queues;
        this.configs = parts.configs();
        this.workingSets = parts.workingSets();
        this.reads = reads;
        headerAtHost = new boolean[queues.queues()];
        payloadAtHost = new boolean[queues.queues()];
        workingSetDraws = new long[parts.cores()];
        prefetcher = new LinePrefetcher(parts.prefetch(), parts.cores());
        for (int queue = 0; queue < queues.queues(); queue++) {
            headerAtHost[queue] = queues.places(queue).header() == QueuePlaces.HOST;
            payloadAtHost[queue] = queues.places(queue).payload() == QueuePlaces.HOST;
        }
    }

    /** Reads the unit that {@code core} begins at {@code startPs}. @return how long it waits for memory */
    long read(int core, int queue, long unit, long startPs) {
        ConsumerConfig config = configs[queues.workload(queue)];
        int bytes = queues.unitBytes(queue, unit);
        long stallPs = headStall(core, queue, unit, startPs, config);
        if (config.prefetchAhead() > 0) {
            prefetch(core, queue, unit, startPs, config);
        }
        if (payloadAtHost[queue]) {
            stallPs += readPayload(core, queue, unit, bytes, config);
        }
        if (headerAtHost[queue]) {
            long address = queues.headerAddress(queue, unit);
            reads.write(core, address, Math.min(config.headerWriteBytes(), bytes));
        }
        if (payloadAtHost[queue]) {
            touchBuffer(core, queue, unit, startPs, bytes, config);
        }
        return stallPs + readWorkingSet(core, queue);
    }

    /** Software's structure, and what the L2 fetches by itself behind the header. */
    private void touchBuffer(int core, int queue, long unit, long startPs, int bytes, ConsumerConfig config) {
        if (config.structureBytes() > 0) {
            long data = queues.bufferAddress(queue, unit);
            reads.write(core, data - config.structureBackBytes(), config.structureBytes());
        }
        if (!prefetcher.isOff()) {
            long data = queues.bufferAddress(queue, unit);
            int lines = prefetcher.lines(core, startPs);
            long first = UnitExtent.firstPayloadLineAfter(data, Math.min(config.headerBytes(), bytes)) >>> 6;
            long end = Math.min(first + lines, (data + bytes + 63) >>> 6);
            reads.prefetch(core, first, end);
        }
    }

    /** Reads what a packet needs of the core's own data. @return the stall */
    long readWorkingSet(int core, int queue) {
        int workload = queues.workload(queue);
        int lines = configs[workload].workingSetReads();
        if (lines == 0) {
            return 0;
        }
        long first = workingSetDraws[core];
        workingSetDraws[core] = first + lines;
        return reads.workingSet(core, workingSets[workload], first, lines, queues.flow(queue));
    }

    /** Entry and header: already on their way if prefetched, else read now. */
    private long headStall(int core, int queue, long unit, long startPs, ConsumerConfig config) {
        if (unit < queues.prefetched[queue]) {
            return Math.max(0, queues.prefetchReadyPs(queue, unit) - startPs) + reads.l2Ps();
        }
        return readHead(core, queue, unit, config);
    }

    private long readHead(int core, int queue, long unit, ConsumerConfig config) {
        QueueLayout layout = queues.layout(queue);
        int flow = queues.flow(queue);
        long entryLine = layout.completionAddress(unit) >>> 6;
        long entryPs = reads.deviceData(core, entryLine, CoreReads.at(flow, ReadKind.COMPLETION));
        if (!headerAtHost[queue]) {
            return entryPs;
        }
        int bytes = Math.min(config.headerBytes(), queues.unitBytes(queue, unit));
        long address = queues.headerAddress(queue, unit);
        return entryPs + reads.deviceData(core, address, bytes, CoreReads.at(flow, ReadKind.HEADER));
    }

    /** Asks for entry and header of the units behind this one, as far as their entries can be seen. */
    private void prefetch(int core, int queue, long unit, long nowPs, ConsumerConfig config) {
        long next = Math.max(queues.prefetched[queue], unit + 1);
        long limit = unit + config.prefetchAhead() + 1;
        while (next < limit && queues.entryVisiblePs(queue, next) <= nowPs) {
            queues.prefetchReadyPs(queue, next, nowPs + readHead(core, queue, next, config));
            next++;
        }
        queues.prefetched[queue] = Math.max(next, unit + 1);
    }

    private long readPayload(int core, int queue, long unit, int bytes, ConsumerConfig config) {
        int headerBytes = Math.min(config.headerBytes(), bytes);
        int payloadBytes = UnitExtent.payloadBytes(bytes, headerBytes, config.payloadPerMillion());
        long first = UnitExtent.firstPayloadLineAfter(queues.bufferAddress(queue, unit), headerBytes);
        return reads.deviceData(core, first, payloadBytes, CoreReads.at(queues.flow(queue), ReadKind.PAYLOAD));
    }

    /** Drops what lies at the host of a unit that has been read, header and payload. */
    void drop(int queue, long unit) {
        int bytes = queues.unitBytes(queue, unit);
        if (payloadAtHost[queue]) {
            reads.drop(queues.bufferAddress(queue, unit), bytes);
        }
        QueueLayout layout = queues.layout(queue);
        if (headerAtHost[queue] && layout.headerBase() != 0) {
            reads.drop(queues.headerAddress(queue, unit), Math.min(layout.headerStrideBytes(), bytes));
        }
    }

    /** Writes {@code count} descriptors from number {@code from} on, if their ring lies at the host: how a core writes a peer's memory is not modelled. */
    void writeDescriptors(int core, int queue, long from, int count) {
        if (queues.places(queue).descriptor() != QueuePlaces.HOST) {
            return;
        }
        QueueLayout layout = queues.layout(queue);
        long line = NO_LINE;
        for (int descriptor = 0; descriptor < count; descriptor++) {
            long address = layout.descriptorAddress(from + descriptor);
            if (address >>> 6 != line) {
                line = address >>> 6;
                reads.write(core, address, layout.descriptorBytes());
            }
            reads.write(core, layout.listAddress(from + descriptor), layout.listBytes());
        }
    }

    /** Lines read, by {@code (flow * ReadKind.COUNT + kind) * ReadOutcomeLayout.COUNT + outcome}. */
    long[] counters() {
        return reads.counters();
    }
}
