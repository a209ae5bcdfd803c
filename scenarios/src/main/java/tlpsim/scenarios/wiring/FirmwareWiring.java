package tlpsim.scenarios.wiring;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import tlpsim.core.firmware.CpuTagTable;
import tlpsim.core.firmware.CpuTopology;
import tlpsim.core.firmware.DsmFirmwareConfig;
import tlpsim.core.firmware.RootPortFirmware;
import tlpsim.core.firmware.TagExhaustionPolicy;
import tlpsim.core.firmware.TargetGranularity;
import tlpsim.core.random.RandomStream;
import tlpsim.scenarios.config.DsmPresence;
import tlpsim.scenarios.config.EncodingConfig;
import tlpsim.scenarios.config.FirmwareConfig;
import tlpsim.scenarios.config.LlcDomain;
import tlpsim.scenarios.config.PlatformConfig;
import tlpsim.scenarios.config.RootPortConfig;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.TagTarget;

/** Builds the firmware of each root port. */
public final class FirmwareWiring {
    private final ScenarioConfig scenario;
    private final PlatformConfig platform;
    private final CpuTopology cpus;
    private final Path directory;

    /** @param directory what file names in the scenario are relative to */
    public FirmwareWiring(ScenarioConfig scenario, Path directory) {
        this.scenario = scenario;
        this.platform = scenario.platform();
        this.directory = directory;
        int domainsPerSocket = platform.llc().domain() == LlcDomain.CLUSTER
                ? Math.max(1, platform.cores() / platform.coresPerDomain())
                : 1;
        cpus = CpuTopology.of(platform.totalCores(), platform.coresPerDomain(), domainsPerSocket);
    }

    /** In the order of root ports. Perfect tags come from a firmware that names every core. */
    public RootPortFirmware[] ports(Column column, long seed) {
        RootPortFirmware[] firmware =
                new RootPortFirmware[scenario.fabric().hostPorts().size()];
        FirmwareConfig config = platform.firmware();
        for (int port = 0; port < firmware.length; port++) {
            boolean fresh = port == 0 || config.encoding().perRootPort() && column != Column.PERFECT_TAGS;
            firmware[port] =
                    fresh ? port(column, seed, scenario.fabric().hostPorts().get(port)) : firmware[0];
        }
        return firmware;
    }

    private RootPortFirmware port(Column column, long seed, RootPortConfig port) {
        if (column == Column.PERFECT_TAGS) {
            return RootPortFirmware.of(DsmFirmwareConfig.perCore(seed), cpus);
        }
        FirmwareConfig config = platform.firmware();
        if (config.dsm() != DsmPresence.PRESENT) {
            return RootPortFirmware.mute(cpus, config.phIgnore());
        }
        if (!config.table().isEmpty()) {
            return RootPortFirmware.of(table(config.table()), cpus);
        }
        TagTarget tags8 = config.tags8().target();
        TagTarget tags16 = config.tags16().target();
        return RootPortFirmware.of(
                new DsmFirmwareConfig(
                        tags8 == TagTarget.NONE ? 0 : config.tags8().count(),
                        tags16 == TagTarget.NONE ? 0 : config.tags16().count(),
                        granularity(tags8 == TagTarget.NONE ? tags16 : tags8),
                        TagExhaustionPolicy.valueOf(config.onExhaustion().name()),
                        false,
                        config.phIgnore(),
                        encoding(config.encoding(), seed, port)),
                cpus);
    }

    private static long encoding(EncodingConfig encoding, long seed, RootPortConfig port) {
        long ofPlatform = encoding.name().equals(EncodingConfig.DRAWN)
                ? seed
                : RandomStream.of(0, encoding.name()).bitsAt(0);
        return encoding.perRootPort() ? RandomStream.of(ofPlatform, port.id()).bitsAt(0) : ofPlatform;
    }

    private static TargetGranularity granularity(TagTarget target) {
        return target == TagTarget.NONE ? TargetGranularity.CORE : TargetGranularity.valueOf(target.name());
    }

    private CpuTagTable table(String file) {
        try {
            return CpuTagTable.read(file, Files.readAllBytes(directory.resolve(file)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
