package tlpsim.scenarios.result;

import tlpsim.scenarios.config.DeviceWritesConfig;
import tlpsim.scenarios.config.LlcWaysConfig;
import tlpsim.scenarios.config.MissPolicy;
import tlpsim.scenarios.config.PlatformConfig;
import tlpsim.scenarios.preset.Preset;
import tlpsim.scenarios.preset.PresetCatalogue;
import tlpsim.scenarios.preset.PresetParameter;
import tlpsim.scenarios.preset.PresetStatus;

/** What the column without hints stands for: where this platform puts device writes that carry no tag, and how well that is known. */
public final class PlatformDefault {
    private static final String PARAMETER = "device-writes.dca";

    private PlatformDefault() {}

    /** One sentence without its full stop. */
    public static String sentence(PlatformConfig platform) {
        DeviceWritesConfig writes = platform.deviceWrites();
        boolean cached = writes.dca() && writes.onMiss().untagged() != MissPolicy.MEMORY;
        String where = cached
                ? "the I/O ways of the last-level cache ("
                        + ways(platform.llc().allocation()) + " of "
                        + platform.llc().ways() + ")"
                : "DRAM";
        return "without tags, device writes go to " + where + "; " + basis(platform);
    }

    private static String ways(LlcWaysConfig ways) {
        return ways.ioWays().text() + (ways.extraIoWays() > 0 ? " + " + ways.extraIoWays() : "");
    }

    private static String basis(PlatformConfig platform) {
        if (PresetCatalogue.isFile(platform.preset())) {
            return "as " + platform.preset() + " or the scenario says";
        }
        PresetParameter parameter = PresetCatalogue.bundled()
                .find(platform.preset())
                .map(preset -> parameter(preset))
                .orElse(null);
        boolean unchanged = parameter != null
                && parameter
                        .value()
                        .equals(Boolean.toString(platform.deviceWrites().dca()));
        if (!unchanged) {
            return "set by the scenario, not the default of " + platform.preset();
        }
        String known = parameter.status() == PresetStatus.UNSOURCED
                ? "UNSOURCED"
                : parameter.status().name().toLowerCase(java.util.Locale.ROOT);
        return "the default of " + platform.preset() + ", " + known;
    }

    private static PresetParameter parameter(Preset preset) {
        return preset.parameter(PARAMETER).orElse(null);
    }
}
