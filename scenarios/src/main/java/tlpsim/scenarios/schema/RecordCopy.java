package tlpsim.scenarios.schema;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;

/** A valid record with one value changed. No rule is checked again and no default moves. */
public final class RecordCopy {
    private RecordCopy() {}

    /** @param components names on the way to the value, for example {@code "platform", "llc", "ways"} */
    @SuppressWarnings("unchecked")
    public static <R extends Record> R with(R record, Object value, String... components) {
        return (R) changed(record, value, components, 0);
    }

    private static Record changed(Record record, Object value, String[] components, int depth) {
        RecordComponent[] declared = record.getClass().getRecordComponents();
        Class<?>[] types = new Class<?>[declared.length];
        Object[] values = new Object[declared.length];
        boolean found = false;
        try {
            for (int index = 0; index < declared.length; index++) {
                types[index] = declared[index].getType();
                values[index] = declared[index].getAccessor().invoke(record);
                if (declared[index].getName().equals(components[depth])) {
                    found = true;
                    values[index] = depth == components.length - 1
                            ? value
                            : changed((Record) values[index], value, components, depth + 1);
                }
            }
            if (!found) {
                throw new IllegalArgumentException(record.getClass() + " has no " + components[depth]);
            }
            Constructor<?> constructor = record.getClass().getDeclaredConstructor(types);
            return (Record) constructor.newInstance(values);
        } catch (InvocationTargetException failure) {
            throw new IllegalStateException("a configuration record must not check", failure.getCause());
        } catch (ReflectiveOperationException failure) {
            throw new IllegalStateException("not a readable record: " + record.getClass(), failure);
        }
    }
}
