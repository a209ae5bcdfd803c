package tlpsim.scenarios.schema;

/** How a key's value is written. */
public enum ValueKind {
    NUMBER,
    TEXT,
    BOOLEAN,
    ENUM,
    /** One scalar with a grammar of its own; see {@link Scalar}. */
    SCALAR,
    /** A record's keys. */
    MAPPING,
    /** A sequence of one of the other kinds. */
    LIST
}
