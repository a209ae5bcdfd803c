package tlpsim.scenarios.result;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tlpsim.scenarios.config.ExpectColumn;
import tlpsim.scenarios.config.ExpectConfig;
import tlpsim.scenarios.config.ExpectReference;
import tlpsim.scenarios.config.FigureNames;
import tlpsim.scenarios.config.ScenarioConfig;
import tlpsim.scenarios.config.Threshold;
import tlpsim.scenarios.config.VariantConfig;
import tlpsim.scenarios.result.ExpectationResult.Outcome;
import tlpsim.scenarios.wiring.Column;

/**
 * Judges the expectations of a scenario. A figure is the mean over replicates; a difference or ratio is formed per replicate, which have the same seeds everywhere,
 * and then averaged. A figure that does not exist meets nothing.
 */
public final class Expectations {
    private static final int RATIO_DECIMALS = 4;
    /** Key of the only result of a scenario without variants. */
    private static final String ALONE = "";

    private final ScenarioConfig scenario;
    private final Map<String, ScenarioResult> results;

    private Expectations(ScenarioConfig scenario, Map<String, ScenarioResult> results) {
        this.scenario = scenario;
        this.results = results;
    }

    /** The metrics, as scenarios name them. */
    public static FigureNames names() {
        FigureNames names = FigureNames.none();
        for (Metric metric : Metric.values()) {
            names.with(name(metric), new FigureNames.Figure(metric.unit(), WorkloadFigures.has(metric)));
        }
        return names;
    }

    /** Judges a scenario without variants. */
    public static List<ExpectationResult> of(ScenarioResult result) {
        return new Expectations(result.scenario(), Map.of(ALONE, result)).judge();
    }

    /** Judges variants; some may be missing where a run was interrupted. */
    public static List<ExpectationResult> of(ScenarioConfig scenario, VariantResults variants) {
        Map<String, ScenarioResult> results = new LinkedHashMap<>();
        variants.variants().forEach(variant -> results.put(variant.id(), variant.result()));
        return new Expectations(scenario, results).judge();
    }

    private List<ExpectationResult> judge() {
        List<ExpectationResult> judged = new ArrayList<>();
        for (ExpectConfig expect : scenario.expect()) {
            if (!expect.ordered().isEmpty()) {
                judged.add(order(expect));
            } else if (expect.variant().isPresent() || scenario.variants().isEmpty()) {
                judged.add(threshold(expect, expect.id(), expect.variant().orElse(ALONE)));
            } else {
                for (VariantConfig variant : scenario.variants()) {
                    judged.add(threshold(expect, expect.id() + "." + variant.id(), variant.id()));
                }
            }
        }
        return judged;
    }

    private ExpectationResult threshold(ExpectConfig expect, String id, String variant) {
        String statement = new ExpectationText(expect).threshold(variant);
        Optional<ExpectReference> reference = expect.reference();
        String other = reference.flatMap(ExpectReference::variant).orElse(variant);
        Optional<ExpectationResult> unjudged = unjudged(id, statement, List.of(variant, other));
        if (unjudged.isPresent()) {
            return unjudged.get();
        }
        Metric metric = metric(expect);
        boolean ratio = expect.over().isPresent();
        double[] values = figures(expect, variant, other, false);
        Estimate found = Estimate.of(values);
        boolean met = meets(expect, found.mean(), ratio);
        int decimals = ratio ? RATIO_DECIMALS : metric.decimals();
        String figure = text(found, decimals, ratio ? "" : metric.unit()) + noise(expect, found, ratio);
        double off = Estimate.ofDifference(figures(expect, variant, other, true), values)
                .mean();
        if (Double.isNaN(off)) {
            return new ExpectationResult(id, statement, met ? Outcome.MET : Outcome.NOT_MET, figure);
        }
        boolean hidden = 2 * StrictMath.abs(off) > distance(expect, found.mean(), ratio);
        return new ExpectationResult(
                id,
                statement,
                hidden ? Outcome.NOT_JUDGED : met ? Outcome.MET : Outcome.NOT_MET,
                figure
                        + sampled(off, decimals)
                        + (hidden ? ", more than half of what is between it and the limit" : ""));
    }

    /** @param exact from the replicates that were simulated exactly too; empty where there are none */
    private double[] figures(ExpectConfig expect, String variant, String other, boolean exact) {
        Metric metric = metric(expect);
        double[] values = values(variant, expect.column(), expect.workload(), metric, exact);
        if (expect.reference().isEmpty()) {
            return values;
        }
        ExpectReference reference = expect.reference().get();
        double[] base = values(
                other,
                reference.column().orElse(expect.column()),
                reference.workload().or(expect::workload),
                metric,
                exact);
        return expect.over().isPresent() ? ratios(values, base) : differences(values, base);
    }

    private static String sampled(double off, int decimals) {
        return ", sampled, off by " + (off > 0 ? "+" : "") + Figures.fixed(off, decimals + 1);
    }

    /** How far the nearer limit is from a figure. */
    private static double distance(ExpectConfig expect, double value, boolean ratio) {
        double least = expect.atLeast()
                .map(limit -> StrictMath.abs(value - limit(limit, ratio)))
                .orElse(Double.POSITIVE_INFINITY);
        return expect.atMost()
                .map(limit -> StrictMath.min(least, StrictMath.abs(value - limit(limit, ratio))))
                .orElse(least);
    }

    private ExpectationResult order(ExpectConfig expect) {
        String statement = new ExpectationText(expect).order();
        List<String> variants = expect.ordered();
        Optional<ExpectationResult> unjudged = unjudged(expect.id(), statement, variants);
        if (unjudged.isPresent()) {
            return unjudged.get();
        }
        Metric metric = metric(expect);
        List<String> figures = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        double[] last = null;
        double[] lastExact = new double[0];
        List<String> hidden = new ArrayList<>();
        for (int index = 0; index < variants.size(); index++) {
            double[] values = values(variants.get(index), expect.column(), expect.workload(), metric, false);
            double[] exact = values(variants.get(index), expect.column(), expect.workload(), metric, true);
            figures.add(Figures.fixed(Estimate.of(values).mean(), metric.decimals()));
            if (last != null) {
                String step = variants.get(index - 1) + " to " + variants.get(index);
                if (isHidden(expect, differences(values, last), differences(exact, lastExact))) {
                    hidden.add(step);
                } else if (!isStep(expect, last, values)) {
                    wrong.add(step);
                }
            }
            last = values;
            lastExact = exact;
        }
        String found = String.join(", ", figures) + unit(metric.unit());
        return order(expect.id(), statement, found, wrong, hidden);
    }

    private static ExpectationResult order(
            String id, String statement, String found, List<String> wrong, List<String> hidden) {
        if (!wrong.isEmpty()) {
            return new ExpectationResult(
                    id, statement, Outcome.NOT_MET, found + "; not from " + String.join(", ", wrong));
        }
        String why = "; sampled, off by more than half of what decides from " + String.join(", ", hidden);
        return hidden.isEmpty()
                ? new ExpectationResult(id, statement, Outcome.MET, found)
                : new ExpectationResult(id, statement, Outcome.NOT_JUDGED, found + why);
    }

    private static boolean isStep(ExpectConfig expect, double[] from, double[] to) {
        double[] steps = expect.falls().isEmpty() ? differences(to, from) : differences(from, to);
        double step = Estimate.of(steps).mean();
        return step > 0 && meets(expect, step, false);
    }

    /** Whether sampling is off by more than half of what is between a step and its limit, or no step. */
    private static boolean isHidden(ExpectConfig expect, double[] rises, double[] exactRises) {
        double off = Estimate.ofDifference(exactRises, rises).mean();
        if (Double.isNaN(off)) {
            return false;
        }
        double rise = Estimate.of(rises).mean();
        double step = expect.falls().isEmpty() ? rise : -rise;
        double distance = StrictMath.min(StrictMath.abs(step), distance(expect, step, false));
        return 2 * StrictMath.abs(off) > distance;
    }

    private static boolean meets(ExpectConfig expect, double value, boolean ratio) {
        return !Double.isNaN(value)
                && expect.atLeast().map(least -> value >= limit(least, ratio)).orElse(true)
                && expect.atMost().map(most -> value <= limit(most, ratio)).orElse(true);
    }

    /** Seeds alone could have decided: a limit lies within the interval. */
    private static String noise(ExpectConfig expect, Estimate found, boolean ratio) {
        boolean close = expect.atLeast()
                        .filter(limit -> isWithin(found, limit(limit, ratio)))
                        .isPresent()
                || expect.atMost()
                        .filter(limit -> isWithin(found, limit(limit, ratio)))
                        .isPresent();
        return close ? ", within seed noise of the limit" : "";
    }

    private static boolean isWithin(Estimate found, double limit) {
        return found.count() > 1 && StrictMath.abs(found.mean() - limit) < found.halfWidth();
    }

    private static double limit(Threshold threshold, boolean ratio) {
        return ratio ? threshold.ratio() : threshold.value().doubleValue();
    }

    private Optional<ExpectationResult> unjudged(String id, String statement, List<String> variants) {
        for (String variant : variants) {
            ScenarioResult result = results.get(variant);
            String of = variant.isEmpty() ? "the result" : variant;
            String why = result == null || result.interrupted()
                    ? of + " is not complete"
                    : result.isSteady() ? "" : of + " is not steady";
            if (!why.isEmpty()) {
                return Optional.of(new ExpectationResult(id, statement, Outcome.NOT_JUDGED, "no judgement: " + why));
            }
        }
        return Optional.empty();
    }

    private double[] values(
            String variant, ExpectColumn column, Optional<String> workload, Metric metric, boolean exact) {
        ScenarioResult result = results.get(variant);
        List<WindowResult> windows =
                (exact ? result.exact() : result.columns()).getOrDefault(column(column), List.of());
        if (workload.isEmpty()) {
            return windows.stream()
                    .mapToDouble(window -> metric.of(window, result.platform()))
                    .toArray();
        }
        WorkloadFigures figures = WorkloadFigures.of(result.scenario(), workload.get());
        return windows.stream()
                .mapToDouble(window -> figures.value(metric, window, result.platform()))
                .toArray();
    }

    private static double[] differences(double[] values, double[] base) {
        double[] differences = new double[Math.min(values.length, base.length)];
        for (int index = 0; index < differences.length; index++) {
            differences[index] = values[index] - base[index];
        }
        return differences;
    }

    private static double[] ratios(double[] values, double[] base) {
        double[] ratios = new double[Math.min(values.length, base.length)];
        for (int index = 0; index < ratios.length; index++) {
            ratios[index] = base[index] == 0 ? Double.NaN : values[index] / base[index];
        }
        return ratios;
    }

    private static String text(Estimate found, int decimals, String unit) {
        if (found.count() == 0) {
            return "no such figure";
        }
        String interval =
                found.count() > 1 && found.halfWidth() > 0 ? " ±" + Figures.fixed(found.halfWidth(), decimals) : "";
        return Figures.fixed(found.mean(), decimals) + interval + unit(unit);
    }

    private static String unit(String unit) {
        return unit.isEmpty() ? "" : " " + unit;
    }

    private static Column column(ExpectColumn column) {
        return switch (column) {
            case HINTS_OFF -> Column.HINTS_OFF;
            case AS_CONFIGURED -> Column.CONFIGURED;
            case PERFECT_TAGS -> Column.PERFECT_TAGS;
            case IDEAL_BOUND -> Column.IDEAL_BOUND;
        };
    }

    private static Metric metric(ExpectConfig expect) {
        return Metric.valueOf(expect.metric().replace('-', '_').toUpperCase(Locale.ROOT));
    }

    private static String name(Metric metric) {
        return metric.key().replace('_', '-');
    }
}
