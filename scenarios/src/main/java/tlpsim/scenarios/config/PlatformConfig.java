package tlpsim.scenarios.config;

import tlpsim.scenarios.schema.Key;
import tlpsim.scenarios.schema.Mapping;

/** The host. Every value that is not given comes from the preset. */
@Mapping(shorthand = "preset")
public record PlatformConfig(
        @Key(
                "A platform of the command 'presets', or a preset file of one's own (.yaml), as 'presets measure' writes it.")
        String preset,

        @Key(value = "Sockets in use.", def = "1", min = "1", max = "8")
        int sockets,

        @Key(value = "Cores per socket.", def = "16", defFrom = "the platform preset", min = "1", max = "1024")
        int cores,

        @Key(
                value = "Clock of the cores.",
                def = "2.5 GHz",
                defFrom = "the platform preset",
                min = "100 MHz",
                max = "10 GHz")
        long frequencyHz,

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

        @Key(value = "Which steering tags the platform hands out.", def = "{}")
        FirmwareConfig firmware) {

    /** Cores of all sockets. */
    public int totalCores() {
        return sockets * cores;
    }

    /** Last-level cache domains of all sockets; core c belongs to domain c / {@link #coresPerDomain()}. */
    public int domains() {
        return (totalCores() + coresPerDomain() - 1) / coresPerDomain();
    }

    /** Cores that share one last-level cache. */
    public int coresPerDomain() {
        return llc.domain() == LlcDomain.CLUSTER ? llc.coresPerCluster() : cores;
    }
}
