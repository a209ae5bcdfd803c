package tlpsim.scenarios.config;

/** What happens to the hints of a replayed TLP. */
public enum Retag {
    KEEP,
    HINTS,
    STRIP
}
