package tlpsim.scenarios.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tlpsim.scenarios.config.ResolvedScenario;
import tlpsim.scenarios.preset.PresetCatalogue;
import tlpsim.scenarios.preset.PresetParameter;
import tlpsim.scenarios.preset.PresetStatus;
import tlpsim.scenarios.schema.KeyDeclaration;
import tlpsim.scenarios.schema.Position;
import tlpsim.scenarios.schema.ResolvedValue;
import tlpsim.scenarios.schema.Unit;

/**
 * One key of a scenario, with what its value rests on.
 *
 * @param text   the value with its unit
 * @param unit   the dimension, or empty for a bare number, a word or a list
 * @param origin {@code file:line:column}, {@code --set ...}, {@code preset NAME}, {@code default}, or the key it follows from
 * @param status of a preset's value: measured, documented, derived, estimate or unsourced; {@code assumed} for a value of the platform that
 *     neither the user nor the preset gives; else empty
 * @param source of a preset's value, else empty
 */
record ExplainCommandValue(
        String path, String text, String unit, boolean given, String origin, String status, String source) {
    private static final String PRESET = "preset ";
    /** A choice of the user, not a property of the hardware. */
    private static final String SOCKETS = "platform.sockets";

    private static final String DEFAULT = "default";
    private static final String ASSUMED = "assumed";
    private static final String UNSOURCED = KeyDeclaration.spelling(PresetStatus.UNSOURCED);

    static List<ExplainCommandValue> of(ResolvedScenario resolved) {
        PresetCatalogue catalogue = PresetCatalogue.bundled().in(resolved.directory());
        List<ExplainCommandValue> values = new ArrayList<>();
        for (ResolvedValue value : resolved.values()) {
            values.add(of(value, catalogue));
        }
        return values;
    }

    private static ExplainCommandValue of(ResolvedValue value, PresetCatalogue catalogue) {
        Optional<PresetParameter> parameter = value.given() ? Optional.empty() : parameter(value, catalogue);
        boolean hardware = value.path().startsWith("platform.") && !value.path().equals(SOCKETS);
        boolean assumed = hardware && !value.given() && value.origin().source().equals(DEFAULT);
        return new ExplainCommandValue(
                value.path(),
                value.text(),
                value.key().unit() == Unit.NONE ? "" : value.key().unit().name().toLowerCase(java.util.Locale.ROOT),
                value.given(),
                place(value.origin()),
                parameter.map(found -> KeyDeclaration.spelling(found.status())).orElse(assumed ? ASSUMED : ""),
                parameter.map(PresetParameter::source).orElse(""));
    }

    private static Optional<PresetParameter> parameter(ResolvedValue value, PresetCatalogue catalogue) {
        String origin = value.origin().source();
        if (!origin.startsWith(PRESET)) {
            return Optional.empty();
        }
        String owner = value.path().startsWith("platform.") ? "platform." : ".memory.";
        String key = value.path().substring(value.path().indexOf(owner) + owner.length());
        return catalogue.find(origin.substring(PRESET.length())).flatMap(preset -> preset.parameter(key));
    }

    private static String place(Position position) {
        return position.line() == 0
                ? position.source()
                : position.source() + ":" + position.line() + ":" + position.column();
    }

    /** Nobody has published it: what rests on it must say so. */
    boolean isUnsourced() {
        return status.equals(ASSUMED) || status.equals(UNSOURCED);
    }
}
