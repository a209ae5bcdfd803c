package tlpsim.scenarios.control;

import java.util.Map;
import java.util.TreeMap;

/** The value of the last operation, and those that {@code let} has named. */
final class ScriptValues {
    private final Map<String, Long> named = new TreeMap<>();
    private long last;

    void last(long value) {
        last = value;
    }

    void name(String name) {
        named.put(name, last);
    }

    /** The empty name is the last value. */
    long value(String name) {
        return name.isEmpty() ? last : named.getOrDefault(name, 0L);
    }
}
