package tlpsim.scenarios.config;

/** Where a device's write is installed that finds its line nowhere. */
public enum MissPolicy {
    ALLOCATE_IO,
    MEMORY,
    ALLOCATE_TARGET
}
