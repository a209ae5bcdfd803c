package tlpsim.scenarios.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.NearestName;
import tlpsim.core.problem.Problem;
import tlpsim.scenarios.result.Metric;
import tlpsim.scenarios.store.StoredMetric;
import tlpsim.scenarios.store.StoredRun;

/**
 * A bound on a metric: {@code end_p99_ns < 20 us}.
 *
 * @param limit in the unit of the metric
 * @param below whether the metric has to stay below the limit; else above
 */
public record Objective(String text, Metric metric, double limit, boolean below) {
    private static final Pattern FORM = Pattern.compile(
            "([A-Za-z0-9_-]+)\\s*(<=?|>=?)\\s*([0-9]+(?:\\.[0-9]+)?(?:[eE][-+]?[0-9]{1,2})?)\\s*([A-Za-z/%]*)");
    private static final Map<String, Metric> SHORT =
            Map.of("loss", Metric.DROPPED_PERCENT, "p50", Metric.END_P50_NS, "p99", Metric.END_P99_NS);
    private static final Map<String, Double> NANOSECONDS = Map.of("ns", 1.0, "us", 1e3, "ms", 1e6, "s", 1e9);
    private static final Map<String, Double> GIGABITS = Map.of("Gbit/s", 1.0, "Mbit/s", 1e-3, "Tbit/s", 1e3);
    private static final double PERCENT = 100;
    /** Of n trials without a loss, the share lost is below 3/n with 95 % confidence. */
    private static final double RULE_OF_THREE = 3;

    /** @throws InvalidInputException where it has no right form */
    public static Objective parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            throw invalid(
                    "'" + text
                            + "' is no objective; allowed: METRIC < VALUE or METRIC > VALUE, for example p99 < 20 us",
                    "");
        }
        String name = matcher.group(1).replace('-', '_').toLowerCase(Locale.ROOT);
        Metric metric = SHORT.containsKey(name) ? SHORT.get(name) : metric(name);
        double number = Double.parseDouble(matcher.group(3));
        String unit = matcher.group(4);
        double limit = name.equals("loss") && unit.isEmpty() ? number * PERCENT : number * factor(text, metric, unit);
        return new Objective(text.strip(), metric, limit, matcher.group(2).startsWith("<"));
    }

    private static Metric metric(String name) {
        List<String> known = new ArrayList<>();
        for (Metric metric : Metric.values()) {
            if (metric.key().equals(name)) {
                return metric;
            }
            known.add(metric.key());
        }
        throw invalid("'" + name + "' is not a metric; 'explain metrics' lists them", NearestName.hint(name, known));
    }

    private static double factor(String text, Metric metric, String unit) {
        Map<String, Double> units = switch (metric.unit()) {
            case "ns" -> NANOSECONDS;
            case "Gbit/s" -> GIGABITS;
            default -> Map.of(metric.unit(), 1.0);
        };
        if (unit.isEmpty()) {
            return 1;
        }
        Double factor = units.get(unit);
        if (factor == null) {
            throw invalid("'" + text + "': the unit of " + metric.key() + " is " + metric.unit(), "");
        }
        return factor;
    }

    private static InvalidInputException invalid(String message, String hint) {
        return new InvalidInputException(new Problem("--objective", 0, 0, message, hint));
    }

    /** Met or missed if the 95 % interval over replicates is on one side of the limit. A loss of nothing counts as its bound. */
    public Judgement judge(StoredRun run, String column) {
        Optional<StoredMetric> found = run.metric(column, metric.key());
        if (found.isEmpty()) {
            return Judgement.OPEN;
        }
        StoredMetric figure = found.get();
        if (metric == Metric.DROPPED_PERCENT && below && figure.mean() == 0) {
            return lossBoundPercent(run, column) < limit ? Judgement.MET : Judgement.OPEN;
        }
        if (Double.isNaN(figure.halfWidth())) {
            return Judgement.OPEN;
        }
        double low = figure.mean() - figure.halfWidth();
        double high = figure.mean() + figure.halfWidth();
        if (below ? high < limit : low > limit) {
            return Judgement.MET;
        }
        return (below ? low >= limit : high <= limit) ? Judgement.NOT_MET : Judgement.OPEN;
    }

    /** What 0 of n packets lost means: below so many percent at 95 % confidence. */
    public static double lossBoundPercent(StoredRun run, String column) {
        return PERCENT * RULE_OF_THREE / RunReading.packets(run, column);
    }
}
