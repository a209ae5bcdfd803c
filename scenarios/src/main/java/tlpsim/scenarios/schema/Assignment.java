package tlpsim.scenarios.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tlpsim.core.problem.NearestName;
import tlpsim.core.problem.Problem;
import tlpsim.scenarios.schema.YamlNode.BrokenNode;
import tlpsim.scenarios.schema.YamlNode.Entry;
import tlpsim.scenarios.schema.YamlNode.ListNode;
import tlpsim.scenarios.schema.YamlNode.MapNode;
import tlpsim.scenarios.schema.YamlNode.TextNode;

/**
 * {@code path=value}: keys separated by dots, an element of a list by its id or, where it has none, by its index from
 * 0; the value is YAML on one line.
 */
public final class Assignment {
    private final Position position;
    private final List<String> path;
    private final YamlNode value;

    private Assignment(Position position, List<String> path, YamlNode value) {
        this.position = position;
        this.path = path;
        this.value = value;
    }

    /** Reads an assignment that stands at a position; empty, and a problem, where it has no right form. */
    public static Optional<Assignment> parse(String text, Position position, List<Problem> problems) {
        int equals = text.indexOf('=');
        String left = equals < 0 ? text : text.substring(0, equals);
        List<String> path = List.of(left.split("\\.", -1));
        if (equals < 1 || path.contains("")) {
            problems.add(position.problem(
                    "'" + text
                            + "' is not an assignment; allowed: PATH=VALUE, for example workloads.rx.queues.ring=512",
                    ""));
            return Optional.empty();
        }
        List<Problem> broken = new ArrayList<>();
        Optional<YamlNode> value = YamlReader.read(position.source(), text.substring(equals + 1), broken);
        for (Problem problem : broken) {
            problems.add(position.problem(problem.message(), problem.hint()));
        }
        if (value.isEmpty()) {
            if (broken.isEmpty()) {
                problems.add(position.problem("there is no value behind '='", ""));
            }
            return Optional.empty();
        }
        return Optional.of(new Assignment(position, path, placed(value.get(), position)));
    }

    /** The node with every position replaced, since positions within an assignment mean nothing to its reader. */
    private static YamlNode placed(YamlNode node, Position position) {
        if (node instanceof TextNode text) {
            return new TextNode(position, text.text(), text.plain());
        }
        if (node instanceof ListNode list) {
            return new ListNode(
                    position,
                    list.elements().stream()
                            .map(element -> placed(element, position))
                            .toList());
        }
        if (node instanceof MapNode map) {
            return new MapNode(
                    position,
                    map.entries().stream()
                            .map(e -> new Entry(e.key(), position, placed(e.value(), position)))
                            .toList());
        }
        return new BrokenNode(position);
    }

    /** The tree with the value set; the tree itself, and a problem, where the path leads nowhere. */
    public YamlNode applyTo(YamlNode root, Class<? extends Record> type, List<Problem> problems) {
        return inMapping(root, MappingDeclaration.of(type), 0, problems);
    }

    private YamlNode inMapping(YamlNode node, MappingDeclaration declaration, int depth, List<Problem> problems) {
        MapNode expanded = node instanceof MapNode given ? given : RecordReader.expand(declaration, node);
        MapNode map = expanded == null ? new MapNode(position, List.of()) : expanded;
        String name = path.get(depth);
        KeyDeclaration key = declaration.key(name);
        if (key == null && !name.equals(declaration.spread()) || key != null && name.equals("id")) {
            return unknown(node, name, declaration, depth, problems);
        }
        if (depth == path.size() - 1) {
            return map.with(new Entry(name, position, value));
        }
        Entry entry = map.entry(name);
        YamlNode child = entry == null ? new MapNode(position, List.of()) : entry.value();
        YamlNode changed;
        if (key == null || key.elementKind() != ValueKind.MAPPING) {
            problems.add(position.problem(at(depth + 1) + " holds a value, not keys" + allowedBelow(key), ""));
            return node;
        } else if (key.kind() == ValueKind.LIST) {
            changed = inList(entry == null ? null : child, key, depth + 1, problems);
        } else {
            changed = inMapping(child, MappingDeclaration.of(key.type()), depth + 1, problems);
        }
        return changed == null
                ? node
                : map.with(new Entry(name, entry == null ? position : entry.keyPosition(), changed));
    }

    private static String allowedBelow(KeyDeclaration key) {
        return key == null ? "" : "; allowed: " + key.allowed();
    }

    private YamlNode unknown(
            YamlNode node, String name, MappingDeclaration declaration, int depth, List<Problem> problems) {
        List<String> names = new ArrayList<>(declaration.names());
        names.remove("id");
        String message = "unknown key '" + name + "'" + (depth == 0 ? "" : " in " + at(depth)) + "; allowed: "
                + String.join(", ", names);
        problems.add(position.problem(message, declaration.hint(name, names)));
        return node;
    }

    /** The list with its element changed, or null, and a problem, where there is no such element. */
    private YamlNode inList(YamlNode node, KeyDeclaration key, int depth, List<Problem> problems) {
        List<String> names = new ArrayList<>();
        List<YamlNode> elements = node instanceof ListNode list ? list.elements() : List.of();
        MappingDeclaration declaration = MappingDeclaration.of(key.type());
        for (int i = 0; i < elements.size(); i++) {
            TextNode id = declaration.hasId() ? ElementNames.id(elements.get(i)) : null;
            names.add(id == null ? Integer.toString(i) : id.text());
        }
        String name = path.get(depth);
        int index = names.indexOf(name);
        if (index < 0) {
            String allowed = names.isEmpty() ? "nothing, the list is empty" : String.join(", ", names);
            problems.add(position.problem(
                    "no element '" + name + "' in " + at(depth) + "; allowed: " + allowed,
                    NearestName.hint(name, names)));
            return null;
        }
        List<YamlNode> changed = new ArrayList<>(elements);
        changed.set(
                index,
                depth == path.size() - 1 ? value : inMapping(elements.get(index), declaration, depth + 1, problems));
        return new ListNode(node.position(), changed);
    }

    private String at(int depth) {
        return String.join(".", path.subList(0, depth));
    }
}
