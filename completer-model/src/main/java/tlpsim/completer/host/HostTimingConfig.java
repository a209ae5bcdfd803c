package tlpsim.completer.host;

/**
 * What operations cost at a host, in picoseconds of simulated time.
 *
 * @param visibleL2Ps     from acceptance of a posted write to global visibility, line in an L2
 * @param visibleLlcPs    the same, line in an LLC
 * @param visibleMemoryPs the same, line in memory
 * @param partialMissPs   added where a write of less than a line finds it nowhere and fetches it; 0 where it is masked
 * @param readCachePs     from the arrival of a device's read to the departure of its completion, data in a cache
 * @param readMemoryPs    the same, data in memory
 * @param interruptPs     from the visibility of an MSI write to the core's notice
 * @param doorbellPs      from a core's doorbell store to the root port
 * @param creditReturnPs  from the release of posted credits to their use at the requester
 */
public record HostTimingConfig(
        long visibleL2Ps,
        long visibleLlcPs,
        long visibleMemoryPs,
        long partialMissPs,
        long readCachePs,
        long readMemoryPs,
        long interruptPs,
        long doorbellPs,
        long creditReturnPs) {

    /** The shortest way back to the Source: its return look-ahead. */
    public long minReturnPs() {
        return Math.min(Math.min(readCachePs, readMemoryPs), Math.min(doorbellPs, creditReturnPs));
    }
}
