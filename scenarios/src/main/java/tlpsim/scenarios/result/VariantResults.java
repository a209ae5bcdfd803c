package tlpsim.scenarios.result;

import java.util.List;

/**
 * The variants of one scenario, side by side, on shared random numbers.
 *
 * @param variants in the order of the scenario
 */
public record VariantResults(String name, String question, List<Variant> variants) {

    /** @param set the assignments that make the variant */
    public record Variant(String id, List<String> set, ScenarioResult result, Verdict verdict) {}

    public boolean isSteady() {
        return variants.stream().allMatch(variant -> variant.result().isSteady());
    }

    public boolean isInterrupted() {
        return variants.stream().anyMatch(variant -> variant.result().interrupted());
    }
}
