package tlpsim.scenarios.schema;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import tlpsim.scenarios.schema.YamlNode.Entry;
import tlpsim.scenarios.schema.YamlNode.MapNode;
import tlpsim.scenarios.schema.YamlNode.TextNode;

/**
 * Names the elements of a list in paths: by their ids, or by their index from 0 where they have none or a wrong one.
 */
final class ElementNames {
    private static final Pattern ID = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,63}");

    private final Reading reading;
    private final boolean hasId;
    private final String path;
    private final Map<String, Position> seen = new HashMap<>();

    ElementNames(Reading reading, boolean hasId, String path) {
        this.reading = reading;
        this.hasId = hasId;
        this.path = path;
    }

    /** The name of the next element. */
    String next(int index, YamlNode element) {
        TextNode id = hasId ? id(element) : null;
        if (id == null) {
            return Integer.toString(index);
        }
        if (!ID.matcher(id.text()).matches()) {
            String message =
                    "'" + id.text() + "' is not an id; allowed: a letter, then letters, digits, '-' or '_', at most 64";
            reading.report(path + "." + index + ".id", id.position(), message, "");
            return Integer.toString(index);
        }
        Position first = seen.putIfAbsent(id.text(), id.position());
        if (first != null) {
            String where = first.line() > 0 ? "; first in line " + first.line() : "";
            reading.report(
                    path + "." + index + ".id", id.position(), "the id '" + id.text() + "' is given twice" + where, "");
            return Integer.toString(index);
        }
        return id.text();
    }

    /** The element's id as text, or null; a missing id is reported when the element itself is read. */
    static TextNode id(YamlNode element) {
        Entry entry = element instanceof MapNode map ? map.entry("id") : null;
        return entry != null && entry.value() instanceof TextNode text && !text.isAbsent() ? text : null;
    }
}
