package tlpsim.scenarios.reproduce;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What was measured, under the names of the published tables. */
public enum Metric {
    ITOM("ItoM-HIT-RATE", "%"),
    READ_CURRENT("PCIeRdCur-HIT-RATE", "%"),
    THROUGHPUT("THROUGHPUT", "Gbit/s");

    private final String label;
    private final String unit;

    Metric(String label, String unit) {
        this.label = label;
        this.unit = unit;
    }

    public String label() {
        return label;
    }

    public String unit() {
        return unit;
    }

    /** @return null where nothing has this name */
    static Metric parse(String text) {
        for (Metric metric : values()) {
            if (metric.label.toLowerCase(Locale.ROOT).equals(text.toLowerCase(Locale.ROOT))) {
                return metric;
            }
        }
        return null;
    }

    static List<String> labels() {
        return Stream.of(values()).map(Metric::label).toList();
    }
}
