package tlpsim.scenarios.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;

/** The points of a sweep: assignments by key, each point once. */
public final class Design {
    private static final int MOST_POINTS = 1_000_000;

    private Design() {}

    /**
     * Every combination of the values, the last key fastest.
     *
     * @param varied {@code KEY=VALUES} each
     * @param ties   {@code KEY=OTHER} each
     * @throws InvalidInputException where one of them has no right form
     */
    public static List<Map<String, String>> grid(List<String> varied, List<String> ties) {
        List<Vary> keys = varied.stream().map(text -> Vary.parse(text, false)).toList();
        requireDistinct(keys);
        return tied(combined(keys), keys, ties);
    }

    /** Ranges filled evenly by so many points; keys with a list of values are combined with each of them. */
    public static List<Map<String, String>> sobol(List<String> varied, List<String> ties, int count) {
        List<Vary> keys = varied.stream().map(text -> Vary.parse(text, true)).toList();
        requireDistinct(keys);
        List<Vary> drawn = keys.stream().filter(key -> key.drawn().isPresent()).toList();
        List<Vary> listed = keys.stream().filter(key -> key.drawn().isEmpty()).toList();
        if (drawn.isEmpty() || drawn.size() > SobolSequence.MOST_DIMENSIONS) {
            throw invalid(
                    "--sobol",
                    drawn.size() + " keys have a range to draw from, KEY=FROM..TO; allowed: 1 to "
                            + SobolSequence.MOST_DIMENSIONS);
        }
        if (count < 1 || count > MOST_POINTS) {
            throw invalid("--sobol", count + " points; allowed: 1 to " + MOST_POINTS);
        }
        List<Map<String, String>> grid = combined(listed);
        SobolSequence sequence = new SobolSequence(drawn.size());
        List<Map<String, String>> points = new ArrayList<>();
        for (int at = 0; at < count; at++) {
            double[] shares = sequence.next();
            for (Map<String, String> fixed : grid) {
                requireFew((long) count * grid.size());
                points.add(point(keys, drawn, shares, fixed));
            }
        }
        return tied(points, keys, ties);
    }

    private static Map<String, String> point(
            List<Vary> keys, List<Vary> drawn, double[] shares, Map<String, String> fixed) {
        Map<String, String> point = new LinkedHashMap<>();
        for (Vary key : keys) {
            String value = key.drawn()
                    .map(range -> range.at(shares[drawn.indexOf(key)]))
                    .orElseGet(() -> fixed.get(key.key()));
            point.put(key.key(), value);
        }
        return point;
    }

    private static List<Map<String, String>> combined(List<Vary> keys) {
        long count = 1;
        for (Vary key : keys) {
            count *= key.values().size();
            requireFew(count);
        }
        List<Map<String, String>> points = new ArrayList<>();
        points.add(new LinkedHashMap<>());
        for (Vary key : keys) {
            List<Map<String, String>> longer = new ArrayList<>();
            for (Map<String, String> point : points) {
                for (String value : key.values()) {
                    Map<String, String> next = new LinkedHashMap<>(point);
                    next.put(key.key(), value);
                    longer.add(next);
                }
            }
            points = longer;
        }
        return points;
    }

    private static void requireFew(long count) {
        if (count > MOST_POINTS) {
            throw invalid("--vary", "there are more than " + MOST_POINTS + " points");
        }
    }

    private static void requireDistinct(List<Vary> keys) {
        List<String> names = keys.stream().map(Vary::key).toList();
        if (new LinkedHashSet<>(names).size() < names.size()) {
            throw invalid("--vary", "a key is varied twice: " + String.join(", ", names));
        }
    }

    private static List<Map<String, String>> tied(
            List<Map<String, String>> points, List<Vary> keys, List<String> texts) {
        List<String> names = keys.stream().map(Vary::key).toList();
        for (String text : texts) {
            Tie tie = Tie.parse(text, names);
            points.forEach(point -> point.put(tie.key(), tie.at(point)));
        }
        return List.copyOf(new LinkedHashSet<>(points));
    }

    private static InvalidInputException invalid(String where, String message) {
        return new InvalidInputException(new Problem(where, 0, 0, message, ""));
    }
}
