package tlpsim.scenarios.sweep;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code FROM..TO}: two numbers with one unit, whole where both are whole and there is no unit.
 *
 * @param unit as written, with the blank before it; may be empty
 */
public record ValueRange(BigDecimal from, BigDecimal to, String unit) {
    private static final String NUMBER = "([0-9]+(?:\\.[0-9]+)?)";
    private static final Pattern FORM = Pattern.compile(NUMBER + "( ?[A-Za-z%/]*)\\.\\." + NUMBER + "( ?[A-Za-z%/]*)");
    /** More digits than any key holds. */
    private static final int DIGITS = 9;

    private static final MathContext CONTEXT = new MathContext(20, RoundingMode.HALF_EVEN);

    /** Empty where the text has another form, where the units differ, or where the range is empty. */
    public static Optional<ValueRange> parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String first = matcher.group(2);
        String unit = matcher.group(4);
        boolean same = first.isBlank() || first.strip().equals(unit.strip());
        BigDecimal from = new BigDecimal(matcher.group(1));
        BigDecimal to = new BigDecimal(matcher.group(3));
        return same && from.compareTo(to) <= 0 ? Optional.of(new ValueRange(from, to, unit)) : Optional.empty();
    }

    /** So many values at equal distances, both ends among them. */
    public List<String> linear(int count) {
        List<String> values = new ArrayList<>();
        for (int at = 0; at < count; at++) {
            values.add(at(count == 1 ? BigDecimal.ZERO : BigDecimal.valueOf(at).divide(steps(count), CONTEXT)));
        }
        return distinct(values);
    }

    /** So many values at equal ratios, both ends among them; from 0 there are none. */
    public List<String> logarithmic(int count) {
        List<String> values = new ArrayList<>();
        for (int at = 0; at < count; at++) {
            boolean last = at == count - 1 && at > 0;
            values.add(last ? text(to) : atLogarithm(count == 1 ? 0 : (double) at / (count - 1)));
        }
        return distinct(values);
    }

    /** From the lower end, each value so many times the one before it, as far as the upper end. */
    public List<String> multiplied(BigDecimal factor) {
        List<String> values = new ArrayList<>();
        for (BigDecimal value = from; value.compareTo(to) <= 0; value = value.multiply(factor)) {
            values.add(text(value));
        }
        return distinct(values);
    }

    /** From the lower end in steps, as far as the upper one. */
    public List<String> stepped(BigDecimal step) {
        List<String> values = new ArrayList<>();
        for (BigDecimal value = from; value.compareTo(to) <= 0; value = value.add(step)) {
            values.add(text(value));
        }
        return distinct(values);
    }

    /** The value at a share of the way, 0 to 1. */
    public String at(BigDecimal share) {
        return text(from.add(to.subtract(from).multiply(share)));
    }

    /** The value at a share of the way between the logarithms, 0 to 1; the range must not begin at 0. */
    public String atLogarithm(double share) {
        double ratio = StrictMath.log(to.doubleValue() / from.doubleValue());
        return text(new BigDecimal(from.doubleValue() * StrictMath.exp(ratio * share)));
    }

    private static BigDecimal steps(int count) {
        return BigDecimal.valueOf(count - 1L);
    }

    private String text(BigDecimal value) {
        boolean whole = unit.isBlank() && from.scale() <= 0 && to.scale() <= 0;
        BigDecimal rounded = whole
                ? value.setScale(0, RoundingMode.HALF_UP)
                : value.setScale(DIGITS, RoundingMode.HALF_UP).stripTrailingZeros();
        return rounded.toPlainString() + unit;
    }

    private static List<String> distinct(List<String> values) {
        return List.copyOf(new LinkedHashSet<>(values));
    }
}
