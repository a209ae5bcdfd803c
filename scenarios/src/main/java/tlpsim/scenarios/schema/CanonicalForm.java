package tlpsim.scenarios.schema;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * A record as text in which every value is given, in the order of the declarations and with one spelling: equal records
 * have equal texts, and reading the text gives an equal record.
 */
public final class CanonicalForm {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./][A-Za-z0-9_./%-]*( [A-Za-z0-9_./%-]+)*");

    private CanonicalForm() {}

    /** YAML in block style with an indent of two spaces. */
    public static String yaml(Record record) {
        StringBuilder text = new StringBuilder();
        appendKeys(text, record, 0);
        return text.toString();
    }

    /** SHA-256 of {@link #yaml}, in hexadecimal. Files that a value names do not enter, only their names. */
    public static String hash(Record record) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(yaml(record).getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    /** The same tree as JSON: bare numbers and booleans as such, quantities as text with their units. */
    public static ObjectNode json(Record record) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        appendKeys(object, record);
        return object;
    }

    private static void appendKeys(StringBuilder text, Record record, int indent) {
        for (KeyDeclaration key : MappingDeclaration.of(record.getClass()).keys()) {
            Object value = component(record, key);
            if (key.key().inline()) {
                appendKeys(text, (Record) value, indent);
            } else if (value != null) {
                text.append(" ".repeat(indent)).append(key.name()).append(':');
                appendValue(text, key, value, indent);
            }
        }
    }

    private static void appendValue(StringBuilder text, KeyDeclaration key, Object value, int indent) {
        if (value instanceof List<?> list) {
            appendList(text, key, list, indent);
        } else if (key.elementKind() == ValueKind.MAPPING) {
            text.append('\n');
            appendKeys(text, (Record) value, indent + 2);
        } else {
            text.append(' ').append(quoted(key, value)).append('\n');
        }
    }

    private static void appendList(StringBuilder text, KeyDeclaration key, List<?> list, int indent) {
        if (list.isEmpty()) {
            text.append(" []\n");
            return;
        }
        text.append('\n');
        for (Object element : list) {
            int start = text.length();
            if (key.elementKind() == ValueKind.MAPPING) {
                appendKeys(text, (Record) element, indent + 4);
            } else {
                text.append(" ".repeat(indent + 4)).append(quoted(key, element)).append('\n');
            }
            text.setCharAt(start + indent + 2, '-');
        }
    }

    private static String quoted(KeyDeclaration key, Object value) {
        String text = ScalarReader.print(key, value);
        boolean reserved = key.elementKind() == ValueKind.TEXT && (text.equals("null") || text.startsWith("."));
        if (PLAIN.matcher(text).matches() && !reserved) {
            return text;
        }
        return doubleQuoted(text);
    }

    /** YAML's double-quoted style in ASCII, so that no character depends on what a YAML reader calls printable. */
    private static String doubleQuoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(c -> {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
            } else if (c >= ' ' && c < 0x7F) {
                quoted.append((char) c);
            } else {
                quoted.append(String.format(Locale.ROOT, c > 0xFFFF ? "\\U%08x" : "\\u%04x", c));
            }
        });
        return quoted.append('"').toString();
    }

    private static void appendKeys(ObjectNode object, Record record) {
        for (KeyDeclaration key : MappingDeclaration.of(record.getClass()).keys()) {
            Object value = component(record, key);
            if (key.key().inline()) {
                appendKeys(object, (Record) value);
            } else if (value instanceof List<?> list) {
                appendList(object.putArray(key.name()), key, list);
            } else if (value != null && key.kind() == ValueKind.MAPPING) {
                appendKeys(object.putObject(key.name()), (Record) value);
            } else if (value != null) {
                putScalar(object, key, value);
            }
        }
    }

    private static void appendList(ArrayNode array, KeyDeclaration key, List<?> list) {
        for (Object element : list) {
            if (key.elementKind() == ValueKind.MAPPING) {
                appendKeys(array.addObject(), (Record) element);
            } else {
                array.add(ScalarReader.print(key, element));
            }
        }
    }

    private static void putScalar(ObjectNode object, KeyDeclaration key, Object value) {
        if (key.kind() == ValueKind.NUMBER && key.unit() == Unit.NONE) {
            object.put(key.name(), ((Number) value).longValue());
        } else if (key.kind() == ValueKind.BOOLEAN) {
            object.put(key.name(), (Boolean) value);
        } else {
            object.put(key.name(), ScalarReader.print(key, value));
        }
    }

    /** The component's value, or null where it is an empty optional. */
    private static Object component(Record record, KeyDeclaration key) {
        try {
            Object value = key.component().getAccessor().invoke(record);
            if (value instanceof Optional<?> optional) {
                return optional.orElse(null);
            }
            if (value instanceof OptionalInt optional) {
                return optional.isPresent() ? optional.getAsInt() : null;
            }
            return value;
        } catch (IllegalAccessException | InvocationTargetException failure) {
            throw new IllegalStateException("a configuration record is public: " + record.getClass(), failure);
        }
    }
}
