package tlpsim.scenarios.config;

import java.nio.file.Path;
import java.util.List;
import tlpsim.scenarios.schema.CanonicalForm;
import tlpsim.scenarios.schema.ResolvedValue;

/**
 * A valid scenario.
 *
 * @param source    the file as the user named it, or {@code <stdin>}
 * @param directory what file names in the scenario are relative to
 * @param config    the scenario itself; its variants are only named there
 * @param values    every value with its origin, in the order of the declarations
 * @param variants  the scenario with each variant's assignments, in the order given
 */
public record ResolvedScenario(
        String source, Path directory, ScenarioConfig config, List<ResolvedValue> values, List<Variant> variants) {

    /** One variant. */
    public record Variant(String id, ScenarioConfig config) {}

    /**
     * The whole scenario with every default filled in, which reads back as the same scenario. Its variants are listed
     * but mean less there: a variant's assignment also moves the defaults that depend on it, and here none is left.
     */
    public String canonicalYaml() {
        return CanonicalForm.yaml(config);
    }

    /** SHA-256 of {@link #canonicalYaml}, in hexadecimal. */
    public String hash() {
        return CanonicalForm.hash(config);
    }
}
