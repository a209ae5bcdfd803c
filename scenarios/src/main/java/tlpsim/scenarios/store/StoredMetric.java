package tlpsim.scenarios.store;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A figure of a column.
 *
 * @param decimals  that the numbers have; they are rounded to them
 * @param halfWidth of the 95 % interval; NaN with one replicate
 * @param count     replicates that have the figure
 * @param samples   the figure of each replicate, in their order; NaN where it has none
 */
@SuppressWarnings("ArrayRecordComponent")
public record StoredMetric(
        String column,
        String metric,
        String unit,
        int decimals,
        double mean,
        double halfWidth,
        int count,
        double[] samples) {

    public StoredMetric {
        mean = rounded(mean, decimals);
        halfWidth = rounded(halfWidth, decimals);
        samples = samples.clone();
        for (int replicate = 0; replicate < samples.length; replicate++) {
            samples[replicate] = rounded(samples[replicate], decimals);
        }
    }

    private static double rounded(double value, int decimals) {
        return Double.isNaN(value)
                ? value
                : new BigDecimal(value).setScale(decimals, RoundingMode.HALF_UP).doubleValue();
    }

    /** A number of this metric with its decimals; empty where there is none. */
    public String print(double value) {
        return Double.isNaN(value)
                ? ""
                : new BigDecimal(value).setScale(decimals, RoundingMode.HALF_UP).toPlainString();
    }

    /** The samples as a JSON array. */
    String samplesJson() {
        StringBuilder text = new StringBuilder("[");
        for (int replicate = 0; replicate < samples.length; replicate++) {
            text.append(replicate == 0 ? "" : ",");
            text.append(Double.isNaN(samples[replicate]) ? "null" : print(samples[replicate]));
        }
        return text.append(']').toString();
    }

    /** The reverse of {@link #samplesJson}. */
    static double[] samples(String json) {
        String inside = json.substring(1, json.length() - 1);
        String[] parts = inside.isEmpty() ? new String[0] : inside.split(",");
        double[] samples = new double[parts.length];
        for (int replicate = 0; replicate < parts.length; replicate++) {
            samples[replicate] = parts[replicate].equals("null") ? Double.NaN : Double.parseDouble(parts[replicate]);
        }
        return samples;
    }
}
