package tlpsim.scenarios.reproduce;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;

/** Numbers with a fixed number of decimals, and a row of a chart. */
final class ReproduceText {
    private static final int WIDTH = 50;
    private static final char EMPTY = '.';

    private ReproduceText() {}

    /** A dash where there is no finite number. */
    static String decimals(double value, int decimals) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return "-";
        }
        return new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN).toPlainString();
    }

    static String signed(double value, int decimals) {
        String text = decimals(value, decimals);
        return text.startsWith("-") ? text : "+" + text;
    }

    /** 0 to 100 % from left to right: m measured, s simulated, * both. */
    static String chart(double measured, double simulated) {
        char[] row = new char[WIDTH + 1];
        Arrays.fill(row, EMPTY);
        int at = position(simulated);
        row[at] = 's';
        int other = position(measured);
        row[other] = other == at ? '*' : 'm';
        return new String(row);
    }

    private static int position(double percent) {
        return (int) Math.max(0, Math.min(WIDTH, Math.round(percent * WIDTH / 100)));
    }
}
