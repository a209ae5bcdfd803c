package tlpsim.completer.trace;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.NearestName;
import tlpsim.core.problem.Problem;

/**
 * A synthetic trace as named on the command line: {@code gen:SHAPE:P1,P2,...[,seed=S][,w=W][,n=N]}.
 *
 * @param shape      the kind of trace
 * @param parameters of the shape, in the order of {@link Shape#parameterNames}
 * @param seed       of the random stream
 * @param writes     W: a draw of 8 bits below it makes an access a write, 0 to 256; has no effect on {@link Shape#MRINGSRW}
 * @param accesses   number of entries
 */
public record TraceSpec(Shape shape, List<Long> parameters, long seed, int writes, long accesses) {
    public static final String PREFIX = "gen:";
    private static final int DEFAULT_WRITES = 64;
    private static final long DEFAULT_ACCESSES = 1_000_000;
    private static final long MAX_PARAMETER = 1L << 40;
    private static final List<String> SETTINGS = List.of("seed", "w", "n");

    /** The kinds of trace, with the names of their parameters. */
    public enum Shape {
        RING("lines"),
        UNIFORM("bits"),
        ZIPF("bits"),
        MRINGS("rings", "slots", "lines"),
        MRINGSRW("rings", "slots", "lines", "delay", "gap");

        private final List<String> parameterNames;

        Shape(String... parameterNames) {
            this.parameterNames = List.of(parameterNames);
        }

        public List<String> parameterNames() {
            return parameterNames;
        }

        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        static List<String> labels() {
            return Arrays.stream(values()).map(Shape::label).toList();
        }
    }

    public TraceSpec {
        parameters = List.copyOf(parameters);
    }

    long parameter(int number) {
        return parameters.get(number);
    }

    public TraceSource open() {
        return GeneratedSource.of(this);
    }

    /** Reads {@code gen:...}; every mistake in it is reported at once. */
    public static TraceSpec parse(String text) {
        return new Parser(text).parse();
    }

    private static final class Parser {
        private final String text;
        private final List<Problem> problems = new ArrayList<>();
        private final List<Long> parameters = new ArrayList<>();
        private long seed = 1;
        private long writes = DEFAULT_WRITES;
        private long accesses = DEFAULT_ACCESSES;

        Parser(String text) {
            this.text = text;
        }

        TraceSpec parse() {
            String body = text.substring(PREFIX.length());
            int colon = body.indexOf(':');
            String name = colon < 0 ? body : body.substring(0, colon);
            int number = Shape.labels().indexOf(name);
            if (number < 0) {
                problem(
                        "unknown trace shape '" + name + "', one of " + String.join(", ", Shape.labels()),
                        NearestName.hint(name, Shape.labels()));
                throw new InvalidInputException(problems);
            }
            Shape shape = Shape.values()[number];
            for (String item :
                    colon < 0 ? new String[0] : body.substring(colon + 1).split(",", -1)) {
                item(item);
            }
            check(shape);
            if (!problems.isEmpty()) {
                throw new InvalidInputException(problems);
            }
            return new TraceSpec(shape, parameters, seed, (int) writes, accesses);
        }

        private void item(String item) {
            int equals = item.indexOf('=');
            if (equals < 0) {
                parameters.add(number("parameter", item));
                return;
            }
            String key = item.substring(0, equals);
            String value = item.substring(equals + 1);
            switch (key) {
                case "seed" -> seed = unsigned(value);
                case "w" -> writes = number(key, value);
                case "n" -> accesses = number(key, value);
                default ->
                    problem(
                            "unknown setting '" + key + "', one of " + String.join(", ", SETTINGS),
                            NearestName.hint(key, SETTINGS));
            }
        }

        private void check(Shape shape) {
            List<String> names = shape.parameterNames();
            if (parameters.size() != names.size()) {
                problem(
                        shape.label() + " has " + parameters.size() + " parameters, must have " + names.size(),
                        "write " + PREFIX + shape.label() + ":"
                                + String.join(",", names).toUpperCase(Locale.ROOT));
                return;
            }
            for (int i = 0; i < names.size(); i++) {
                checkParameter(shape, names.get(i), parameters.get(i));
            }
            range("w", writes, 0, 256);
            range("n", accesses, 0, Long.MAX_VALUE);
            if (problems.isEmpty() && shape.ordinal() >= Shape.MRINGS.ordinal()) {
                checkFootprint();
            }
        }

        private void checkParameter(Shape shape, String name, long value) {
            switch (name) {
                case "bits" -> range(name, value, 1, shape == Shape.ZIPF ? 26 : 40);
                case "delay", "gap" -> range(name, value, 0, MAX_PARAMETER);
                default -> range(name, value, 1, MAX_PARAMETER);
            }
        }

        private void checkFootprint() {
            double gap = parameters.size() > 4 ? parameters.get(4) : 0;
            double lines = parameters.get(0) * ((double) parameters.get(1) * parameters.get(2) + gap);
            if (lines > MAX_PARAMETER) {
                problem("rings * (slots * lines + gap) is above 2^40 lines", "");
            }
        }

        private void range(String name, long value, long least, long most) {
            if (value < least || value > most) {
                problem(name + "=" + value + ", allowed " + least + " to " + most, "");
            }
        }

        private long number(String key, String value) {
            try {
                return Long.parseLong(value);
            } catch (NumberFormatException notNumber) {
                problem(key + " '" + value + "' is not a whole number", "");
                return 1;
            }
        }

        private long unsigned(String value) {
            try {
                return Long.parseUnsignedLong(value);
            } catch (NumberFormatException notNumber) {
                problem("seed '" + value + "' is not a whole number from 0 to 2^64 - 1", "");
                return 1;
            }
        }

        private void problem(String message, String hint) {
            problems.add(new Problem(text, 0, 0, message, hint));
        }
    }
}
