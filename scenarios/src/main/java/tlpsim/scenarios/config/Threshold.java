package tlpsim.scenarios.config;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tlpsim.scenarios.schema.BrokenRuleException;
import tlpsim.scenarios.schema.Scalar;

/**
 * A limit of an expectation.
 *
 * @param value in the unit
 * @param unit  as written; empty for that of the metric
 */
@Scalar(allowed = "a number, signed, with the metric's unit or none, for example -20 %", example = "0")
public record Threshold(BigDecimal value, String unit) {
    private static final Pattern FORM =
            Pattern.compile("([+-]?\\d{1,15}(?:\\.\\d{1,9})?) *([^\\d\\s.,+-][^\\d\\s]{0,15})?");
    private static final String PERCENT = "%";

    public static Threshold parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new BrokenRuleException("is no number with a unit", "");
        }
        BigDecimal value = new BigDecimal(form.group(1)).stripTrailingZeros();
        return new Threshold(value.signum() == 0 ? BigDecimal.ZERO : value, form.group(2) == null ? "" : form.group(2));
    }

    public String text() {
        return value.toPlainString() + (unit.isEmpty() ? "" : " " + unit);
    }

    /** As a plain ratio: {@code 97 %} is 0.97. */
    public double ratio() {
        return unit.equals(PERCENT) ? value.movePointLeft(2).doubleValue() : value.doubleValue();
    }
}
