package tlpsim.scenarios.config;

import java.util.List;
import java.util.Optional;
import tlpsim.scenarios.schema.Key;

/** A threshold on the result; a run that does not meet it ends with exit code 3. */
public record ExpectConfig(
        @Key("Names the expectation in the report.") String id,

        @Key("The figure, by the name that 'explain metrics' prints.")
        String metric,

        @Key(value = "Id of a workload: the figure of its queues alone.", def = "")
        Optional<String> workload,

        @Key(value = "Column of the answer.", def = "as-configured")
        ExpectColumn column,

        @Key(value = "Id of a variant; without one, each variant has to meet the expectation.", def = "")
        Optional<String> variant,

        @Key(value = "What is taken from the figure first: the expectation is one on the difference.", def = "")
        Optional<ExpectReference> minus,

        @Key(value = "What the figure is divided by first: the expectation is one on the ratio.", def = "")
        Optional<ExpectReference> over,

        @Key(
                value =
                        "Ids of variants: from each to the next the figure falls, by 'at-least' and 'at-most' where given.",
                def = "")
        List<String> falls,

        @Key(value = "Ids of variants from each of which to the next the figure rises, likewise.", def = "")
        List<String> rises,

        @Key(value = "The smallest value that meets the expectation.", def = "")
        Optional<Threshold> atLeast,

        @Key(value = "The largest value that meets the expectation.", def = "")
        Optional<Threshold> atMost) {

    /** Variants in order; empty where the expectation is none on an order. */
    public List<String> ordered() {
        return falls.isEmpty() ? rises : falls;
    }

    /** What the figure is compared with; empty where it is not. */
    public Optional<ExpectReference> reference() {
        return minus.isPresent() ? minus : over;
    }
}
