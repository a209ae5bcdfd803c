package tlpsim.scenarios.reproduce;

import java.util.List;

/**
 * One number of a machine.
 *
 * @param key        its name, as {@code --set} and {@code --fit} take it
 * @param value      in {@code unit}
 * @param unit       of the value
 * @param candidates values that a fit tries, ascending; their ends are the range
 * @param origin     where the value comes from
 * @param source     which document, or how it was found
 */
public record PlatformParameter(
        String key, long value, String unit, List<Long> candidates, Origin origin, String source) {

    PlatformParameter withValue(long other) {
        return new PlatformParameter(key, other, unit, candidates, origin, source);
    }

    /** As {@code --set} of a scenario takes it. */
    String assignment() {
        boolean quantity = List.of("ps", "ns", "us", "B").contains(unit);
        return key + "=" + value + (quantity ? " " + unit : "");
    }

    public long low() {
        return Math.min(value, candidates.get(0));
    }

    public long high() {
        return Math.max(value, candidates.get(candidates.size() - 1));
    }
}
