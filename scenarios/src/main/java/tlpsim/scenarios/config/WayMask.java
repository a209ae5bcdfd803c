package tlpsim.scenarios.config;

import java.util.regex.Pattern;
import tlpsim.scenarios.schema.BrokenRuleException;
import tlpsim.scenarios.schema.Scalar;

/**
 * A choice of ways of a cache.
 *
 * @param kind  how the ways are named
 * @param value the number of ways for COUNT, the bit mask for MASK, 0 for ALL
 */
@Scalar(allowed = "a number of ways (the highest ones), a mask such as 0x600, all or none", example = "2")
public record WayMask(Kind kind, long value) {
    private static final Pattern COUNT = Pattern.compile("\\d{1,2}");
    private static final Pattern MASK = Pattern.compile("0x[0-9a-fA-F]{1,15}");

    /** How the ways are named. */
    public enum Kind {
        ALL,
        COUNT,
        MASK
    }

    public static WayMask parse(String text) {
        if (text.equals("all")) {
            return new WayMask(Kind.ALL, 0);
        }
        if (text.equals("none")) {
            return new WayMask(Kind.COUNT, 0);
        }
        if (MASK.matcher(text).matches()) {
            return new WayMask(Kind.MASK, Long.parseLong(text.substring(2), 16));
        }
        if (COUNT.matcher(text).matches()) {
            return new WayMask(Kind.COUNT, Integer.parseInt(text));
        }
        throw new BrokenRuleException("is no choice of ways", "");
    }

    /** The mask in a cache of so many ways (1 to 63); bit 0 is the lowest way, a count takes the highest ways. */
    public long mask(int ways) {
        long all = (1L << ways) - 1;
        return switch (kind) {
            case ALL -> all;
            case COUNT -> all & ~((1L << Math.max(0, ways - (int) value)) - 1);
            case MASK -> value;
        };
    }

    public String text() {
        return switch (kind) {
            case ALL -> "all";
            case COUNT -> Long.toString(value);
            case MASK -> "0x" + Long.toHexString(value);
        };
    }
}
