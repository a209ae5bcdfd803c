package tlpsim.scenarios.result;

import java.util.List;

/**
 * The variants of one scenario, side by side, on shared random numbers.
 *
 * @param variants in the order of the scenario
 */
public record VariantResults(String name, String question, List<Variant> variants) {

    /**
     * One variant.
     *
     * @param set      the assignments that make the variant
     * @param extremes the same at the other ends of what is assumed
     */
    public record Variant(String id, List<String> set, ScenarioResult result, Verdict verdict, Extremes extremes) {}

    public boolean isSteady() {
        return variants.stream().allMatch(variant -> variant.result().isSteady());
    }

    public boolean isInterrupted() {
        return variants.stream().anyMatch(variant -> variant.result().interrupted());
    }
}
