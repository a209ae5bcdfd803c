package tlpsim.scenarios.result;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tlpsim.scenarios.wiring.Column;

/**
 * Where, along variants that differ in one number, the hints as configured turn from better to worse than none, or back, in cycles per packet.
 *
 * @param path  the key that varies
 * @param below the last value before the sign changes
 * @param above the first value after it
 * @param at    where a straight line between the two, over the logarithm of the key, crosses zero
 * @param turnsWorse the hints help below and hurt above
 */
public record Crossover(String path, double below, double above, double at, boolean turnsWorse) {
    private static final Pattern ASSIGNMENT = Pattern.compile("([^=]+)=\\s*([0-9]+(?:\\.[0-9]+)?)\\s*(.*)");

    /** All sign changes; empty where variants differ in more than one number, or nothing changes sign. */
    public static List<Crossover> of(List<VariantResults.Variant> variants) {
        List<Crossover> found = new ArrayList<>();
        String path = null;
        String unit = null;
        double lastValue = 0;
        double lastDifference = 0;
        for (VariantResults.Variant variant : variants) {
            Matcher matcher =
                    variant.set().size() == 1 ? ASSIGNMENT.matcher(variant.set().get(0)) : null;
            if (matcher == null || !matcher.matches()) {
                return List.of();
            }
            double value = Double.parseDouble(matcher.group(2));
            double difference = variant.result()
                    .difference(Column.HINTS_OFF, Column.CONFIGURED, Metric.CYCLES_PER_PACKET)
                    .mean();
            boolean first = path == null;
            if (!first && (!path.equals(matcher.group(1)) || !unit.equals(matcher.group(3)) || value <= lastValue)) {
                return List.of();
            }
            if (!first && lastDifference * difference < 0) {
                double share = lastDifference / (lastDifference - difference);
                double at = lastValue * StrictMath.pow(value / lastValue, share);
                found.add(new Crossover(matcher.group(1).strip(), lastValue, value, at, difference > 0));
            }
            path = matcher.group(1);
            unit = matcher.group(3);
            lastValue = value;
            lastDifference = difference;
        }
        return found;
    }

    /** One sentence. */
    public String sentence() {
        return "crossover   " + path + " about " + Figures.fixed(at, 0) + " (between " + Figures.fixed(below, 0)
                + " and "
                + Figures.fixed(above, 0) + "): the hints "
                + (turnsWorse ? "help below and hurt above" : "hurt below and help above")
                + ", in cycles per packet";
    }
}
