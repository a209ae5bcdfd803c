package tlpsim.scenarios.reproduce;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** What was measured, under the names of the published tables. */
public enum Metric {
    ITOM("ItoM-HIT-RATE", "%", 100),
    READ_CURRENT("PCIeRdCur-HIT-RATE", "%", 100),
    THROUGHPUT("THROUGHPUT", "Gbit/s", 100),
    LATENCY("LATAVG", "us", 2000),
    LATENCY_99("LAT99", "us", 2000);

    private final String label;
    private final String unit;
    private final int full;

    Metric(String label, String unit, int full) {
        this.label = label;
        this.unit = unit;
        this.full = full;
    }

    public String label() {
        return label;
    }

    public String unit() {
        return unit;
    }

    /** Where a chart ends. */
    int full() {
        return full;
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
