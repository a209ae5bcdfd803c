package tlpsim.scenarios.result;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import tlpsim.scenarios.config.PlatformConfig;
import tlpsim.scenarios.preset.Preset;
import tlpsim.scenarios.preset.PresetCatalogue;
import tlpsim.scenarios.preset.PresetParameter;
import tlpsim.scenarios.preset.PresetStatus;

/** What the platform's values rest on, and how far results for it have been held against a machine. */
public final class ModelBasis {
    /** The one processor whose counters are public for the traffic that is simulated. */
    private static final String MEASURED_PRESET = "xeon-6140";

    private ModelBasis() {}

    /** One sentence without its full stop. */
    public static String error(PlatformConfig platform) {
        return platform.preset().equals(MEASURED_PRESET)
                ? "hit rates of device writes and reads: measured against Farshin et al., docs/validation.md has the errors; all else: no"
                        + " measurement exists"
                : "no measurement exists";
    }

    /** How many values of the preset are what, without those that the scenario gives; empty where there is no such preset. */
    public static Optional<String> values(PlatformConfig platform) {
        if (PresetCatalogue.isFile(platform.preset())) {
            return Optional.empty();
        }
        Optional<Preset> preset = PresetCatalogue.bundled().find(platform.preset());
        return preset.map(ModelBasis::count);
    }

    private static String count(Preset preset) {
        Map<PresetStatus, Integer> counts = new EnumMap<>(PresetStatus.class);
        for (PresetParameter parameter : preset.parameters()) {
            counts.merge(parameter.status(), 1, Integer::sum);
        }
        int assumed = at(counts, PresetStatus.ESTIMATE) + at(counts, PresetStatus.UNSOURCED);
        return "of " + preset.parameters().size() + " in preset " + preset.name() + ": "
                + (at(counts, PresetStatus.MEASURED) + at(counts, PresetStatus.MEASURED_HERE)) + " measured, "
                + at(counts, PresetStatus.DOCUMENTED) + " documented, " + at(counts, PresetStatus.DERIVED)
                + " derived, " + at(counts, PresetStatus.CALIBRATED) + " calibrated, " + assumed
                + " assumed ('explain' names them)";
    }

    private static int at(Map<PresetStatus, Integer> counts, PresetStatus status) {
        return counts.getOrDefault(status, 0);
    }
}
