package tlpsim.scenarios.plan;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A number with a unit, as a scenario has it: {@code 100 Gbit/s}.
 *
 * @param whole whether values between two of its kind are whole numbers
 */
record NumberedValue(BigDecimal number, String unit, boolean whole) {
    private static final Pattern FORM = Pattern.compile("([0-9]+(?:\\.[0-9]+)?)( ?[A-Za-z%/]*)");
    private static final int DIGITS = 6;

    static Optional<NumberedValue> parse(String text) {
        Matcher matcher = FORM.matcher(text.strip());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        BigDecimal number = new BigDecimal(matcher.group(1));
        return Optional.of(
                new NumberedValue(number, matcher.group(2), matcher.group(2).isBlank() && number.scale() <= 0));
    }

    /** Half way; empty where there is nothing between the two. */
    Optional<String> middle(NumberedValue other) {
        BigDecimal sum = number.add(other.number);
        BigDecimal half = sum.divide(BigDecimal.valueOf(2), MathContext.DECIMAL64);
        BigDecimal rounded = whole && other.whole
                ? half.setScale(0, RoundingMode.DOWN)
                : half.round(new MathContext(DIGITS, RoundingMode.HALF_UP)).stripTrailingZeros();
        boolean between =
                rounded.compareTo(number.min(other.number)) > 0 && rounded.compareTo(number.max(other.number)) < 0;
        return between ? Optional.of(rounded.toPlainString() + unit) : Optional.empty();
    }

    /** The distance as a share of the larger one. */
    double distance(NumberedValue other) {
        double larger = number.max(other.number).doubleValue();
        return larger == 0 ? 0 : StrictMath.abs(number.subtract(other.number).doubleValue()) / larger;
    }
}
