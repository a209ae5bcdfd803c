package tlpsim.scenarios.schema;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One key of the language, as its record component declares it.
 *
 * @param name     as written in YAML
 * @param kind     how its value is written; for a list, LIST
 * @param type     the component's class; for an optional or a list, the class of what it holds
 * @param optional whether the component is an Optional or OptionalInt
 * @param unit     of a NUMBER
 * @param minimum  of a NUMBER, in the unit's base
 * @param maximum  of a NUMBER, in the unit's base
 * @param key      the annotation
 */
public record KeyDeclaration(
        String name,
        ValueKind kind,
        Class<?> type,
        boolean optional,
        Unit unit,
        long minimum,
        long maximum,
        Key key,
        RecordComponent component) {

    static KeyDeclaration of(RecordComponent component) {
        Key key = component.getAnnotation(Key.class);
        if (key == null) {
            throw new IllegalStateException(
                    "component without @Key: " + component.getDeclaringRecord() + "." + component.getName());
        }
        boolean list = component.getType() == List.class;
        boolean optional = component.getType() == Optional.class || component.getType() == OptionalInt.class;
        Class<?> type = component.getType() == OptionalInt.class ? int.class : held(component);
        Unit unit = type == int.class || type == long.class ? Unit.ofComponent(component.getName()) : Unit.NONE;
        String name = key.name().isEmpty() ? nameOf(component.getName(), unit) : key.name();
        long minimum = key.min().isEmpty() ? Long.MIN_VALUE : Quantity.parse(key.min(), unit);
        long maximum = key.max().isEmpty() ? Long.MAX_VALUE : Quantity.parse(key.max(), unit);
        ValueKind kind = list ? ValueKind.LIST : kindOf(type);
        return new KeyDeclaration(name, kind, type, optional, unit, minimum, maximum, key, component);
    }

    private static Class<?> held(RecordComponent component) {
        Type generic = component.getGenericType();
        return generic instanceof ParameterizedType parameterized
                ? (Class<?>) parameterized.getActualTypeArguments()[0]
                : component.getType();
    }

    static ValueKind kindOf(Class<?> type) {
        if (type == int.class || type == long.class) {
            return ValueKind.NUMBER;
        }
        if (type == boolean.class) {
            return ValueKind.BOOLEAN;
        }
        if (type == String.class) {
            return ValueKind.TEXT;
        }
        if (type.isEnum()) {
            return ValueKind.ENUM;
        }
        return type.isAnnotationPresent(Scalar.class) ? ValueKind.SCALAR : ValueKind.MAPPING;
    }

    private static String nameOf(String component, Unit unit) {
        String bare = component.substring(0, component.length() - unit.suffix().length());
        StringBuilder name = new StringBuilder();
        for (char c : bare.toCharArray()) {
            if (Character.isUpperCase(c)) {
                name.append('-').append(Character.toLowerCase(c));
            } else {
                name.append(c);
            }
        }
        return name.toString();
    }

    /** The kind of a list's elements, else the key's own kind. */
    public ValueKind elementKind() {
        return kindOf(type);
    }

    /** Whether a YAML list of scalars may be written for the one scalar. */
    boolean takesList() {
        return kind == ValueKind.SCALAR && type.getAnnotation(Scalar.class).list();
    }

    public boolean required() {
        return key.def().equals(Key.REQUIRED);
    }

    /** The declared default in canonical form; empty where the declaration has none. */
    public String canonicalDefault() {
        boolean scalar = kind != ValueKind.LIST && kind != ValueKind.MAPPING;
        return required() || key.def().isEmpty() || !scalar
                ? ""
                : ScalarReader.print(this, ScalarReader.parse(this, key.def()));
    }

    /** What may be written: the range, the names, or the form. */
    public String allowed() {
        return switch (elementKind()) {
            case NUMBER -> numberAllowed();
            case TEXT -> "text";
            case BOOLEAN -> "true or false";
            case ENUM -> String.join(", ", spellings(type));
            case SCALAR -> type.getAnnotation(Scalar.class).allowed();
            default ->
                "a mapping with the keys "
                        + String.join(", ", MappingDeclaration.of(type).names());
        };
    }

    private String numberAllowed() {
        StringBuilder allowed = new StringBuilder();
        if (key.min().isEmpty() && key.max().isEmpty()) {
            allowed.append(unit.allowed());
        } else if (key.max().isEmpty()) {
            allowed.append("at least ").append(key.min());
        } else {
            allowed.append(key.min()).append(" to ").append(key.max());
        }
        return allowed.append(key.powerOfTwo() ? ", a power of two" : "").toString();
    }

    /** The spellings of an enum in its own order. */
    static List<String> spellings(Class<?> type) {
        List<String> spellings = new ArrayList<>();
        for (Object constant : type.getEnumConstants()) {
            spellings.add(spelling(constant));
        }
        return spellings;
    }

    /** A constant's name as users write it. */
    public static String spelling(Object constant) {
        return constant instanceof Spelled spelled
                ? spelled.spelling()
                : ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
