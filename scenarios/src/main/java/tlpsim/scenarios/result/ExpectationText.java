package tlpsim.scenarios.result;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tlpsim.scenarios.config.ExpectColumn;
import tlpsim.scenarios.config.ExpectConfig;
import tlpsim.scenarios.config.ExpectReference;
import tlpsim.scenarios.config.Threshold;
import tlpsim.scenarios.schema.KeyDeclaration;

/** An expectation in words. */
public final class ExpectationText {
    private final ExpectConfig expect;

    public ExpectationText(ExpectConfig expect) {
        this.expect = expect;
    }

    /** As the scenario has it, before anything runs. */
    public String statement() {
        return expect.ordered().isEmpty() ? threshold(expect.variant().orElse("")) : order();
    }

    /** @param variant that the threshold is put to; may be empty */
    String threshold(String variant) {
        StringBuilder text = new StringBuilder(expect.metric());
        text.append(place(Optional.of(variant), Optional.of(expect.column()), expect.workload()));
        expect.reference()
                .ifPresent(reference -> text.append(expect.over().isPresent() ? " over the same" : " minus the same")
                        .append(reference(reference)));
        return text.append(": ").append(limits("at least ", "at most ")).toString();
    }

    String order() {
        String limits = limits("by at least ", "by at most ");
        return expect.metric() + place(Optional.empty(), Optional.of(expect.column()), expect.workload())
                + (expect.falls().isEmpty() ? " rises" : " falls") + (limits.isEmpty() ? "" : " " + limits)
                + " from each to the next of " + String.join(", ", expect.ordered());
    }

    private String limits(String least, String most) {
        List<String> limits = new ArrayList<>();
        expect.atLeast().map(Threshold::text).ifPresent(text -> limits.add(least + text));
        expect.atMost().map(Threshold::text).ifPresent(text -> limits.add(most + text));
        return String.join(", ", limits);
    }

    private static String reference(ExpectReference reference) {
        List<String> parts = new ArrayList<>();
        reference.variant().ifPresent(parts::add);
        reference.workload().ifPresent(id -> parts.add("workload " + id));
        reference.column().ifPresent(column -> parts.add(label(column)));
        return " in " + String.join(", ", parts);
    }

    /** As configured is what a figure means without more words. */
    private static String place(Optional<String> variant, Optional<ExpectColumn> column, Optional<String> workload) {
        List<String> parts = new ArrayList<>();
        variant.filter(id -> !id.isEmpty()).ifPresent(parts::add);
        workload.ifPresent(id -> parts.add("workload " + id));
        column.filter(given -> given != ExpectColumn.AS_CONFIGURED).ifPresent(given -> parts.add(label(given)));
        return parts.isEmpty() ? "" : " in " + String.join(", ", parts);
    }

    private static String label(ExpectColumn column) {
        return KeyDeclaration.spelling(column).replace('-', ' ');
    }
}
