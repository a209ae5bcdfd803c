package tlpsim.scenarios.config;

import java.util.List;
import tlpsim.scenarios.schema.Key;

/** What a scenario sets beside each other, and what is to come of it. */
public record ComparisonConfig(
        @Key(value = "The same scenario with other values, run side by side.", def = "")
        List<VariantConfig> variants,

        @Key(value = "Thresholds on the result; one that is not met ends the run with exit code 3.", def = "")
        List<ExpectConfig> expect) {}
