package tlpsim.scenarios.result;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as results print them: fixed decimals, the same on every JDK. */
public final class Figures {
    private Figures() {}

    /** The number with exactly {@code decimals} decimals, rounded half up; {@code n/a} where there is none. */
    public static String fixed(double value, int decimals) {
        return Double.isNaN(value) || Double.isInfinite(value)
                ? "n/a"
                : decimal(value, decimals).toPlainString();
    }

    /** The number rounded half up, for JSON. */
    public static BigDecimal decimal(double value, int decimals) {
        return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_UP);
    }
}
