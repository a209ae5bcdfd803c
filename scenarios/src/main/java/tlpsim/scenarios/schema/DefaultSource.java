package tlpsim.scenarios.schema;

import java.util.Optional;

/** Defaults that depend on what has been read before: on a preset, on the kind of a device. */
public interface DefaultSource {
    /** No such defaults. */
    DefaultSource NONE = (path, reading) -> Optional.empty();

    /** A default as a user would write it, and where it comes from. */
    record Default(String text, String origin) {}

    /**
     * The default of the key at a path, or empty where its declaration's default holds.
     *
     * @param reading what has been read so far: the keys of earlier components
     */
    Optional<Default> find(String path, Reading reading);
}
