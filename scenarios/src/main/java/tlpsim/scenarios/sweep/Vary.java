package tlpsim.scenarios.sweep;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;

/**
 * A key and its values.
 *
 * @param values in the order given; of a range in a drawn design, none
 * @param drawn  where values are drawn from
 */
public record Vary(String key, List<String> values, Optional<Drawn> drawn) {
    private static final String ALLOWED =
            "allowed: KEY=A,B,C, KEY=FROM..TO:N (N values), :logN, :+STEP, :xFACTOR, and with --sobol KEY=FROM..TO or KEY=FROM..TO:log";
    private static final Pattern SPACING = Pattern.compile("(log|\\+|x)?([0-9]+(?:\\.[0-9]+)?)");
    private static final int MOST_VALUES = 100_000;

    /** @param logarithmic whether equal ratios are equally likely, instead of equal distances */
    public record Drawn(ValueRange range, boolean logarithmic) {
        String at(double share) {
            return logarithmic ? range.atLogarithm(share) : range.at(new BigDecimal(share));
        }
    }

    public Vary {
        values = List.copyOf(values);
    }

    /**
     * Reads {@code KEY=VALUES}.
     *
     * @param drawn whether values may be drawn
     * @throws InvalidInputException where it has no right form
     */
    public static Vary parse(String text, boolean drawn) {
        int equals = text.indexOf('=');
        if (equals < 1 || equals == text.length() - 1) {
            throw invalid(text, "is no key with values");
        }
        String key = text.substring(0, equals).strip();
        String right = text.substring(equals + 1).strip();
        int colon = right.lastIndexOf(':');
        Optional<ValueRange> range = ValueRange.parse(colon < 0 ? right : right.substring(0, colon));
        if (range.isEmpty()) {
            return listed(text, key, right);
        }
        String spacing = colon < 0 ? "" : right.substring(colon + 1).strip();
        if (spacing.isEmpty() || spacing.equals("log")) {
            if (!drawn) {
                throw invalid(text, "names a range without saying how many values");
            }
            boolean logarithmic = !spacing.isEmpty();
            if (logarithmic) {
                requirePositive(text, range.get());
            }
            return new Vary(key, List.of(), Optional.of(new Drawn(range.get(), logarithmic)));
        }
        return new Vary(key, spaced(text, range.get(), spacing), Optional.empty());
    }

    private static Vary listed(String text, String key, String right) {
        if (right.contains("..")) {
            throw invalid(text, "is no range: two numbers, the smaller first, with one unit");
        }
        List<String> values = new ArrayList<>();
        for (String value : split(right)) {
            if (value.isBlank() || values.contains(value.strip())) {
                throw invalid(text, "has a value that is empty or stands twice");
            }
            values.add(value.strip());
        }
        return new Vary(key, values, Optional.empty());
    }

    /** At commas outside brackets, since a value may be a list or a mapping. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (character == '[' || character == '{') {
                depth++;
            } else if (character == ']' || character == '}') {
                depth--;
            } else if (character == ',' && depth == 0) {
                parts.add(text.substring(start, at));
                start = at + 1;
            }
        }
        parts.add(text.substring(start));
        return parts;
    }

    private static List<String> spaced(String text, ValueRange range, String spacing) {
        Matcher matcher = SPACING.matcher(spacing);
        if (!matcher.matches()) {
            throw invalid(text, "does not say how the values lie");
        }
        BigDecimal number = new BigDecimal(matcher.group(2));
        String how = matcher.group(1) == null ? "" : matcher.group(1);
        return switch (how) {
            case "+" -> stepped(text, range, number);
            case "x" -> multiplied(text, range, number);
            case "log" -> {
                requirePositive(text, range);
                yield range.logarithmic(count(text, number));
            }
            default -> range.linear(count(text, number));
        };
    }

    private static List<String> stepped(String text, ValueRange range, BigDecimal step) {
        BigDecimal length = range.to().subtract(range.from());
        if (step.signum() == 0 || length.compareTo(step.multiply(BigDecimal.valueOf(MOST_VALUES))) >= 0) {
            throw invalid(text, "has a step of 0, or more than " + MOST_VALUES + " values");
        }
        return range.stepped(step);
    }

    private static List<String> multiplied(String text, ValueRange range, BigDecimal factor) {
        requirePositive(text, range);
        if (factor.compareTo(new BigDecimal("1.001")) < 0) {
            throw invalid(text, "has a factor below 1.001");
        }
        return range.multiplied(factor);
    }

    private static int count(String text, BigDecimal number) {
        boolean whole = number.scale() <= 0 && number.signum() > 0;
        if (!whole || number.compareTo(BigDecimal.valueOf(MOST_VALUES)) > 0) {
            throw invalid(text, "has a number of values that is not 1 to " + MOST_VALUES);
        }
        return number.intValueExact();
    }

    private static void requirePositive(String text, ValueRange range) {
        if (range.from().signum() == 0) {
            throw invalid(text, "begins at 0, from where no ratio leads on");
        }
    }

    private static InvalidInputException invalid(String text, String why) {
        return new InvalidInputException(new Problem("--vary", 0, 0, "'" + text + "' " + why + "; " + ALLOWED, ""));
    }
}
