package tlpsim.completer.steering;

/** What firmware does when a tag namespace is too small for one tag per target. */
public enum ExhaustionPolicy {
    /** Targets beyond the end have no valid tag: the query gives tag 0, no preference. The default. */
    INVALID,
    /**
     * The highest-numbered cores share the tag of their cluster (then clusters that of their socket), as few as
     * suffice.
     */
    CLUSTER,
    /** Targets beyond the end reuse tags from the start; such a tag is decoded to the first target that has it. */
    ALIAS
}
