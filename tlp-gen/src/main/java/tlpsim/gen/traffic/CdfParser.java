package tlpsim.gen.traffic;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.NearestName;
import tlpsim.core.problem.Problem;

/**
 * Reads cumulative distribution functions of sizes as they are passed around with simulators:
 *
 * <pre>
 *   size cumulative        two columns, separated by blanks, a tab, a comma or a semicolon
 *   1460 0.5               cumulative 0 to 1, 0 to 100, or with a % sign
 *   64KiB 100%             a size may carry B, kB, KiB, MB, MiB, GB or GiB
 *   187.77                 one number alone before the table: the mean, which is checked
 *   # unit-bytes: 1460     comments start with #; this one and
 *   # interpolation: step  this one (step, linear, auto) overrule the options
 * </pre>
 *
 * <p>Sizes and cumulative values must not decrease. Equal sizes are merged. All mistakes are reported at once.
 */
public final class CdfParser {
    private static final Pattern FIELD = Pattern.compile("[^\\s,;]+");
    private static final Pattern DIRECTIVE = Pattern.compile("#\\s*(interpolation|unit-bytes)\\s*:\\s*(\\S+)\\s*");
    private static final Pattern SIZE = Pattern.compile("([-+0-9.eE]+)([A-Za-z]*)");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal TOLERANCE = new BigDecimal("0.000001");
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Integer.MAX_VALUE - 1);
    private static final List<String> UNITS = List.of("B", "kB", "KiB", "MB", "MiB", "GB", "GiB");
    private static final long[] UNIT_BYTES = {1, 1000, 1 << 10, 1_000_000, 1 << 20, 1_000_000_000, 1 << 30};
    /** A stated mean may differ by 1 % from the one of the table: published tables are rounded. */
    private static final double MEAN_TOLERANCE = 0.01;

    private final String source;
    private final List<Problem> problems = new ArrayList<>();
    private final CumulativeTable table = new CumulativeTable();
    private Interpolation interpolation;
    private long unitBytes;
    private BigDecimal statedMean;
    private int statedMeanLine;
    private boolean headingSeen;
    private boolean percentSeen;
    private int lastLine;
    private int lastColumn;
    private int lastDataLine;

    private CdfParser(String source, CdfOptions options) {
        this.source = source;
        this.interpolation = options.interpolation();
        this.unitBytes = options.unitBytes();
    }

    /**
     * @param source name for messages
     * @throws InvalidInputException with every mistake
     */
    public static SizeDistribution parse(String source, List<String> lines, CdfOptions options) {
        CdfParser parser = new CdfParser(source, options);
        for (int i = 0; i < lines.size(); i++) {
            parser.line(i + 1, lines.get(i));
        }
        return parser.finish();
    }

    private void line(int number, String text) {
        if (text.stripLeading().startsWith("#")) {
            directive(number, text);
            return;
        }
        Matcher fields = FIELD.matcher(text);
        List<String> values = new ArrayList<>(2);
        List<Integer> columns = new ArrayList<>(2);
        while (fields.find()) {
            values.add(fields.group());
            columns.add(fields.start() + 1);
        }
        if (values.isEmpty() || isHeading(values)) {
            return;
        }
        if (values.size() == 1 && table.points() == 0 && statedMean == null) {
            statedMean = decimal(number, columns.get(0), values.get(0), "mean");
            statedMeanLine = number;
        } else if (values.size() != 2) {
            int column = columns.get(Math.min(2, values.size() - 1));
            problem(number, column, "a line has a size and a cumulative value, got " + values.size() + " fields", "");
        } else {
            point(number, columns, values);
        }
    }

    /** One line of words before the first number names the columns. */
    private boolean isHeading(List<String> values) {
        boolean words = Character.isLetter(values.get(0).charAt(0));
        if (!words || headingSeen || table.points() > 0) {
            return false;
        }
        headingSeen = true;
        return true;
    }

    private void directive(int number, String text) {
        Matcher matcher = DIRECTIVE.matcher(text.strip());
        if (!matcher.matches()) {
            return;
        }
        int column = text.indexOf(matcher.group(2), text.indexOf(':')) + 1;
        String value = matcher.group(2);
        if (matcher.group(1).equals("interpolation")) {
            List<String> names = List.of("step", "linear", "auto");
            if (names.contains(value)) {
                interpolation = Interpolation.valueOf(value.toUpperCase(Locale.ROOT));
            } else {
                String hint = NearestName.hint(value, names);
                problem(number, column, "interpolation is '" + value + "'; allowed: step, linear, auto", hint);
            }
        } else {
            BigDecimal unit = decimal(number, column, value, "unit-bytes");
            boolean allowed = unit != null
                    && unit.signum() > 0
                    && unit.compareTo(BigDecimal.valueOf(CdfOptions.MAX_UNIT_BYTES)) <= 0;
            if (allowed) {
                unitBytes = unit.longValue();
            } else if (unit != null) {
                problem(number, column, "unit-bytes is " + value + "; allowed: 1 to " + CdfOptions.MAX_UNIT_BYTES, "");
            }
        }
    }

    private void point(int line, List<Integer> columns, List<String> values) {
        lastDataLine = line;
        int size = size(line, columns.get(0), values.get(0));
        BigDecimal cumulative = cumulative(line, columns.get(1), values.get(1));
        if (size < 0 || cumulative == null) {
            return;
        }
        if (table.points() > 0 && size < table.lastSize()) {
            problem(line, columns.get(0), "size " + values.get(0) + " is below the size before it", "");
        }
        if (table.points() > 0 && cumulative.compareTo(table.lastCumulative()) < 0) {
            problem(line, columns.get(1), "cumulative value " + values.get(1) + " is below the one before it", "");
        }
        if (size == 0 && cumulative.signum() > 0) {
            problem(line, columns.get(1), "size 0 has a probability; sizes are at least 1 byte", "");
        }
        table.add(size, cumulative);
        lastLine = line;
        lastColumn = columns.get(1);
    }

    /** Bytes, or -1 after a problem. */
    private int size(int line, int column, String text) {
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            problem(line, column, "size is '" + text + "', not a number", "");
            return -1;
        }
        long factor = unitBytes;
        if (!matcher.group(2).isEmpty()) {
            int unit = UNITS.indexOf(matcher.group(2));
            if (unit < 0) {
                String hint = unitHint(matcher.group(2));
                problem(line, column, "unit of '" + text + "' is unknown; allowed: " + String.join(", ", UNITS), hint);
                return -1;
            }
            factor = UNIT_BYTES[unit];
        }
        BigDecimal number = decimal(line, column, matcher.group(1), "size");
        if (number == null) {
            return -1;
        }
        BigDecimal bytes = number.multiply(BigDecimal.valueOf(factor));
        if (bytes.signum() < 0 || bytes.compareTo(LARGEST) > 0) {
            problem(line, column, "size is " + text + "; allowed: 0 to 2147483646 bytes", "");
            return -1;
        }
        return bytes.setScale(0, RoundingMode.HALF_UP).intValueExact();
    }

    private static String unitHint(String given) {
        for (String unit : UNITS) {
            if (unit.equalsIgnoreCase(given)) {
                return NearestName.hint(unit, UNITS);
            }
        }
        return NearestName.hint(given, UNITS);
    }

    private BigDecimal cumulative(int line, int column, String text) {
        boolean percent = text.endsWith("%");
        percentSeen |= percent;
        String digits = percent ? text.substring(0, text.length() - 1) : text;
        BigDecimal value = decimal(line, column, digits, "cumulative value");
        if (value != null && (value.signum() < 0 || value.compareTo(HUNDRED) > 0)) {
            problem(line, column, "cumulative value is " + text + "; allowed: 0 to 1, or 0 to 100 %", "");
            return null;
        }
        return value;
    }

    private BigDecimal decimal(int line, int column, String text, String what) {
        try {
            BigDecimal value = new BigDecimal(text);
            if (Math.abs((long) value.scale()) <= 64 && value.precision() <= 64) {
                return value;
            }
        } catch (NumberFormatException notANumber) {
            // reported below, as for numbers beyond reason
        }
        problem(line, column, what + " is '" + text + "', not a number", "");
        return null;
    }

    private SizeDistribution finish() {
        if (table.points() == 0) {
            problem(0, 0, "no line with a size and a cumulative value", "");
        } else {
            BigDecimal last = table.lastCumulative();
            boolean complete = near(last, HUNDRED) || !percentSeen && near(last, BigDecimal.ONE);
            if (!complete && lastLine == lastDataLine) {
                problem(
                        lastLine,
                        lastColumn,
                        "the last cumulative value is " + last.toPlainString() + "; it must be 1 or 100 %",
                        "");
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidInputException(problems);
        }
        boolean fromZero = table.firstCumulative().signum() == 0;
        boolean linear = interpolation == Interpolation.LINEAR
                || interpolation == Interpolation.AUTO && statedMean == null && fromZero;
        SizeDistribution distribution = table.toDistribution(linear);
        requireStatedMean(distribution);
        return distribution;
    }

    private void requireStatedMean(SizeDistribution distribution) {
        if (statedMean == null) {
            return;
        }
        double stated = statedMean.multiply(BigDecimal.valueOf(unitBytes)).doubleValue();
        double mean = distribution.meanBytes();
        if (Math.abs(mean - stated) > MEAN_TOLERANCE * stated) {
            BigInteger rounded =
                    new BigDecimal(mean).setScale(0, RoundingMode.HALF_UP).toBigInteger();
            problem(
                    statedMeanLine,
                    1,
                    "the stated mean is " + statedMean.toPlainString() + ", the table's is " + rounded + " bytes",
                    "check the unit and the interpolation, or remove the line");
            throw new InvalidInputException(problems);
        }
    }

    private static boolean near(BigDecimal value, BigDecimal target) {
        return value.subtract(target).abs().compareTo(target.multiply(TOLERANCE)) <= 0;
    }

    private void problem(int line, int column, String message, String hint) {
        problems.add(new Problem(source, line, column, message, hint));
    }
}
