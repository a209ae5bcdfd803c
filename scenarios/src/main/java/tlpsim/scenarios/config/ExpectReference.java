package tlpsim.scenarios.config;

import java.util.Optional;
import tlpsim.scenarios.schema.Key;
import tlpsim.scenarios.schema.Mapping;

/** What an expectation compares with: the same figure elsewhere. */
@Mapping(shorthand = "variant")
public record ExpectReference(
        @Key(value = "Id of a variant; that of the expectation where it is left out.", def = "")
        Optional<String> variant,

        @Key(value = "Column of the answer; that of the expectation where it is left out.", def = "")
        Optional<ExpectColumn> column,

        @Key(value = "Id of a workload; that of the expectation where it is left out.", def = "")
        Optional<String> workload) {

    boolean isEmpty() {
        return variant.isEmpty() && column.isEmpty() && workload.isEmpty();
    }
}
