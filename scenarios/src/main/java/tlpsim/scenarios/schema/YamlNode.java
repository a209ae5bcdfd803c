package tlpsim.scenarios.schema;

import java.util.ArrayList;
import java.util.List;

/** YAML with positions, and without types: a scalar is its text until a declaration says what it is. Immutable. */
public sealed interface YamlNode {
    Position position();

    /**
     * A scalar.
     *
     * @param plain written without quotes, so that an empty text, {@code ~} or {@code null} is no value
     */
    record TextNode(Position position, String text, boolean plain) implements YamlNode {
        public boolean isAbsent() {
            return plain && (text.isEmpty() || text.equals("~") || text.equals("null"));
        }
    }

    /** A sequence. */
    record ListNode(Position position, List<YamlNode> elements) implements YamlNode {}

    /** A mapping in the order of the file; keys are unique. */
    record MapNode(Position position, List<Entry> entries) implements YamlNode {

        /** The entry of a key, or null. */
        public Entry entry(String key) {
            for (Entry entry : entries) {
                if (entry.key().equals(key)) {
                    return entry;
                }
            }
            return null;
        }

        /** This mapping with one key set anew, in its place or at the end. */
        public MapNode with(Entry changed) {
            List<Entry> copy = new ArrayList<>(entries);
            int index = copy.indexOf(entry(changed.key()));
            if (index >= 0) {
                copy.set(index, changed);
            } else {
                copy.add(changed);
            }
            return new MapNode(position, copy);
        }
    }

    /** What could not be read and has been reported. */
    record BrokenNode(Position position) implements YamlNode {}

    /** One key and its value. */
    record Entry(String key, Position keyPosition, YamlNode value) {}

    /** What a node is, for messages. */
    static String kindOf(YamlNode node) {
        if (node instanceof MapNode) {
            return "a mapping";
        }
        return node instanceof ListNode ? "a list" : "a single value";
    }
}
