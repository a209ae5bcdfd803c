package tlpsim.scenarios.schema;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tlpsim.core.problem.NearestName;

/** The keys of one record. Immutable; one instance per record. */
public final class MappingDeclaration {
    private static final ClassValue<MappingDeclaration> CACHE = new ClassValue<>() {
        @Override
        protected MappingDeclaration computeValue(Class<?> type) {
            return new MappingDeclaration(type);
        }
    };

    private final Class<?> type;
    private final List<KeyDeclaration> keys;
    private final Map<String, KeyDeclaration> written = new LinkedHashMap<>();
    private final List<String> names;
    private final String shorthand;
    private final String spread;
    private final String spreadDoc;

    private MappingDeclaration(Class<?> type) {
        this.type = type;
        List<KeyDeclaration> declared = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            declared.add(KeyDeclaration.of(component));
        }
        this.keys = List.copyOf(declared);
        for (KeyDeclaration key : keys) {
            List<KeyDeclaration> stands = key.key().inline() ? of(key.type()).written() : List.of(key);
            stands.forEach(standing -> written.put(standing.name(), standing));
        }
        Mapping mapping = type.getAnnotation(Mapping.class);
        this.shorthand = mapping == null ? "" : mapping.shorthand();
        this.spread = mapping == null ? "" : mapping.spread();
        this.spreadDoc = mapping == null ? "" : mapping.spreadDoc();
        List<String> accepted = new ArrayList<>(written.keySet());
        if (!spread.isEmpty()) {
            accepted.add(spread);
        }
        this.names = List.copyOf(accepted);
    }

    public static MappingDeclaration of(Class<?> record) {
        return CACHE.get(record);
    }

    /** The record. */
    public Class<?> type() {
        return type;
    }

    /** One key per component, in their order; an inline component stands for its own record's keys. */
    public List<KeyDeclaration> keys() {
        return keys;
    }

    /** The keys as they stand in YAML: those of inline components in place of the component. */
    public List<KeyDeclaration> written() {
        return List.copyOf(written.values());
    }

    /** The names that the mapping accepts. */
    public List<String> names() {
        return names;
    }

    /** The declaration of a written key, or null. */
    public KeyDeclaration key(String name) {
        return written.get(name);
    }

    /** What a user may have meant by an unknown key: the new name of one that was renamed, else a name like it. */
    String hint(String unknown, List<String> candidates) {
        for (KeyDeclaration key : written.values()) {
            if (key.key().formerly().equals(unknown)) {
                return "'" + unknown + "' is now called '" + key.name() + "': " + key.allowed();
            }
        }
        return NearestName.hint(unknown, candidates);
    }

    /** The key that a scalar stands for, or empty. */
    public String shorthand() {
        return shorthand;
    }

    /** The key that gives others their default, or empty. */
    public String spread() {
        return spread;
    }

    /** What the spreading key means, or empty. */
    public String spreadDoc() {
        return spreadDoc;
    }

    /** Whether elements of this record in a list are known by their key {@code id}. */
    public boolean hasId() {
        return key("id") != null;
    }

    @Override
    public String toString() {
        return type.getSimpleName();
    }
}
