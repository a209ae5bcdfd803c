package tlpsim.scenarios.reproduce;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.NearestName;
import tlpsim.core.problem.Problem;

/** Tables of measurements: the columns of the published summary, and optionally {@code use} with {@code fit} or {@code predict}. */
public final class MeasuredFile {
    /** The columns that must be there, in this order. */
    public static final String HEADER = "experiment,param,metric,x,n,mean,stdev,median,min,max";

    /** What {@link #published} holds. */
    public static final String PUBLISHED =
            "Farshin et al., USENIX ATC 2020, artefact aliireza/ddio-bench, ten runs per point";

    private static final String RESOURCE = "/tlpsim/reproduce/ddio-bench.csv";
    /** Columns of the study that follow from others or say how it was run. */
    private static final Set<String> NOT_SIMULATED = Set.of(
            "ItoM-HIT-SUM",
            "ItoM-MISS-RATE",
            "ItoM-MISS-SUM",
            "PCIeRdCur-HIT-SUM",
            "PCIeRdCur-MISS-RATE",
            "PCIeRdCur-MISS-SUM",
            "LAT50",
            "PPS",
            "TESTTIME",
            "TXRATE");

    private static final int COLUMNS = 10;
    private static final int MAX_X = 1 << 20;

    private final String name;
    private final List<MeasuredPoint> points = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private int notSimulated;

    private MeasuredFile(String name) {
        this.name = name;
    }

    /** The points of the published study that come with the project. */
    public static List<MeasuredPoint> published() {
        try (InputStream in = MeasuredFile.class.getResourceAsStream(RESOURCE)) {
            return read("ddio-bench.csv", in);
        } catch (IOException failure) {
            throw new UncheckedIOException(RESOURCE, failure);
        }
    }

    /** @throws InvalidInputException with every mistake of the file */
    public static List<MeasuredPoint> of(String file) {
        try (InputStream in = Files.newInputStream(Path.of(file))) {
            return read(file, in);
        } catch (IOException failure) {
            throw new InvalidInputException(new Problem(file, 0, 0, "cannot be read: " + failure.getMessage(), ""));
        }
    }

    static List<MeasuredPoint> read(String name, InputStream in) throws IOException {
        MeasuredFile file = new MeasuredFile(name);
        BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        int number = 0;
        boolean headed = false;
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            if (headed) {
                file.row(number, line.split(",", -1));
            } else {
                headed = true;
                file.header(number, line.strip());
            }
        }
        if (file.points.isEmpty() && file.problems.isEmpty()) {
            String what = file.notSimulated > 0 ? "holds nothing that is simulated" : "holds no measurements";
            file.problem(number, what, "'reproduce --template' prints the columns");
        }
        if (!file.problems.isEmpty()) {
            throw new InvalidInputException(file.problems);
        }
        return file.points;
    }

    private void header(int number, String line) {
        if (!line.equals(HEADER) && !line.equals(HEADER + ",use")) {
            problem(number, "the columns must be " + HEADER + " and may end with ,use", "");
        }
    }

    private void row(int number, String[] fields) {
        if (fields.length < COLUMNS || fields.length > COLUMNS + 1) {
            problem(number, "has " + fields.length + " fields, must have " + COLUMNS + " or " + (COLUMNS + 1), "");
            return;
        }
        int before = problems.size();
        Experiment experiment = Experiment.parse(fields[0].strip());
        if (experiment == null && !fields[0].strip().equals("splash")) {
            problem(
                    number,
                    "experiment '" + fields[0] + "', must be one of " + String.join(", ", Experiment.labels()),
                    NearestName.hint(fields[0], Experiment.labels()));
        }
        String measured = fields[2].strip();
        if (NOT_SIMULATED.contains(measured) || fields[0].strip().equals("splash")) {
            notSimulated++;
            return;
        }
        Metric metric = Metric.parse(measured);
        if (metric == null) {
            problem(
                    number,
                    "metric '" + fields[2] + "', must be one of " + String.join(", ", Metric.labels()),
                    NearestName.hint(fields[2], Metric.labels()));
        }
        int x = whole(number, "x", fields[3]);
        if (experiment != null) {
            param(number, experiment, fields[1].strip());
        }
        BigDecimal mean = decimal(number, "mean", fields[5]);
        BigDecimal stdev = decimal(number, "stdev", fields[6]);
        BigDecimal median = decimal(number, "median", fields[7]);
        boolean fit = use(number, fields.length > COLUMNS ? fields[COLUMNS].strip() : "");
        if (problems.size() == before) {
            add(new MeasuredPoint(experiment, fields[1].strip(), metric, x, mean, stdev, median, fit, number));
        }
    }

    private void add(MeasuredPoint point) {
        try {
            point.forwarding();
            points.add(point);
        } catch (IllegalArgumentException broken) {
            problem(point.line(), broken.getMessage(), "");
        }
    }

    private void param(int number, Experiment experiment, String param) {
        if (!experiment.paramName().isEmpty()) {
            whole(number, "param (" + experiment.paramName() + ")", param);
        } else if (!param.isEmpty()) {
            problem(number, "param '" + param + "', must be empty for " + experiment.label(), "");
        }
    }

    private boolean use(int number, String text) {
        if (!text.isEmpty() && !text.equals("fit") && !text.equals("predict")) {
            problem(number, "use '" + text + "', must be fit or predict", "");
        }
        return text.equals("fit");
    }

    private int whole(int number, String column, String text) {
        String digits = text.strip();
        if (!digits.matches("[0-9]{1,7}") || Integer.parseInt(digits) > MAX_X) {
            problem(number, column + " '" + text + "', must be a whole number, 0 to " + MAX_X, "");
            return 0;
        }
        return Integer.parseInt(digits);
    }

    private BigDecimal decimal(int number, String column, String text) {
        try {
            return new BigDecimal(text.strip());
        } catch (NumberFormatException broken) {
            problem(number, column + " '" + text + "', must be a number", "");
            return BigDecimal.ZERO;
        }
    }

    private void problem(int line, String message, String hint) {
        problems.add(new Problem(name, line, 0, message, hint));
    }
}
