package tlpsim.scenarios.schema;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tlpsim.core.problem.InvalidInputException;
import tlpsim.core.problem.Problem;

/**
 * Reads one YAML document into positioned nodes. Of YAML it accepts mappings with scalar keys, sequences and scalars;
 * anchors, aliases, merge keys, tags and further documents are mistakes, so that every value stands where it applies.
 *
 * <p>Not thread safe; one reader reads one text.
 */
public final class YamlReader {
    /** Deeper nesting than any declaration has. */
    static final int MAX_DEPTH = 16;

    static final int MAX_BYTES = 1 << 20;

    private final String source;
    private final List<Problem> problems;
    private Iterator<Event> events;

    private YamlReader(String source, List<Problem> problems) {
        this.source = source;
        this.problems = problems;
    }

    /** Decodes a file. @throws InvalidInputException where it is not UTF-8 or too large */
    public static String decode(String source, byte[] bytes) {
        if (bytes.length > MAX_BYTES) {
            throw new InvalidInputException(Position.of(source)
                    .problem("the file has " + bytes.length + " bytes; allowed: at most " + MAX_BYTES, ""));
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer input = ByteBuffer.wrap(bytes);
        CharBuffer output = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(input, output, true);
        String text = output.flip().toString();
        if (result.isError()) {
            String value = String.format(Locale.ROOT, "0x%02x", bytes[input.position()]);
            throw new InvalidInputException(at(source, text, text.length())
                    .problem("the byte " + value + " is not UTF-8; allowed: UTF-8 text", ""));
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    /**
     * The document's root, or empty where the text holds none. What can be read is returned even beside problems; after
     * a syntax error nothing is.
     */
    public static Optional<YamlNode> read(String source, String text, List<Problem> problems) {
        YamlReader reader = new YamlReader(source, problems);
        try {
            return reader.document(text);
        } catch (MarkedYamlEngineException broken) {
            Position position = broken.getProblemMark()
                    .or(broken::getContextMark)
                    .map(reader::position)
                    .orElse(Position.of(source));
            problems.add(position.problem(
                    "YAML: " + broken.getProblem(), broken.getContext() == null ? "" : broken.getContext()));
        } catch (ReaderException broken) {
            int offset =
                    text.offsetByCodePoints(0, Math.min(broken.getPosition(), text.codePointCount(0, text.length())));
            String character = String.format(Locale.ROOT, "U+%04X", broken.getCodePoint());
            problems.add(
                    at(source, text, offset).problem("the character " + character + " is not allowed in YAML", ""));
        } catch (YamlEngineException broken) {
            problems.add(Position.of(source).problem("YAML: " + broken.getMessage(), ""));
        }
        return Optional.empty();
    }

    private static Position at(String source, String text, int offset) {
        String before = text.substring(0, offset);
        int line = (int) before.chars().filter(c -> c == '\n').count() + 1;
        return new Position(source, line, offset - before.lastIndexOf('\n'));
    }

    private Optional<YamlNode> document(String text) {
        LoadSettings settings = LoadSettings.builder().setLabel(source).build();
        events = new Parse(settings).parseString(text).iterator();
        YamlNode root = null;
        while (events.hasNext()) {
            Event event = events.next();
            if (event.getEventId() == Event.ID.DocumentStart && root != null) {
                report(event, "a second document starts here; allowed: one document per file");
                break;
            }
            if (event instanceof NodeEvent node) {
                root = node(node, 0);
            }
        }
        return Optional.ofNullable(root);
    }

    private YamlNode node(NodeEvent event, int depth) {
        Position position = position(event);
        if (event instanceof AliasEvent alias) {
            report(event, "'*" + alias.getAlias() + "' is an alias; allowed: the value itself");
            return new YamlNode.BrokenNode(position);
        }
        event.getAnchor()
                .ifPresent(anchor -> report(event, "'&" + anchor + "' is an anchor; allowed: values without anchors"));
        if (event instanceof ScalarEvent scalar) {
            scalar.getTag().ifPresent(tag -> reportTag(event, tag));
            return new YamlNode.TextNode(position, scalar.getValue(), scalar.isPlain());
        }
        ((CollectionStartEvent) event).getTag().ifPresent(tag -> reportTag(event, tag));
        if (depth == MAX_DEPTH) {
            throw new InvalidInputException(position.problem(
                    "the nesting is deeper than " + MAX_DEPTH + " levels; no key of a scenario lies so deep", ""));
        }
        return event.getEventId() == Event.ID.MappingStart ? mapping(position, depth) : sequence(position, depth);
    }

    private YamlNode sequence(Position position, int depth) {
        List<YamlNode> elements = new ArrayList<>();
        for (Event event = events.next(); event instanceof NodeEvent element; event = events.next()) {
            elements.add(node(element, depth + 1));
        }
        return new YamlNode.ListNode(position, List.copyOf(elements));
    }

    private YamlNode mapping(Position position, int depth) {
        YamlNode.MapNode mapping = new YamlNode.MapNode(position, List.of());
        for (Event event = events.next(); event instanceof NodeEvent keyEvent; event = events.next()) {
            YamlNode key = node(keyEvent, depth + 1);
            YamlNode value = node((NodeEvent) events.next(), depth + 1);
            if (!(key instanceof YamlNode.TextNode text)) {
                report(keyEvent, "a key is " + YamlNode.kindOf(key) + "; allowed: a name");
            } else if (text.plain() && text.text().equals("<<")) {
                report(keyEvent, "'<<' merges mappings; allowed: the keys themselves");
            } else if (mapping.entry(text.text()) != null) {
                Position first = mapping.entry(text.text()).keyPosition();
                report(keyEvent, "the key '" + text.text() + "' is given twice; first in line " + first.line());
            } else {
                mapping = mapping.with(new YamlNode.Entry(text.text(), text.position(), value));
            }
        }
        return mapping;
    }

    private void reportTag(Event event, String tag) {
        report(event, "'" + tag + "' is a tag; allowed: values without tags");
    }

    private void report(Event event, String message) {
        problems.add(position(event).problem(message, ""));
    }

    private Position position(Event event) {
        return event.getStartMark().map(this::position).orElse(Position.of(source));
    }

    private Position position(Mark mark) {
        return new Position(source, mark.getLine() + 1, mark.getColumn() + 1);
    }
}
