package tlpsim.scenarios.reproduce;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.NearestName;
import tlpsim.core.problem.Problem;

/** A user's table of measurements: the columns of {@link MeasuredFile}, experiments and metrics of any name that is mapped. */
final class OwnTable {
    private static final int COLUMNS = 10;

    private final String name;
    private final List<OwnPoint> points = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final Map<String, Integer> skipped = new TreeMap<>();

    private OwnTable(String name) {
        this.name = name;
    }

    /** @throws InvalidInputException with every mistake */
    static OwnTable of(String file) {
        OwnTable table = new OwnTable(file);
        try {
            table.read(Files.readAllLines(Path.of(file), StandardCharsets.UTF_8));
        } catch (IOException failure) {
            table.problem(0, "cannot be read: " + failure.getMessage(), "");
        }
        if (!table.problems.isEmpty()) {
            throw new InvalidInputException(table.problems);
        }
        return table;
    }

    List<OwnPoint> points() {
        return points;
    }

    /** One per metric that no run has: its rows are skipped. */
    List<String> notes() {
        List<String> notes = new ArrayList<>();
        skipped.forEach((metric, rows) ->
                notes.add(name + ": no run has a metric '" + metric + "': " + rows + " rows skipped"));
        return notes;
    }

    private void read(List<String> lines) {
        boolean headed = false;
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            if (headed) {
                row(number, line.split(",", -1));
            } else if (line.equals(MeasuredFile.HEADER) || line.equals(MeasuredFile.HEADER + ",use")) {
                headed = true;
            } else {
                problem(number, "the columns must be " + MeasuredFile.HEADER + " and may end with ,use", "");
                return;
            }
        }
        if (points.isEmpty() && problems.isEmpty()) {
            problem(
                    lines.size(),
                    "holds no measurements" + (skipped.isEmpty() ? "" : " of metrics that a run has"),
                    "'reproduce --template' prints the columns");
        }
    }

    private void row(int number, String[] fields) {
        if (fields.length < COLUMNS || fields.length > COLUMNS + 1) {
            problem(number, "has " + fields.length + " fields, must have " + COLUMNS + " or " + (COLUMNS + 1), "");
            return;
        }
        Optional<OwnMetric> metric = OwnMetric.of(fields[2].strip());
        if (metric.isEmpty()) {
            unknown(number, fields[2].strip());
            return;
        }
        String use = fields.length > COLUMNS ? fields[COLUMNS].strip() : "";
        if (!List.of("", "fit", "predict").contains(use)) {
            problem(number, "use '" + use + "', must be fit or predict", "");
            return;
        }
        try {
            double median = new BigDecimal(fields[7].strip()).doubleValue();
            points.add(new OwnPoint(
                    fields[0].strip(),
                    fields[1].strip(),
                    metric.get(),
                    fields[3].strip(),
                    median,
                    use.equals("fit"),
                    number));
        } catch (NumberFormatException broken) {
            problem(number, "median '" + fields[7] + "', must be a number", "");
        }
    }

    /** A name that is nearly right is a mistake; any other is a metric that a simulation has not. */
    private void unknown(int number, String metric) {
        String hint = NearestName.hint(metric, OwnMetric.names());
        if (hint.isEmpty()) {
            skipped.merge(metric, 1, Integer::sum);
        } else {
            problem(number, "metric '" + metric + "' is no metric of a run", hint);
        }
    }

    private void problem(int line, String message, String hint) {
        problems.add(new Problem(name, line, 0, message, hint));
    }
}
