package tlpsim.scenarios.topology;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;

/** Reads texts of {@code ethtool -g}, {@code -l} and {@code -x}, in any order and for any number of interfaces. */
public final class EthtoolReader {
    private static final Pattern HEADING = Pattern.compile(
            "(Ring parameters|Channel parameters|RX flow hash indirection table) for (\\S+?):?(?: with .*)?");
    private static final Pattern VALUE = Pattern.compile("(RX|Combined):\\s+(\\d{1,7}|n/a)");
    private static final Pattern TABLE_ROW = Pattern.compile("(\\d{1,6}):((?:\\s+\\d{1,6})+)");

    private final Map<String, Values> interfaces = new TreeMap<>();
    private Values values;
    private String section = "";
    private boolean current;

    private EthtoolReader() {}

    /**
     * @param texts by the name of their file
     * @throws InvalidInputException where a text has none of the three headings
     */
    public static List<EthtoolFacts> read(Map<String, String> texts) {
        EthtoolReader reader = new EthtoolReader();
        for (Map.Entry<String, String> each : texts.entrySet()) {
            reader.values = null;
            each.getValue().lines().forEach(reader::line);
            if (reader.values == null) {
                throw new InvalidInputException(new Problem(
                        each.getKey(),
                        1,
                        1,
                        "no output of ethtool; allowed: the text of ethtool -g, -l or -x, one after the other",
                        ""));
            }
        }
        List<EthtoolFacts> facts = new ArrayList<>();
        reader.interfaces.forEach((name, found) -> facts.add(found.facts(name)));
        return facts;
    }

    private void line(String text) {
        String line = text.strip();
        Matcher heading = HEADING.matcher(line);
        if (heading.matches()) {
            section = heading.group(1);
            values = interfaces.computeIfAbsent(heading.group(2), unused -> new Values());
            current = false;
            return;
        }
        // Limits stand before the settings, under the same names.
        current |= line.startsWith("Current hardware settings");
        Matcher value = VALUE.matcher(line);
        Matcher row = TABLE_ROW.matcher(line);
        if (section.startsWith("RX flow") && row.matches()) {
            values.table += row.group(2).strip().split("\\s+").length;
        } else if (current && value.matches() && !value.group(2).equals("n/a")) {
            int number = Integer.parseInt(value.group(2));
            if (section.startsWith("Ring") && value.group(1).equals("RX")) {
                values.ring = OptionalInt.of(number);
            } else if (section.startsWith("Channel")) {
                values.queues = OptionalInt.of(values.queues.orElse(0) + number);
            }
        }
    }

    private static final class Values {
        private OptionalInt ring = OptionalInt.empty();
        private OptionalInt queues = OptionalInt.empty();
        private int table;

        EthtoolFacts facts(String name) {
            return new EthtoolFacts(name, ring, queues, table == 0 ? OptionalInt.empty() : OptionalInt.of(table));
        }
    }
}
