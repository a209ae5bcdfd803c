package tlpsim.scenarios.sweep;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.NearestName;
import tlpsim.core.problem.Problem;

/**
 * A key whose value follows from varied ones: {@code KEY=OTHER} takes the value of OTHER; {@code KEY=0-{OTHER-1}} has braces replaced, in which a whole number may be
 * added, subtracted or multiplied.
 */
public record Tie(String key, String template) {
    private static final Pattern BRACES = Pattern.compile("\\{([^{}]*)}");
    private static final Pattern ARITHMETIC = Pattern.compile("(.+?)([-+*])([0-9]{1,9})");

    /** @throws InvalidInputException where it has no right form */
    public static Tie parse(String text, Collection<String> varied) {
        int equals = text.indexOf('=');
        if (equals < 1 || equals == text.length() - 1) {
            throw invalid("'" + text + "' is no tie; allowed: KEY=VARIED-KEY or KEY=text with {VARIED-KEY-1}", "");
        }
        String key = text.substring(0, equals).strip();
        String right = text.substring(equals + 1).strip();
        if (varied.contains(key)) {
            throw invalid("'" + key + "' is varied itself", "");
        }
        Tie tie = new Tie(key, right.contains("{") ? right : "{" + right + "}");
        Matcher braces = BRACES.matcher(tie.template);
        boolean any = false;
        while (braces.find()) {
            any = true;
            require(braces.group(1), varied);
        }
        if (!any) {
            throw invalid("'" + text + "' names no varied key", "");
        }
        return tie;
    }

    private static void require(String inside, Collection<String> varied) {
        Matcher arithmetic = ARITHMETIC.matcher(inside);
        String name = !varied.contains(inside) && arithmetic.matches() ? arithmetic.group(1) : inside;
        if (!varied.contains(name)) {
            throw invalid(
                    "'" + name + "' is not varied; allowed: " + String.join(", ", List.copyOf(varied)),
                    NearestName.hint(name, varied));
        }
    }

    /** The value at a point. */
    public String at(Map<String, String> point) {
        return BRACES.matcher(template).replaceAll(match -> Matcher.quoteReplacement(value(match.group(1), point)));
    }

    private static String value(String inside, Map<String, String> point) {
        if (point.containsKey(inside)) {
            return point.get(inside);
        }
        Matcher arithmetic = ARITHMETIC.matcher(inside);
        if (!arithmetic.matches()) {
            throw new IllegalStateException("checked when it was read: " + inside);
        }
        String value = point.get(arithmetic.group(1));
        BigDecimal operand = new BigDecimal(arithmetic.group(3));
        try {
            BigDecimal number = new BigDecimal(value);
            return switch (arithmetic.group(2)) {
                case "+" -> number.add(operand).toPlainString();
                case "-" -> number.subtract(operand).toPlainString();
                default -> number.multiply(operand).toPlainString();
            };
        } catch (NumberFormatException text) {
            throw invalid("'" + value + "' of " + arithmetic.group(1) + " is no bare number to calculate with", "");
        }
    }

    private static InvalidInputException invalid(String message, String hint) {
        return new InvalidInputException(new Problem("--tie", 0, 0, message, hint));
    }
}
