package tlpsim.core.firmware;

/** What kind of memory a write is meant for; firmware has tags for each. */
public enum MemoryType {
    VOLATILE,
    PERSISTENT
}
