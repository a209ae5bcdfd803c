package tlpsim.scenarios.config;

/** Whether a device's writes without a usable tag may take room in the caches. */
public enum DeviceAllocation {
    /** As the platform does it: its {@code device-writes}, and {@code hints.allocating-flow} of the root port. */
    PLATFORM,
    /** To memory, whatever the platform does: direct cache access is off for this device. */
    BYPASS
}
