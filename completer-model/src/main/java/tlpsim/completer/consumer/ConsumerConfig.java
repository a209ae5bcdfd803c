package tlpsim.completer.consumer;

/**
 * How the cores of a workload consume.
 *
 * @param interrupts        sleep until an interrupt, else poll
 * @param burst             most units taken from a queue per turn
 * @param perUnitPs         time per unit apart from memory stalls
 * @param prefetchAhead     units ahead whose entry and header are prefetched
 * @param headerBytes       bytes read from the unit's start
 * @param payloadPerMillion share of the rest that is read
 * @param headerWriteBytes  bytes written from the unit's start
 * @param workingSetReads   lines of the working set read per unit
 * @param pollIntervalPs    between two looks at empty rings
 * @param interruptLatencyPs from the interrupt at the core to the first look
 * @param lagPs             time that the consumer stays behind on purpose
 * @param returnBatch       units given back per doorbell
 * @param structureBytes    bytes of software's structure in front of each buffer, which a core writes for every unit
 * @param structureBackBytes how far before the data it begins
 */
public record ConsumerConfig(
        boolean interrupts,
        int burst,
        long perUnitPs,
        int prefetchAhead,
        int headerBytes,
        int payloadPerMillion,
        int headerWriteBytes,
        int workingSetReads,
        long pollIntervalPs,
        long interruptLatencyPs,
        long lagPs,
        int returnBatch,
        int structureBytes,
        int structureBackBytes) {

    /** Buffers without a structure. */
    public ConsumerConfig(
            boolean interrupts,
            int burst,
            long perUnitPs,
            int prefetchAhead,
            int headerBytes,
            int payloadPerMillion,
            int headerWriteBytes,
            int workingSetReads,
            long pollIntervalPs,
            long interruptLatencyPs,
            long lagPs,
            int returnBatch) {
        this(
                interrupts,
                burst,
                perUnitPs,
                prefetchAhead,
                headerBytes,
                payloadPerMillion,
                headerWriteBytes,
                workingSetReads,
                pollIntervalPs,
                interruptLatencyPs,
                lagPs,
                returnBatch,
                0,
                0);
    }
}
