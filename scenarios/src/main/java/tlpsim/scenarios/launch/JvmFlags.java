package tlpsim.scenarios.launch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;

/**
 * The flags with which every JVM of this project starts: workers and benchmark forks here, the launcher from the same file.
 * The build writes that file from the property {@code tlpsim.jvm.flags}.
 */
public final class JvmFlags {
    private static final String RESOURCE = "/tlpsim/jvm-flags.properties";

    private JvmFlags() {}

    /** What Agrona needs to start at all. */
    public static List<String> required() {
        return flags("required");
    }

    /** What a user's run adds: bounds checks off, the collector. Benchmarks that use them say so. */
    public static List<String> production() {
        return flags("production");
    }

    private static List<String> flags(String key) {
        Properties properties = new Properties();
        try (InputStream in = JvmFlags.class.getResourceAsStream(RESOURCE)) {
            properties.load(in);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot read " + RESOURCE, failure);
        }
        return List.of(properties.getProperty(key).trim().split("\\s+"));
    }
}
