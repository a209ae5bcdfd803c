package tlpsim.core.firmware;

import java.util.Locale;

/** What kind of memory a write is meant for; firmware has tags for each. */
public enum MemoryType {
    VOLATILE,
    PERSISTENT;

    /** For people, as scripts spell it. */
    public String words() {
        return name().toLowerCase(Locale.ROOT);
    }
}
