package tlpsim.scenarios.preset;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tlpsim.scenarios.schema.Key;

/** A platform or a peer with all its parameters. */
public record Preset(
        @Key("As a scenario names it.") String name,
        @Key("What it is.") PresetKind kind,
        @Key("Vendor and product.") String title,

        @Key(value = "The preset whose parameters hold where this one has none.", def = "")
        String base,

        @Key("Its own parameters.") List<PresetParameter> parameters) {

    /** The parameter of a path. */
    public Optional<PresetParameter> parameter(String path) {
        return parameters.stream()
                .filter(parameter -> parameter.path().equals(path))
                .findFirst();
    }

    /** This preset on top of its base: its own parameters first in place, the base's where it has none. */
    Preset over(Preset below) {
        List<PresetParameter> merged = new ArrayList<>(parameters);
        for (PresetParameter inherited : below.parameters) {
            if (parameter(inherited.path()).isEmpty()) {
                merged.add(inherited);
            }
        }
        return new Preset(name, kind, title, "", List.copyOf(merged));
    }
}
