package tlpsim.core.firmware;

/** What firmware does when a namespace has fewer tags than targets. */
public enum TagExhaustionPolicy {
    /** The targets left over have no valid tag. */
    INVALID,
    /** The highest-numbered processors share the tag of their cluster, then clusters that of their socket, as few as suffice. */
    CLUSTER,
    /** Tags are given out again; such a tag is decoded to the first target that has it. */
    ALIAS
}
