package tlpsim.scenarios.config;

import java.util.List;
import tlpsim.scenarios.schema.Key;

/** One variant of the scenario, run beside the others on the same seed. */
public record VariantConfig(
        @Key("Names the variant in the report.") String id,

        @Key("Assignments of the form path=value, in the path grammar of --set.")
        List<String> set) {}
