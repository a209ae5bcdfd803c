package tlpsim.completer.peer;

/**
 * The engines of a peer, which read data in its memory.
 *
 * @param engines           how many, at least 1; queue q belongs to engine q modulo that
 * @param perUnitPs         time per unit apart from memory stalls
 * @param pollIntervalPs    between two looks at empty rings, at least 1
 * @param kickLatencyPs     from the end of a core's part to the engine's notice, at least 1
 * @param notifyLatencyPs   from the engine's end to the driver's notice, at least 1
 * @param payloadPerMillion share of the payload that is read
 * @param parallelReads     independent reads that overlap, at least 1
 */
public record PeerEngineConfig(
        int engines,
        long perUnitPs,
        long pollIntervalPs,
        long kickLatencyPs,
        long notifyLatencyPs,
        int payloadPerMillion,
        int parallelReads) {
    public PeerEngineConfig {
        if (engines < 1 || pollIntervalPs < 1 || kickLatencyPs < 1 || notifyLatencyPs < 1 || parallelReads < 1) {
            throw new IllegalArgumentException("engines=" + engines + ", pollIntervalPs=" + pollIntervalPs
                    + ", kickLatencyPs=" + kickLatencyPs + ", notifyLatencyPs=" + notifyLatencyPs + ", parallelReads="
                    + parallelReads + ", each at least 1");
        }
    }
}
