package tlpsim.scenarios.schema;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import tlpsim.core.problem.NearestName;
import tlpsim.core.problem.Problem;
import tlpsim.scenarios.schema.YamlNode.BrokenNode;
import tlpsim.scenarios.schema.YamlNode.Entry;
import tlpsim.scenarios.schema.YamlNode.ListNode;
import tlpsim.scenarios.schema.YamlNode.MapNode;
import tlpsim.scenarios.schema.YamlNode.TextNode;

/**
 * Turns nodes into records by the records' declarations. It never stops at a mistake: the value is reported, replaced
 * by a placeholder and marked as broken in the {@link Reading}, so that later checks neither fail on it nor report what
 * follows from it.
 */
public final class RecordReader {
    private static final int MAX_LENGTH = 4096;
    private static final int SHOWN_LENGTH = 80;

    private final Reading reading;
    private final DefaultSource defaults;

    private RecordReader(Reading reading, DefaultSource defaults) {
        this.reading = reading;
        this.defaults = defaults;
    }

    /** A record, to be used only if its reading has no problems. */
    public record Result<R>(R value, Reading reading) {}

    /** Reads a record from the root of a document; problems are added to the list. */
    public static <R extends Record> Result<R> read(
            Class<R> type, YamlNode root, DefaultSource defaults, List<Problem> problems) {
        Reading reading = new Reading(root.position(), problems);
        RecordReader reader = new RecordReader(reading, defaults);
        return new Result<>(type.cast(reader.mapping(type, root, "")), reading);
    }

    private Object mapping(Class<?> type, YamlNode node, String path) {
        MappingDeclaration declaration = MappingDeclaration.of(type);
        if (node instanceof MapNode map) {
            reportUnknownKeys(declaration, map, path);
            return record(declaration, map, path);
        }
        MapNode expanded = expand(declaration, node);
        if (expanded != null) {
            return record(declaration, expanded, path);
        }
        if (!(node instanceof BrokenNode)) {
            String given = node instanceof TextNode text ? quoted(text) : YamlNode.kindOf(node);
            String rule = given.startsWith("'") ? given + " is not a mapping" : "the value is " + given;
            if (node instanceof TextNode text && text.isAbsent()) {
                rule = "there is no value";
            }
            reading.report(
                    path,
                    node.position(),
                    rule + "; allowed: a mapping with the keys " + String.join(", ", declaration.names()),
                    "");
        }
        return placeholder(declaration, node.position(), path);
    }

    /** {@code flows: 4096} as {@code flows: {count: 4096}}; null where the node is no shorthand of the mapping. */
    static MapNode expand(MappingDeclaration declaration, YamlNode node) {
        boolean stands = node instanceof TextNode text
                ? !text.isAbsent() && !declaration.shorthand().isEmpty()
                : node instanceof ListNode
                        && declaration.key(declaration.shorthand()) != null
                        && declaration.key(declaration.shorthand()).takesList();
        return stands
                ? new MapNode(node.position(), List.of(new Entry(declaration.shorthand(), node.position(), node)))
                : null;
    }

    private Object placeholder(MappingDeclaration declaration, Position position, String path) {
        reading.breakAt(path);
        reading.mute();
        Object record = record(declaration, new MapNode(position, List.of()), path);
        reading.unmute();
        return record;
    }

    private void reportUnknownKeys(MappingDeclaration declaration, MapNode map, String path) {
        List<String> names = declaration.names();
        for (Entry entry : map.entries()) {
            if (!names.contains(entry.key())) {
                String message = (path.isEmpty() ? "" : path + ": ") + "unknown key '" + entry.key() + "'; allowed: "
                        + String.join(", ", names);
                reading.problems().add(entry.keyPosition().problem(message, declaration.hint(entry.key(), names)));
                String meant = NearestName.of(entry.key(), names);
                if (!meant.isEmpty() && map.entry(meant) == null) {
                    reading.breakAt(path.isEmpty() ? meant : path + "." + meant);
                }
            }
        }
    }

    private Object record(MappingDeclaration declaration, MapNode map, String path) {
        List<KeyDeclaration> keys = declaration.keys();
        Object[] values = new Object[keys.size()];
        for (int i = 0; i < values.length; i++) {
            KeyDeclaration key = keys.get(i);
            values[i] = key.key().inline()
                    ? record(MappingDeclaration.of(key.type()), map, path)
                    : key(declaration, key, map, path.isEmpty() ? key.name() : path + "." + key.name());
        }
        Object record = construct(declaration.type(), values);
        reading.read(path, record);
        return record;
    }

    private Object key(MappingDeclaration declaration, KeyDeclaration key, MapNode map, String path) {
        Entry entry = map.entry(key.name());
        if (entry == null && key.key().spread()) {
            entry = map.entry(declaration.spread());
            reading.spread(path, path.substring(0, path.length() - key.name().length()) + declaration.spread());
        }
        Object value;
        if (entry != null) {
            reading.positioned(path, entry.value().position());
            value = value(key, entry.value(), path, true);
        } else {
            value = absent(key, map, path);
        }
        reading.read(path, value);
        return value;
    }

    private Object absent(KeyDeclaration key, MapNode map, String path) {
        Optional<DefaultSource.Default> found = defaults.find(path, reading);
        if (found.isPresent()) {
            return defaulted(key, found.get().text(), found.get().origin(), path);
        }
        if (key.required()) {
            reading.report(
                    path,
                    map.position(),
                    "the key is missing; allowed: " + key.allowed(),
                    key.key().value());
            return placeholderOf(key, map.position(), path);
        }
        if (key.optional() && key.key().def().isEmpty()) {
            return key.component().getType() == OptionalInt.class ? OptionalInt.empty() : Optional.empty();
        }
        return defaulted(key, key.key().def(), "default", path);
    }

    private Object defaulted(KeyDeclaration key, String text, String origin, String path) {
        Position position = Position.of(origin);
        if (key.elementKind() == ValueKind.MAPPING && key.kind() != ValueKind.LIST) {
            return optional(key, record(MappingDeclaration.of(key.type()), new MapNode(position, List.of()), path));
        }
        if (key.kind() != ValueKind.LIST) {
            return value(key, new TextNode(position, text, false), path, false);
        }
        List<YamlNode> elements = new ArrayList<>();
        for (String element : text.replaceAll("[\\[\\]]", "").split(", *")) {
            if (!element.isEmpty()) {
                elements.add(new TextNode(position, element, false));
            }
        }
        return value(key, new ListNode(position, elements), path, false);
    }

    private Object value(KeyDeclaration key, YamlNode node, String path, boolean given) {
        if (key.kind() == ValueKind.LIST) {
            return list(key, node, path, given);
        }
        if (key.kind() == ValueKind.MAPPING) {
            return optional(key, mapping(key.type(), node, path));
        }
        return optional(key, scalar(key, node, path, given));
    }

    private static Object optional(KeyDeclaration key, Object value) {
        if (!key.optional()) {
            return value;
        }
        return key.component().getType() == OptionalInt.class ? OptionalInt.of((Integer) value) : Optional.of(value);
    }

    private Object scalar(KeyDeclaration key, YamlNode node, String path, boolean given) {
        Object value = parsed(key, node, path);
        reading.resolve(new ResolvedValue(path, ScalarReader.print(key, value), given, node.position(), key));
        return value;
    }

    private Object parsed(KeyDeclaration key, YamlNode given, String path) {
        YamlNode node = joined(key, given);
        if (!(node instanceof TextNode text)) {
            if (!(node instanceof BrokenNode)) {
                String message = "the value is " + YamlNode.kindOf(node) + "; allowed: " + key.allowed();
                reading.report(path, node.position(), message, "");
            }
            return placeholderOf(key, path);
        }
        if (text.isAbsent()) {
            reading.report(path, text.position(), "there is no value; allowed: " + key.allowed(), "");
            return placeholderOf(key, path);
        }
        if (text.text().length() > MAX_LENGTH) {
            reading.report(path, text.position(), quoted(text) + " is longer than " + MAX_LENGTH + " characters", "");
            return placeholderOf(key, path);
        }
        try {
            return ScalarReader.parse(key, text.text());
        } catch (BrokenRuleException rule) {
            String message = quoted(text) + " " + rule.getMessage() + "; allowed: " + key.allowed();
            reading.report(path, text.position(), message, rule.hint());
            return placeholderOf(key, path);
        }
    }

    /** {@code [0, 1]} as {@code 0,1} where the grammar takes lists. */
    private static YamlNode joined(KeyDeclaration key, YamlNode node) {
        if (!key.takesList()
                || !(node instanceof ListNode list)
                || list.elements().isEmpty()) {
            return node;
        }
        List<String> texts = new ArrayList<>();
        for (YamlNode element : list.elements()) {
            if (!(element instanceof TextNode text)) {
                return node;
            }
            texts.add(text.text());
        }
        return new TextNode(node.position(), String.join(",", texts), false);
    }

    /** What stands for a missing key. */
    private Object placeholderOf(KeyDeclaration key, Position position, String path) {
        reading.breakAt(path);
        if (key.kind() == ValueKind.LIST) {
            return List.of();
        }
        return key.kind() == ValueKind.MAPPING
                ? placeholder(MappingDeclaration.of(key.type()), position, path)
                : placeholderOf(key, path);
    }

    /** What stands for a scalar, or for a scalar element of a list, that could not be read. */
    private Object placeholderOf(KeyDeclaration key, String path) {
        reading.breakAt(path);
        return ScalarReader.placeholder(key);
    }

    private Object list(KeyDeclaration key, YamlNode node, String path, boolean given) {
        if (!(node instanceof ListNode list)) {
            if (!(node instanceof BrokenNode)) {
                String what = node instanceof TextNode text && !text.isAbsent()
                        ? quoted(text) + " is not a list"
                        : "the value is no list";
                reading.report(path, node.position(), what + "; allowed: a list, each element " + key.allowed(), "");
            }
            reading.breakAt(path);
            return List.of();
        }
        if (list.elements().isEmpty() && key.required()) {
            reading.report(path, node.position(), "the list is empty; allowed: at least one element", "");
        }
        return key.elementKind() == ValueKind.MAPPING ? records(key, list, path) : scalars(key, list, path, given);
    }

    private Object scalars(KeyDeclaration key, ListNode list, String path, boolean given) {
        List<Object> values = new ArrayList<>();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < list.elements().size(); i++) {
            reading.positioned(path + "." + i, list.elements().get(i).position());
            Object value = parsed(key, list.elements().get(i), path + "." + i);
            if (values.contains(value) && !reading.isBroken(path + "." + i)) {
                String message = "'" + ScalarReader.print(key, value) + "' is given twice; allowed: each element once";
                reading.report(path + "." + i, list.elements().get(i).position(), message, "");
            }
            values.add(value);
            texts.add(ScalarReader.print(key, value));
        }
        reading.resolve(new ResolvedValue(path, texts.toString(), given, list.position(), key));
        return List.copyOf(values);
    }

    private Object records(KeyDeclaration key, ListNode list, String path) {
        List<Object> values = new ArrayList<>();
        ElementNames names =
                new ElementNames(reading, MappingDeclaration.of(key.type()).hasId(), path);
        for (int i = 0; i < list.elements().size(); i++) {
            YamlNode element = list.elements().get(i);
            String elementPath = path + "." + names.next(i, element);
            reading.positioned(elementPath, element.position());
            values.add(mapping(key.type(), element, elementPath));
        }
        return List.copyOf(values);
    }

    private static String quoted(TextNode text) {
        String shown =
                text.text().length() > SHOWN_LENGTH ? text.text().substring(0, SHOWN_LENGTH) + "..." : text.text();
        return "'" + shown.replace("\n", "\\n") + "'";
    }

    private static Object construct(Class<?> type, Object[] values) {
        try {
            Class<?>[] types = Stream.of(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (InvocationTargetException failure) {
            throw new IllegalStateException("a configuration record must not check: " + type, failure.getCause());
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException("not a readable record: " + type, failure);
        }
    }
}
