package tlpsim.scenarios.config;

import java.util.List;
import java.util.Optional;
import tlpsim.core.problem.NearestName;

/** Rules of expectations: what they name exists, and what they say can be met. */
final class ExpectChecks {
    private final Checker checker;
    private final List<String> variants;
    private final List<String> workloads;

    ExpectChecks(Checker checker) {
        this.checker = checker;
        this.variants =
                checker.scenario().variants().stream().map(VariantConfig::id).toList();
        this.workloads =
                checker.scenario().workloads().stream().map(WorkloadConfig::id).toList();
    }

    void check() {
        for (ExpectConfig expect : checker.scenario().expect()) {
            String path = "expect." + expect.id();
            metric(expect, path);
            place(expect.variant(), expect.workload(), path);
            expect.minus().ifPresent(minus -> reference(minus, path + ".minus"));
            expect.over().ifPresent(over -> reference(over, path + ".over"));
            form(expect, path);
            limits(expect, path);
            if (!expect.ordered().isEmpty()) {
                order(expect, path, expect.falls().isEmpty() ? ".rises" : ".falls");
            }
        }
    }

    private void metric(ExpectConfig expect, String path) {
        FigureNames figures = checker.figures();
        if (figures.isOpen()) {
            return;
        }
        Optional<FigureNames.Figure> figure = figures.find(expect.metric());
        if (figure.isEmpty()) {
            checker.reading()
                    .conflict(
                            "'" + expect.metric() + "' is no metric; 'explain metrics' lists them",
                            NearestName.hint(expect.metric(), figures.names()),
                            path + ".metric");
            return;
        }
        unit(expect.atLeast(), expect, figure.get(), path + ".at-least");
        unit(expect.atMost(), expect, figure.get(), path + ".at-most");
        boolean ofWorkload = expect.workload().isPresent()
                || expect.reference().flatMap(ExpectReference::workload).isPresent();
        if (ofWorkload && !figure.get().byWorkload()) {
            checker.conflict(
                    expect.metric() + " is not known for one workload alone",
                    expect.workload().isPresent() ? path + ".workload" : path,
                    path + ".metric");
        }
    }

    private void unit(Optional<Threshold> limit, ExpectConfig expect, FigureNames.Figure figure, String path) {
        String unit = expect.over().isPresent() ? "%" : figure.unit();
        limit.filter(given -> !given.unit().isEmpty() && !given.unit().equals(unit))
                .ifPresent(given -> checker.conflict(
                        "the unit of '" + given.text() + "' is not that of "
                                + (expect.over().isPresent() ? "a ratio" : expect.metric()) + "; allowed: "
                                + (unit.isEmpty() ? "a plain number" : unit + ", or none"),
                        path));
    }

    private void place(Optional<String> variant, Optional<String> workload, String path) {
        variant.filter(id -> !variants.contains(id))
                .ifPresent(id -> checker.unknown("a variant", id, variants, path + ".variant"));
        workload.filter(id -> !workloads.contains(id))
                .ifPresent(id -> checker.unknown("a workload", id, workloads, path + ".workload"));
    }

    private void reference(ExpectReference reference, String path) {
        place(reference.variant(), reference.workload(), path);
        if (reference.isEmpty()) {
            checker.conflict("it names no variant, column or workload", path);
        }
    }

    private void form(ExpectConfig expect, String path) {
        boolean ordered = !expect.ordered().isEmpty();
        if (!ordered && expect.atLeast().isEmpty() && expect.atMost().isEmpty()) {
            checker.conflict("it has no threshold; allowed: at-least, at-most, falls or rises", path);
        }
        if (expect.minus().isPresent() && expect.over().isPresent()) {
            checker.conflict("it has 'minus' and 'over'; allowed: one of the two", path);
        }
        if (!expect.falls().isEmpty() && !expect.rises().isEmpty()) {
            checker.conflict("it has 'falls' and 'rises'; allowed: one of the two", path);
        }
        if (ordered && (expect.variant().isPresent() || expect.reference().isPresent())) {
            checker.conflict("an order names its variants and has no 'variant', 'minus' or 'over'", path);
        }
        boolean eachAgainstOne = expect.variant().isEmpty()
                && expect.reference().flatMap(ExpectReference::variant).isPresent();
        if (eachAgainstOne) {
            checker.conflict("it compares with a variant and does not say which one; allowed: 'variant'", path);
        }
    }

    private void limits(ExpectConfig expect, String path) {
        if (expect.atLeast().isPresent() && expect.atMost().isPresent()) {
            Threshold least = expect.atLeast().get();
            Threshold most = expect.atMost().get();
            boolean same = least.unit().equals(most.unit());
            if (same && least.value().compareTo(most.value()) > 0) {
                checker.conflict(
                        "nothing is at least " + least.text() + " and at most " + most.text(),
                        path + ".at-least",
                        path + ".at-most");
            }
        }
    }

    private void order(ExpectConfig expect, String path, String key) {
        for (int index = 0; index < expect.ordered().size(); index++) {
            String id = expect.ordered().get(index);
            if (!variants.contains(id)) {
                checker.unknown("a variant", id, variants, path + key + "." + index);
            }
        }
        if (expect.ordered().size() == 1) {
            checker.conflict("one variant has no order; allowed: two or more", path + key);
        }
        expect.atLeast()
                .filter(least -> least.value().signum() < 0)
                .ifPresent(least ->
                        checker.conflict("the size of a step, " + least.text() + ", is below 0", path + ".at-least"));
    }
}
