package tlpsim.scenarios.schema;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import tlpsim.core.problem.NearestName;

/** Reads and prints values that are written as one scalar. Stateless. */
final class ScalarReader {
    /** Completers are spelt as Device Capabilities 2 has them, requesters by the width of their tags. */
    private static final Map<String, String> SAME_BY_ANOTHER_NAME =
            Map.of("8-bit", "tph", "16-bit", "extended", "tph", "8-bit");

    private ScalarReader() {}

    /**
     * The value of a text.
     *
     * @throws BrokenRuleException where the text is not such a value
     */
    static Object parse(KeyDeclaration key, String text) {
        return switch (key.elementKind()) {
            case NUMBER -> number(key, text);
            case TEXT -> text;
            case BOOLEAN -> bool(text);
            case ENUM -> constant(key.type(), text);
            case SCALAR -> invoke(key.type(), "parse", null, text);
            default -> throw new IllegalStateException("not a scalar: " + key.name());
        };
    }

    /** The canonical text; {@link #parse} reads it back. */
    static String print(KeyDeclaration key, Object value) {
        return switch (key.elementKind()) {
            case NUMBER ->
                key.key().hex()
                        ? "0x" + Long.toHexString(((Number) value).longValue())
                        : Quantity.print(((Number) value).longValue(), key.unit());
            case TEXT, BOOLEAN -> value.toString();
            case ENUM -> KeyDeclaration.spelling(value);
            case SCALAR -> (String) invoke(key.type(), "text", value);
            default -> throw new IllegalStateException("not a scalar: " + key.name());
        };
    }

    /** Any valid value, to go on with after a mistake. */
    static Object placeholder(KeyDeclaration key) {
        if (key.kind() != ValueKind.LIST && !key.required() && !key.key().def().isEmpty()) {
            return parse(key, key.key().def());
        }
        return switch (key.elementKind()) {
            case NUMBER ->
                parse(key, key.key().min().isEmpty() ? "0" : key.key().min());
            case TEXT -> "";
            case BOOLEAN -> false;
            case ENUM -> key.type().getEnumConstants()[0];
            case SCALAR -> parse(key, key.type().getAnnotation(Scalar.class).example());
            default -> throw new IllegalStateException("not a scalar: " + key.name());
        };
    }

    private static Object number(KeyDeclaration key, String text) {
        long value = Quantity.parse(text, key.unit());
        if (value < key.minimum() || value > key.maximum()) {
            throw new BrokenRuleException("is out of range", "");
        }
        if (key.key().powerOfTwo() && Long.bitCount(value) != 1) {
            throw new BrokenRuleException("is not a power of two", "");
        }
        if (key.type() == long.class) {
            return value;
        }
        if (value != (int) value) {
            throw new BrokenRuleException("is out of range", "");
        }
        return (int) value;
    }

    private static Object bool(String text) {
        return switch (text) {
            case "true", "on" -> true;
            case "false", "off" -> false;
            default -> throw new BrokenRuleException("is neither true nor false", "");
        };
    }

    private static Object constant(Class<?> type, String text) {
        for (Object constant : type.getEnumConstants()) {
            if (KeyDeclaration.spelling(constant).equals(text)) {
                return constant;
            }
        }
        throw new BrokenRuleException("is not known here", hint(text, KeyDeclaration.spellings(type)));
    }

    /** The nearest spelling; where one key takes the width of tags, what another calls by its name in the specification. */
    private static String hint(String text, List<String> spellings) {
        String meant = SAME_BY_ANOTHER_NAME.getOrDefault(text, "");
        return NearestName.hint(spellings.contains(meant) ? meant : text, spellings);
    }

    private static Object invoke(Class<?> type, String name, Object target, Object... arguments) {
        try {
            Method method = arguments.length == 0 ? type.getMethod(name) : type.getMethod(name, String.class);
            return method.invoke(target, arguments);
        } catch (InvocationTargetException failure) {
            if (failure.getCause() instanceof BrokenRuleException rule) {
                throw rule;
            }
            throw new IllegalStateException(failure.getCause());
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException("a @Scalar needs parse(String) and text(): " + type, failure);
        }
    }
}
