package tlpsim.scenarios.reproduce;

import java.util.ArrayList;
import java.util.List;

/**
 * Which keys of a scenario the columns of an experiment set.
 *
 * @param experiment name in the table
 * @param param      {@code path=value} with {@code {}} for the column {@code param}, separated by semicolons; empty where there is none
 * @param x          the same for the column {@code x}
 */
public record KeyMapping(String experiment, String param, String x) {
    private static final String HOLE = "{}";

    /**
     * Reads {@code EXPERIMENT:param=PATH,x=PATH}, where a path may have {@code ={}} and a unit behind it.
     *
     * @throws IllegalArgumentException with what is wrong
     */
    public static KeyMapping parse(String text) {
        int colon = text.indexOf(':');
        if (colon < 1) {
            throw new IllegalArgumentException("no experiment before a colon");
        }
        String param = "";
        String x = "";
        for (String part : text.substring(colon + 1).split(",")) {
            String trimmed = part.strip();
            if (trimmed.startsWith("param=")) {
                param = withHole(trimmed.substring("param=".length()));
            } else if (trimmed.startsWith("x=")) {
                x = withHole(trimmed.substring("x=".length()));
            } else {
                throw new IllegalArgumentException("'" + trimmed + "' sets neither param nor x");
            }
        }
        return new KeyMapping(text.substring(0, colon).strip(), param, x);
    }

    private static String withHole(String paths) {
        List<String> all = new ArrayList<>();
        for (String path : paths.split(";")) {
            all.add(path.contains(HOLE) ? path.strip() : path.strip() + "=" + HOLE);
        }
        return String.join(";", all);
    }

    /**
     * For the study's experiments, on the first workload of a scenario. Not for those whose x has the study's own unit: {@code pkt-rate} (4,000 packets/s) and
     * {@code process-time} (calls).
     */
    static List<KeyMapping> study(String workload) {
        String path = "workloads." + workload + ".";
        return List.of(
                parse("pktsize-desc:param=" + path + "arrivals.sizes={} B,x=" + path + "queues.ring"),
                parse("ddio-tune:x=platform.llc.io-ways"),
                parse("cores-vs-ways:param=" + path + "queues.count,x=platform.llc.io-ways"),
                parse("cores:x=" + path + "queues.count"));
    }

    List<String> assignments(OwnPoint point) {
        List<String> assignments = new ArrayList<>();
        add(assignments, param, point.param());
        add(assignments, x, point.x());
        return assignments;
    }

    private static void add(List<String> assignments, String templates, String value) {
        if (!templates.isEmpty() && !value.isEmpty()) {
            for (String template : templates.split(";")) {
                assignments.add(template.replace(HOLE, value));
            }
        }
    }
}
