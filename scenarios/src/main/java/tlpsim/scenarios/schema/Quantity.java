package tlpsim.scenarios.schema;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tlpsim.core.problem.NearestName;

/**
 * Numbers with units, exact: KiB is 2^10, kB is 10^3, b is a bit and B a byte. A value is held as a whole number of the
 * unit's base: bytes, picoseconds, bit/s, Hz, parts per million of a share, millionths of a plain number.
 */
public final class Quantity {
    private static final Pattern FORM = Pattern.compile("([+-]?\\d+(?:\\.\\d+)?) *([^\\d\\s].*)?");
    private static final Pattern HEX = Pattern.compile("0x[0-9a-fA-F]{1,15}");
    private static final long THOUSAND = 1000;
    private static final BigDecimal BITS_PER_BYTE = BigDecimal.valueOf(8);
    private static final BigDecimal MILLION = BigDecimal.valueOf(1_000_000);

    private static final Map<Unit, Map<String, BigDecimal>> FACTORS = allFactors();

    private Quantity() {}

    /**
     * The value in the unit's base.
     *
     * @throws BrokenRuleException where the text is not such a quantity
     */
    public static long parse(String text, Unit unit) {
        if (unit == Unit.NONE && HEX.matcher(text).matches()) {
            return Long.parseLong(text.substring(2), 16);
        }
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new BrokenRuleException("is not " + unit.allowed(), "");
        }
        String given = form.group(2) == null ? "" : form.group(2).strip();
        return whole(new BigDecimal(form.group(1)).multiply(factor(given, unit)), unit);
    }

    /** The value in the largest unit that leaves at most three decimals; {@link #parse} reads it back. */
    public static String print(long value, Unit unit) {
        if (unit == Unit.PERCENT) {
            return plain(BigDecimal.valueOf(value, 4)) + " %";
        }
        if (unit == Unit.DECIMAL) {
            return plain(BigDecimal.valueOf(value, 6));
        }
        if (unit == Unit.NONE) {
            return Long.toString(value);
        }
        String best = "";
        long divisor = 1;
        for (Map.Entry<String, BigDecimal> candidate : factors(unit).entrySet()) {
            if (!printed(candidate.getKey(), unit)) {
                continue;
            }
            long factor = candidate.getValue().longValueExact();
            boolean readable = Math.abs(value) >= factor && value % factor * THOUSAND % factor == 0;
            if (best.isEmpty() || readable) {
                best = candidate.getKey();
                divisor = factor;
            }
        }
        BigDecimal thousandths = BigDecimal.valueOf(value % divisor * THOUSAND / divisor, 3);
        return plain(BigDecimal.valueOf(value / divisor).add(thousandths)) + " " + best;
    }

    /** Sizes are printed in powers of 1024, rates in the unit that they are held in. */
    private static boolean printed(String spelling, Unit unit) {
        return switch (unit) {
            case BYTES -> spelling.equals("B") || spelling.endsWith("iB");
            case BITS_PER_SECOND -> spelling.endsWith("bit/s");
            case BYTES_PER_SECOND -> spelling.endsWith("B/s");
            default -> true;
        };
    }

    private static String plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return (stripped.scale() < 0 ? stripped.setScale(0) : stripped).toPlainString();
    }

    private static long whole(BigDecimal value, Unit unit) {
        if (value.stripTrailingZeros().scale() > 0) {
            throw new BrokenRuleException(
                    switch (unit) {
                        case NONE -> "is not a whole number";
                        case BYTES -> "is not a whole number of bytes";
                        case PICOSECONDS -> "is finer than 1 ps";
                        case BITS_PER_SECOND -> "is finer than 1 bit/s";
                        case BYTES_PER_SECOND -> "is finer than 1 B/s";
                        case HERTZ -> "is finer than 1 Hz";
                        case PERCENT -> "is finer than 0.0001 %";
                        case DECIMAL -> "has more than six decimals";
                    },
                    "");
        }
        if (value.abs().compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
            throw new BrokenRuleException("is too large", "");
        }
        return value.longValueExact();
    }

    private static BigDecimal factor(String given, Unit unit) {
        BigDecimal factor = unit == Unit.DECIMAL && given.isEmpty()
                ? MILLION
                : factors(unit).get(alias(given, unit));
        if (factor != null) {
            return factor;
        }
        if (given.isEmpty()) {
            throw new BrokenRuleException(
                    "has no unit", unit.spellings().size() == 1 ? "" : "units: " + String.join(", ", unit.spellings()));
        }
        if (unit == Unit.NONE || unit == Unit.DECIMAL) {
            throw new BrokenRuleException("has a unit, '" + given + "', where a plain number is expected", "");
        }
        throw new BrokenRuleException(
                "has the unit '" + given + "', which is not one of " + String.join(", ", unit.spellings()),
                unitHint(given, unit));
    }

    private static String unitHint(String given, Unit unit) {
        if (unit == Unit.BYTES && given.endsWith("b")) {
            return "b is a bit, B is a byte";
        }
        if (unit == Unit.BYTES && given.equals("KB")) {
            return "kB is 1000 bytes, KiB is 1024";
        }
        List<String> lower = new ArrayList<>();
        for (String spelling : unit.spellings()) {
            lower.add(spelling.toLowerCase(Locale.ROOT));
        }
        String near = NearestName.of(given.toLowerCase(Locale.ROOT), lower);
        return near.isEmpty() ? "" : "did you mean '" + unit.spellings().get(lower.indexOf(near)) + "'?";
    }

    /** Common spellings of a rate in bits; in all of them b is a bit. */
    private static String alias(String given, Unit unit) {
        if (unit != Unit.BITS_PER_SECOND && unit != Unit.BYTES_PER_SECOND) {
            return given;
        }
        String rate = given.endsWith("bps") ? given.substring(0, given.length() - 2) + "/s" : given;
        return rate.endsWith("b/s") ? rate.substring(0, rate.length() - 3) + "bit/s" : rate;
    }

    private static Map<String, BigDecimal> factors(Unit unit) {
        return FACTORS.get(unit);
    }

    private static Map<Unit, Map<String, BigDecimal>> allFactors() {
        Map<Unit, Map<String, BigDecimal>> all = new EnumMap<>(Unit.class);
        for (Unit unit : Unit.values()) {
            all.put(unit, factorsOf(unit));
        }
        return all;
    }

    /** In the order of the spellings. */
    private static Map<String, BigDecimal> factorsOf(Unit unit) {
        Map<String, BigDecimal> factors = new LinkedHashMap<>();
        if (unit == Unit.NONE) {
            factors.put("", BigDecimal.ONE);
        }
        for (String spelling : unit.spellings()) {
            factors.put(spelling, factorOf(spelling, unit));
        }
        return factors;
    }

    private static BigDecimal factorOf(String spelling, Unit unit) {
        if (unit == Unit.PERCENT) {
            return BigDecimal.valueOf(10_000);
        }
        if (unit == Unit.PICOSECONDS) {
            return BigDecimal.TEN.pow(List.of("ps", "ns", "us", "ms", "s").indexOf(spelling) * 3);
        }
        int power = spelling.length() < 2
                ? 0
                : switch (spelling.charAt(0)) {
                    case 'k', 'K' -> 1;
                    case 'M' -> 2;
                    case 'G' -> 3;
                    case 'T' -> 4;
                    default -> 0;
                };
        BigDecimal factor =
                BigDecimal.valueOf(spelling.contains("iB") ? 1024 : 1000).pow(power);
        if (unit == Unit.BITS_PER_SECOND && spelling.endsWith("B/s")) {
            return factor.multiply(BITS_PER_BYTE);
        }
        return unit == Unit.BYTES_PER_SECOND && spelling.endsWith("bit/s") ? factor.divide(BITS_PER_BYTE) : factor;
    }
}
