package tlpsim.scenarios.sweep;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.NearestName;
import tlpsim.core.problem.Problem;

/** The points of a sweep: assignments by key, each point once. */
public final class Design {
    private static final int MOST_POINTS = 10_000_000;

    private Design() {}

    /**
     * Every combination of the values, the last key fastest.
     *
     * @param ties {@code KEY=OTHER}: KEY takes the value of OTHER
     */
    public static List<Map<String, String>> grid(List<Vary> keys, List<String> ties) {
        long count = 1;
        for (Vary key : keys) {
            count *= key.values().size();
            if (count > MOST_POINTS) {
                throw invalid("--vary", "there are more than " + MOST_POINTS + " points", "");
            }
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
        return tied(points, keys, ties);
    }

    /** Ranges filled evenly by so many points; keys with a list of values are combined with each of them. */
    public static List<Map<String, String>> sobol(List<Vary> keys, List<String> ties, int count) {
        List<Vary> drawn = keys.stream().filter(key -> key.range().isPresent()).toList();
        List<Vary> listed = keys.stream().filter(key -> key.range().isEmpty()).toList();
        if (drawn.isEmpty() || drawn.size() > SobolSequence.MOST_DIMENSIONS) {
            throw invalid(
                    "--sobol",
                    drawn.size() + " keys have a bare range FROM..TO; allowed: 1 to " + SobolSequence.MOST_DIMENSIONS,
                    "");
        }
        SobolSequence sequence = new SobolSequence(drawn.size());
        List<Map<String, String>> points = new ArrayList<>();
        for (int at = 0; at < count; at++) {
            double[] shares = sequence.next();
            for (Map<String, String> fixed : grid(listed, List.of())) {
                Map<String, String> point = new LinkedHashMap<>(fixed);
                for (int key = 0; key < drawn.size(); key++) {
                    ValueRange range = drawn.get(key).range().orElseThrow();
                    point.put(drawn.get(key).key(), range.at(BigDecimal.valueOf(shares[key])));
                }
                points.add(point);
            }
        }
        return tied(points, keys, ties);
    }

    private static List<Map<String, String>> tied(
            List<Map<String, String>> points, List<Vary> keys, List<String> ties) {
        List<String> names = keys.stream().map(Vary::key).toList();
        if (new LinkedHashSet<>(names).size() < names.size()) {
            throw invalid("--vary", "a key is varied twice: " + String.join(", ", names), "");
        }
        for (String tie : ties) {
            String[] sides = tie.split("=", -1);
            if (sides.length != 2 || sides[0].isBlank() || sides[1].isBlank()) {
                throw invalid("--tie", "'" + tie + "' is no tie; allowed: KEY=VARIED-KEY", "");
            }
            String other = sides[1].strip();
            if (!names.contains(other)) {
                throw invalid(
                        "--tie",
                        "'" + other + "' is not varied; allowed: " + String.join(", ", names),
                        NearestName.hint(other, names));
            }
            if (names.contains(sides[0].strip())) {
                throw invalid("--tie", "'" + sides[0].strip() + "' is varied itself", "");
            }
            points.forEach(point -> point.put(sides[0].strip(), point.get(other)));
        }
        return List.copyOf(new LinkedHashSet<>(points));
    }

    private static InvalidInputException invalid(String where, String message, String hint) {
        return new InvalidInputException(new Problem(where, 0, 0, message, hint));
    }
}
