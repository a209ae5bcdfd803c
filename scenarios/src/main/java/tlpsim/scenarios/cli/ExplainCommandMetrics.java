package tlpsim.scenarios.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tlpsim.scenarios.result.Metric;

/** Metrics with units and definitions. */
final class ExplainCommandMetrics {
    /** How definitions begin that continue the one above them. */
    private static final String CONTINUED = "the same";

    private ExplainCommandMetrics() {}

    /** As tables print it. */
    static String name(Metric metric) {
        return metric.key().replace('_', '-');
    }

    static String text(List<Metric> metrics) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("METRIC", "UNIT", "GOOD", "DEFINITION"));
        for (Metric metric : metrics) {
            String unit = metric.unit().isEmpty() ? "-" : metric.unit();
            rows.add(List.of(name(metric), unit, good(metric), definition(metric)));
        }
        return ExplainCommandPrinter.columns(rows, "");
    }

    static String json(List<Metric> metrics) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("schema_version", 1);
        ArrayNode array = root.putArray("metrics");
        for (Metric metric : metrics) {
            array.addObject()
                    .put("key", metric.key())
                    .put("group", metric.group().name().toLowerCase(Locale.ROOT))
                    .put("unit", metric.unit())
                    .put("better", metric.better().name().toLowerCase(Locale.ROOT))
                    .put("definition", definition(metric));
        }
        return root.toPrettyString() + "\n";
    }

    private static String good(Metric metric) {
        return switch (metric.better()) {
            case HIGHER -> "high";
            case LOWER -> "low";
            case NEITHER -> "-";
        };
    }

    /** In a table "the same" is short for the definition above; alone, a metric needs it in full. */
    private static String definition(Metric metric) {
        String own = metric.definition();
        if (!own.startsWith(CONTINUED)) {
            return own;
        }
        int above = metric.ordinal() - 1;
        while (Metric.values()[above].definition().startsWith(CONTINUED)) {
            above--;
        }
        return own.substring(CONTINUED.length() + 2) + " (of: " + Metric.values()[above].definition() + ")";
    }
}
