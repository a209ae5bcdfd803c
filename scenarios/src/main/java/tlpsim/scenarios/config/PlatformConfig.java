package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;
import tlpsim.scenarios.schema.Mapping;

/** The host. Every value that is not given comes from the preset. */
@Mapping(shorthand = "preset")
public record PlatformConfig(
        @Key(
                "A platform of the command 'presets', or a preset file of one's own (.yaml), as 'presets measure' writes it.")
        String preset,

        @Key(value = "Its processors.", inline = true) ProcessorConfig processors,

        @Key(value = "Each core's second-level cache.", def = "{}")
        L2Config l2,

        @Key(value = "The last-level cache of one domain.", def = "{}")
        LlcConfig llc,

        @Key(value = "Where a device's writes go.", def = "{}")
        DeviceWritesConfig deviceWrites,

        @Key(value = "What a core's read costs, by where the line is found.", def = "{}")
        LatencyConfig latency,

        @Key(value = "The host's side of the I/O path.", def = "{}")
        HostIoConfig io,

        @Key(value = "Main memory.", def = "{}") DramConfig dram,

        @Key(value = "How software's memory lies in it.", def = "{}")
        MemoryConfig memory,

        @Key(value = "Translation of devices' addresses; off unless it has entries.", def = "{}")
        IommuConfig iommu,

        @Key(value = "Which steering tags the platform hands out.", def = "{}")
        FirmwareConfig firmware) {

    /** Sockets in use. */
    public int sockets() {
        return processors.sockets();
    }

    /** Cores per socket. */
    public int cores() {
        return processors.cores();
    }

    public long frequencyHz() {
        return processors.frequencyHz();
    }

    /** Cores of all sockets. */
    public int totalCores() {
        return sockets() * cores();
    }

    /** Last-level cache domains of all sockets; core c belongs to domain c / {@link #coresPerDomain()}. */
    public int domains() {
        return (totalCores() + coresPerDomain() - 1) / coresPerDomain();
    }

    /** Cores that share one last-level cache. */
    public int coresPerDomain() {
        return llc.domain() == LlcDomain.CLUSTER ? llc.coresPerCluster() : cores();
    }
}
