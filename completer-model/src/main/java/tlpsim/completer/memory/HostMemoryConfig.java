package tlpsim.completer.memory;

/**
 * One host's memory hierarchy, without the geometry of its caches (those come as caches).
 *
 * @param simulatedLines lines of simulated physical memory, 1 to 2^30: line numbers are below it
 */
public record HostMemoryConfig(
        long simulatedLines,
        HostTopologyConfig topology,
        HomeDomainTable homes,
        LlcConfig llc,
        DeviceWriteConfig deviceWrites) {

    /** 64 GiB of simulated memory. */
    public static final long MAX_LINES = 1L << 30;

    public HostMemoryConfig {
        if (simulatedLines < 1 || simulatedLines > MAX_LINES) {
            throw new IllegalArgumentException("simulatedLines must be 1 to 2^30: " + simulatedLines);
        }
        if (homes.highestDomain() >= topology.domains()) {
            throw new IllegalArgumentException(
                    "home domain " + homes.highestDomain() + " does not exist: domains=" + topology.domains());
        }
        if (homes.lines() < simulatedLines) {
            throw new IllegalArgumentException(
                    "home domains cover " + homes.lines() + " of " + simulatedLines + " simulated lines");
        }
    }
}
