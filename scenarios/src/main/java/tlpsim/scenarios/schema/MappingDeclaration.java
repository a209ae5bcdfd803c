package tlpsim.scenarios.schema;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;

/**
 * The keys of one record.
 *
 * @param type      the record
 * @param keys      one per component, in their order; an inline component stands for its own record's keys
 * @param shorthand the key that a scalar stands for, or empty
 * @param spread    the key that gives others their default, or empty
 * @param spreadDoc what that key means
 */
public record MappingDeclaration(Class<?> type, List<KeyDeclaration> keys, String shorthand, String spread, String spreadDoc) {

    private static final ClassValue<MappingDeclaration> CACHE = new ClassValue<>() {
        @Override
        protected MappingDeclaration computeValue(Class<?> type) {
            List<KeyDeclaration> keys = new ArrayList<>();
            for (RecordComponent component : type.getRecordComponents()) {
                keys.add(KeyDeclaration.of(component));
            }
            Mapping mapping = type.getAnnotation(Mapping.class);
            return mapping == null
                    ? new MappingDeclaration(type, List.copyOf(keys), "", "", "")
                    : new MappingDeclaration(type, List.copyOf(keys), mapping.shorthand(), mapping.spread(), mapping.spreadDoc());
        }
    };

    public static MappingDeclaration of(Class<?> record) {
        return CACHE.get(record);
    }

    /** The keys as they stand in YAML: those of inline components in place of the component. */
    public List<KeyDeclaration> written() {
        List<KeyDeclaration> written = new ArrayList<>();
        for (KeyDeclaration key : keys) {
            if (key.key().inline()) {
                written.addAll(of(key.type()).written());
            } else {
                written.add(key);
            }
        }
        return written;
    }

    /** The names that the mapping accepts. */
    public List<String> names() {
        List<String> names = new ArrayList<>();
        for (KeyDeclaration key : written()) {
            names.add(key.name());
        }
        if (!spread.isEmpty()) {
            names.add(spread);
        }
        return names;
    }

    /** The declaration of a written key, or null. */
    public KeyDeclaration key(String name) {
        for (KeyDeclaration key : written()) {
            if (key.name().equals(name)) {
                return key;
            }
        }
        return null;
    }

    /** Whether elements of this record in a list are known by their key {@code id}. */
    public boolean hasId() {
        return key("id") != null;
    }
}
